import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { type EligibilityRules, personRecord } from '../../../core/domain/eligibility.js';
import { type GroupMembers, groupsOf, judgeEligibility } from '../../../core/domain/judge-eligibility.js';

const table = (name: string): unknown =>
  parse(readFileSync(new URL(`./eligibility/${name}`, import.meta.url), 'utf8'));
const facts = z.record(z.string(), z.unknown());

/** A row's person: `null` takes a fact away. */
function personOf(...parts: unknown[]) {
  const merged = Object.assign({}, ...parts) as Record<string, unknown>;
  return personRecord.parse(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)));
}

describe('judgeEligibility', () => {
  const judge = z
    .object({
      today: z.string(),
      person: facts,
      rules: facts,
      rows: z.array(
        z.strictObject({
          case: z.string(),
          today: z.string().optional(),
          person: facts.optional(),
          rules: facts.optional(),
          answer: z.string(),
        }),
      ),
    })
    .parse(table('judge.yaml'));

  for (const row of judge.rows) {
    it(`${row.case}: ${row.answer}`, () => {
      const rules = { ...judge.rules, ...row.rules } as unknown as EligibilityRules;
      const answer = judgeEligibility(personOf(judge.person, row.person), rules, row.today ?? judge.today);
      const eligible = row.answer === 'eligible';
      expect(answer).to.deep.equal(eligible ? { eligible } : { eligible, reason: row.answer });
    });
  }
});

describe('groupsOf', () => {
  const { groups, rows } = table('groups.yaml') as {
    groups: { id: string; members: GroupMembers }[];
    rows: { case: string; person: object; groups: string[] }[];
  };
  const nobody = { sourceKey: 'W1', name: 'Somebody', appointments: [], card: 'none' };

  for (const row of rows) {
    it(`${row.case}: ${row.groups.join(', ')}`, () => {
      expect(groupsOf(personOf(nobody, row.person), groups)).to.deep.equal(row.groups);
    });
  }
});
