import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PolicySource, Void } from '../../core/domain/policy-source.js';
import type { Reading } from '../../core/domain/reading.js';
import { DENY_REASONS, GRANT_REASONS } from '../../core/domain/reasons.js';

const HERE = new URL('./', import.meta.url);
const POLICY = 'campus.yaml';
export const HANDLE = '0000000000000001';
export const CAMPUS = 7;

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const seconds = instant.transform((millis) => millis / 1000);
const groups = z.array(z.number().int());

const refusedCode = z.strictObject({
  refused: z.enum(['unreadable', 'wrong_campus', 'unknown_key', 'bad_signature']),
});
const provenCode = z.strictObject({
  groups,
  campus: z.number().int().default(CAMPUS),
  issued: seconds.optional(),
  window: z.strictObject({ from: seconds, until: seconds }).optional(),
  points: z.array(z.number().int()).optional(),
});

const decisionCase = z.strictObject({
  says: z.string().endsWith('.'),
  point: z.string(),
  at: instant,
  code: z.union([refusedCode, provenCode]),
  voids: z
    .array(
      z.strictObject({
        handle: z.string().default(HANDLE),
        until: seconds,
        what: z.union([z.enum(['frozen', 'suspended', 'revoked', 'superseded']), z.strictObject({ groups })]),
      }),
    )
    .default([]),
  lockdowns: z.array(z.strictObject({ area: z.string(), responders: z.array(z.string()) })).default([]),
  want: z.strictObject({
    outcome: z.enum(['grant', 'deny']),
    reason: z.enum([...DENY_REASONS, ...GRANT_REASONS]),
    rule: z.string().optional(),
  }),
});
const caseFile = z.strictObject({ timeZone: z.string().optional(), cases: z.array(decisionCase).min(1) });

export type DecisionCase = z.infer<typeof decisionCase>;

export interface CaseFile {
  name: string;
  source: PolicySource;
  cases: DecisionCase[];
}

/** Every file of cases beside this one, each with the campus it asks about. */
export function readCaseFiles(): CaseFile[] {
  const names = readdirSync(HERE).filter((name) => name.endsWith('.yaml') && name !== POLICY);
  return names.sort().map((name) => {
    const { timeZone, cases } = caseFile.parse(readYaml(name));
    const source = readYaml(POLICY) as PolicySource;
    return { name, source: { ...source, timeZone: timeZone ?? source.timeZone }, cases };
  });
}

function readYaml(name: string): unknown {
  return parse(readFileSync(new URL(name, HERE), 'utf8'));
}

/** What the case's code would prove to say. It was issued in the second it is shown unless the case says otherwise. */
export function readingOf({ code, at }: DecisionCase): Reading {
  if ('refused' in code) return { ok: false, reason: code.refused };
  const { campus, groups: numbers, issued = Math.floor(at / 1000), window, points } = code;
  return {
    ...{ ok: true, campus, key: 1, handle: HANDLE, groups: numbers, issued },
    ...(window && { window }),
    ...(points && { points }),
  };
}

export function voidsOf({ voids }: DecisionCase): Map<string, Void> {
  return new Map(voids.map((entry) => [entry.handle, entry]));
}
