import type { DecisionEvent } from '../domain/decision-event.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import { acceptNotices } from '../use-cases/accept-notices.js';
import type { Context } from '../use-cases/context.js';
import { countRecent } from '../use-cases/count-recent.js';
import { decideScan } from '../use-cases/decide-scan.js';
import { desiredPolicy } from '../use-cases/desired-policy.js';
import { reportApplied, reportState } from '../use-cases/device-state.js';
import { endSessions } from '../use-cases/end-sessions.js';
import { holdCredential } from '../use-cases/hold-credential.js';
import { holderOf } from '../use-cases/holder-of.js';
import { issueCode } from '../use-cases/issue-code.js';
import { lastLogOut } from '../use-cases/last-log-out.js';
import { linkDevice } from '../use-cases/link-device.js';
import { reportDelivery } from '../use-cases/messages/report-delivery.js';
import { releaseCredential } from '../use-cases/release-credential.js';
import { showCard } from '../use-cases/show-card.js';
import { signInOf } from '../use-cases/sign-in-of.js';
import { syncEligibility } from '../use-cases/sync-eligibility.js';
import { unlinkDevice } from '../use-cases/unlink-device.js';
import { issueVisitCode } from '../use-cases/visits/issue-visit-code.js';
import { passesOfNumber } from '../use-cases/visits/passes-of-number.js';
import { foreignScans } from './foreign-scans.js';
import type { HookRegistry } from './hook-registry.js';
import type { Hub } from './hub.js';

/** The hub's use cases bound to one campus and one plugin. The snapshot is taken anew at each call. */
export function hubFor(on: {
  context: Context;
  campus: () => Snapshot;
  plugin: string;
  hooks: HookRegistry;
  tell: (event: DecisionEvent) => void;
}): Hub {
  const { context, campus, plugin } = on;
  const ownDevices = () => [...campus().devices.values()].filter((device) => device.plugin === plugin);
  return {
    file: () => campus().file,
    async decideScan(ask) {
      const foreign = foreignScans(on.hooks, context.log);
      const { answer, event } = await decideScan(context, campus(), ask, foreign);
      if (event) on.tell(event);
      return answer;
    },
    holderOf: (decision) => holderOf(context, campus(), plugin, decision),
    devices: ownDevices,
    desiredPolicy(id) {
      const device = ownDevices().find((own) => own.id === id);
      if (!device) throw new Error(`plugin ${plugin} has no device ${id}`);
      return desiredPolicy(campus(), device);
    },
    deviceState: (device, state) => reportState(context, campus(), device, state),
    deviceApplied: (device, version) => reportApplied(context, campus(), device, version),
    async auditDevice(action, device, detail) {
      const row = { actor: `device:${device}`, action, subject: `plugin:${plugin}`, detail };
      await context.refusals.write(campus().campus, row);
    },
    async audit(action, device, detail) {
      const row = { actor: `device:${device}`, action, subject: `plugin:${plugin}`, detail };
      await change(context.pool, campus().campus, async ({ audit }) => audit(row));
    },
    showCard: (person, affiliation) => showCard(context, campus(), person, affiliation),
    linkDevice: (ask) => linkDevice(context, campus(), ask),
    unlinkDevice: (person, by, keep) => unlinkDevice(context, campus(), person, by, { keep }),
    lastLogOut: (person) => lastLogOut(context, campus(), person),
    acceptNotices: (ask) => acceptNotices(context, campus(), ask),
    issueCode: (token) => issueCode(context, campus(), token),
    freezeCredential: (person, reason) => {
      const by = { actor: `plugin:${plugin}`, cause: 'screen_capture' } as const;
      return holdCredential(context, campus(), { person, to: 'frozen', reason, ...by });
    },
    async unfreezeCredential(person) {
      const by = { actor: `holder:${person}`, cause: 'settled', only: 'capture_reported' } as const;
      await releaseCredential(context, campus(), { person, ...by });
    },
    signInOf: (person) => signInOf(context, campus(), person),
    messageReport: (report) => reportDelivery(context, campus().campus, report),
    passesOfNumber: (phone) => passesOfNumber(context, campus(), phone),
    visitCode: (session) => issueVisitCode(context, campus(), session),
    endSessions(loginName) {
      const { campus: number, slug } = campus();
      return endSessions(context, { number, slug }, { actor: `plugin:${plugin}`, loginName });
    },
    async pullNow(source) {
      const never = new AbortController().signal;
      for (const { fill } of on.hooks.all('eligibility:pull').filter((filled) => filled.plugin === plugin)) {
        if (source === undefined || source === fill.name)
          await syncEligibility(context, campus(), plugin, fill, never);
      }
    },
    decisionCounts: (days) => countRecent(context, campus(), days),
    consolePages: () => on.hooks.all('console:page').map(({ fill }) => fill),
  };
}
