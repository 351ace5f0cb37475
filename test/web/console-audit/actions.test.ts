import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { LANGUAGES } from '../../../core/domain/languages.js';
import { AUDIT_ACTIONS, AUDIT_FAMILIES } from '../../../web/components/audit-sentence/actions.js';
import { auditSentence } from '../../../web/components/audit-sentence/audit-sentence.js';
import { ROOT } from '../../docs/fenced.js';
import { sourceFiles } from '../../house/source-tree.js';

/** Actions that are put together, and what each can become. */
const TEMPLATES: Record<string, string[]> = {
  'credential.${ask.to}': ['frozen', 'suspended', 'revoked'].map((one) => `credential.${one}`),
  'eligibility.${outcome}': ['eligibility.applied', 'eligibility.stopped'],
  'visit.${state}': ['visit.approved', 'visit.declined'],
  'scan.${why}': ['retained', 'too_many', 'malformed', 'expired', 'clock_ahead'].map((one) => `scan.${one}`),
  'mqtt.${what}_refused': ['connect', 'will', 'publish', 'subscribe', 'flood', 'withdrawn'].map(
    (one) => `mqtt.${one}_refused`,
  ),
};
/** Written by SQL, in the statement that changes the credentials. */
const IN_SQL = ['pending', 'active', 'frozen', 'suspended', 'revoked'].map((state) => `credential.${state}`);

/** Every `action: '...'`, and what is said to the calls that write a row of the audit. */
function written(): string[] {
  const files = ['core', 'plugins', 'web', 'bin'].flatMap((room) => sourceFiles(ROOT, room));
  const texts = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
  const calls = /\b(?:action(?::| =)|\.refused\(|\.audit\(|auditDevice\()[^;]*?(?=;|\n\s*\n)/g;
  const named = /(['`])([a-z]+\.(?:[a-z_]|\$\{[\w.]+\})+)\1/g;
  return texts.flatMap((text) =>
    (text.match(calls) ?? []).flatMap((call) => [...call.matchAll(named)].map(([, , action = '']) => action)),
  );
}

describe('what stands in the audit', () => {
  const found = [
    ...new Set([
      ...written().flatMap((action) => (action.includes('${') ? unfolded(action) : [action])),
      ...IN_SQL,
    ]),
  ];

  it('has a sentence for each action that the house writes, and none for what nobody writes', () => {
    expect(found.sort()).to.deep.equal([...AUDIT_ACTIONS].sort());
  });

  it('is told in three languages, each with who and whom as far as there is one', () => {
    const campus = { name: { en: 'Test' } };
    const snapshot = { file: { campus, points: [] } } as never;
    for (const language of LANGUAGES) {
      const told = AUDIT_ACTIONS.map((action) =>
        auditSentence(
          { actor: 'admin:x', action, subject: 'job:1', detail: {} },
          { snapshot, language, names: new Map() },
        ),
      );
      expect(new Set(told).size, language).to.equal(AUDIT_ACTIONS.length);
      for (const text of told)
        expect(text)
          .to.match(/[.。]$/)
          .and.not.match(/undefined|NaN|\$| {2}| 。/);
    }
    expect(AUDIT_FAMILIES).to.include.members(['credential', 'device', 'visit']);
  });

  it('names people for who may read names, and the beginnings of their ids for others', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const row = {
      actor: `help_desk:${id}`,
      action: 'credential.frozen',
      subject: `person:${id}`,
      detail: {},
    };
    const snapshot = { file: { campus: { name: { en: 'T' } }, points: [] } } as never;
    const say = (names: Map<string, string>) => auditSentence(row, { snapshot, language: 'en', names });
    expect(say(new Map([[id, 'CHAN Tai Man']]))).to.equal(
      'Help desk CHAN Tai Man froze the right to codes of CHAN Tai Man.',
    );
    expect(say(new Map())).to.equal('Help desk 0f8fad5b froze the right to codes of 0f8fad5b.');
  });
});

function unfolded(action: string): string[] {
  const known = TEMPLATES[action];
  if (!known) throw new Error(`${action} is put together; say in this test what it can become`);
  return known;
}
