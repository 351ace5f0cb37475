import { readFileSync } from 'node:fs';
import { type ParsedCampusFile, parseCampusFile } from '../../../core/campus-file/parse.js';
import type { CampusFileChecks } from '../../../core/campus-file/plugin-settings.js';
import type { CampusFileProblem } from '../../../core/campus-file/problem.js';
import type { CampusFile } from '../../../core/campus-file/schema.js';

export const ANY_SETTINGS: CampusFileChecks = { checkPluginSettings: () => [] };

export function exampleText(campus: 'hku' | 'hkust-gz'): string {
  return readFileSync(new URL(`../../../examples/${campus}.yaml`, import.meta.url), 'utf8');
}

/** The smallest campus that is valid: one gate, one group, one rule. */
export const SMALL = `campus:
  number: 7
  slug: small
  name: { en: Small Campus }
  timeZone: Europe/London
  languages: [en]
branding: { colour: '#123456', logoText: S, codeName: { en: Code } }
areas:
  - { id: campus, name: { en: Campus } }
  - { id: hall, parent: campus, name: { en: Hall } }
points:
  - { id: hall-gate, area: hall, kind: gate, name: { en: Gate } }
groups:
  - { id: staff, name: { en: Staff }, members: { affiliation: [staff] } }
schedules:
  - { id: day, week: { mon: [{ from: '08:00', to: '18:00' }] } }
rules:
  - { id: staff-hall, effect: allow, groups: [staff], areas: [hall], schedule: day }
eligibility:
  affiliations: [staff]
roles: { admin: [boss] }
plugins:
  gates: { enabled: true, settings: { mqtt: true } }
devices:
  - { id: gate-1, plugin: gates, points: [hall-gate], name: { en: Gate 1 }, token: '\${env:GATE_1_TOKEN}' }
contacts: [{ topic: desk, name: { en: Desk }, phone: '0123 456' }]
links: [{ id: feedback, label: { en: Feedback }, url: 'mailto:desk@campus.example' }]
`;

export function parsed(result: ParsedCampusFile): CampusFile {
  if (!result.ok) throw new Error(`problems: ${JSON.stringify(result.problems, null, 2)}`);
  return result.file;
}

/** The problems of SMALL after one change; the change must change something. */
export function problemsAfter(from: string, to: string, checks = ANY_SETTINGS): CampusFileProblem[] {
  const text = SMALL.replace(from, to);
  if (text === SMALL) throw new Error(`"${from}" is not in the small campus`);
  const result = parseCampusFile(text, 'small.yaml', checks);
  return result.ok ? [] : result.problems;
}
