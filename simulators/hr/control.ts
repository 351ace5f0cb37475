import { z } from 'zod';
import type { Verbs } from '../support/json-api.js';
import type { HrActions } from './actions.js';
import { workerPatch } from './worker-patch.js';

const of = z.strictObject({ sourceKey: z.string() });
const quirks = z.strictObject({
  delayMs: z.number().int().min(0).max(600_000).optional(),
  fault: z.boolean().optional(),
  truncated: z.boolean().optional(),
  garbage: z.boolean().optional(),
});

/** The actions of the HR simulator as verbs of its control socket; each change answers `{stamp}`. */
export function controlVerbs(hr: HrActions): Verbs {
  return {
    'POST /worker': (body) => hr.worker(of.parse(body).sourceKey),
    'POST /change': (body) => {
      const { sourceKey, patch } = of.extend({ patch: workerPatch }).parse(body);
      return { stamp: hr.change(sourceKey, patch) };
    },
    'POST /remove': (body) => ({ stamp: hr.remove(of.parse(body).sourceKey) }),
    'POST /mark-left': (body) => {
      const { sourceKey, lastDay } = of.extend({ lastDay: z.iso.date().optional() }).parse(body);
      return { stamp: hr.markLeft(sourceKey, lastDay) };
    },
    'POST /confirm-duty': (body) => {
      const { sourceKey, by } = of.extend({ by: z.string().min(1) }).parse(body);
      return { stamp: hr.confirmDuty(sourceKey, by) };
    },
    'POST /report-card-lost': (body) => ({ stamp: hr.reportCardLost(of.parse(body).sourceKey) }),
    'POST /quirks': (body) => hr.setQuirks(quirks.parse(body)),
  };
}
