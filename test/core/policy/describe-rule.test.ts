import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { rulesSection, schedulesSection } from '../../../core/campus-file/sections/hours.js';
import { areasSection, pointsSection } from '../../../core/campus-file/sections/places.js';
import { LANGUAGES } from '../../../core/domain/languages.js';
import { RuleDescriber } from '../../../core/policy/describe-rule.js';

const localizedText = z.record(z.string(), z.string());
const file = z.strictObject({
  names: z.strictObject({
    areas: areasSection,
    points: pointsSection,
    groups: z.array(z.strictObject({ id: z.string(), name: localizedText })),
    schedules: schedulesSection,
  }),
  cases: z.array(
    z.strictObject({
      says: z.string().endsWith('.'),
      rule: z.unknown(),
      en: z.string(),
      'zh-Hant': z.string(),
      'zh-Hans': z.string(),
    }),
  ),
});
// A date in YAML stands for itself.
const text = readFileSync(new URL('./rule-sentences.yaml', import.meta.url), 'utf8');
const { names, cases } = file.parse(parse(text));
const TODAY = '2026-11-22';

describe('rules as sentences', () => {
  const named = { ...names, groups: names.groups as { id: string; name: { en: string } }[] };

  for (const one of cases) {
    it(one.says, () => {
      const [rule] = rulesSection.parse([one.rule]);
      if (!rule) throw new Error('no rule');
      for (const language of LANGUAGES)
        expect(new RuleDescriber(named, TODAY, language).sentence(rule), language).to.equal(one[language]);
    });
  }

  it('A point that the file has dropped is told by its id, and an area tells all that is inside it.', () => {
    const describer = new RuleDescriber(named, TODAY, 'en');
    const [rule] = rulesSection.parse([
      { id: 'x', effect: 'allow', groups: ['gone'], points: ['old-door'], areas: ['library'] },
    ]);
    if (!rule) throw new Error('no rule');
    expect(describer.sentence(rule)).to.equal(
      'gone may pass everything in Library and old-door at any time.',
    );
    expect(describer.points(rule)).to.deep.equal(['old-door', 'entrance', 'printer']);
  });
});
