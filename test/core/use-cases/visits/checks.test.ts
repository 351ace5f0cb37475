import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { writeLive } from '../../../../core/codes/write-live.js';
import { instantOf } from '../../../../core/domain/visits-local-time.js';
import { waitFor } from '../../../../core/store/passes-one-time.js';
import { isLine, isName } from '../../../../core/use-cases/visits/check-text.js';
import { MOST_POINTS, windowErrors } from '../../../../core/use-cases/visits/check-window.js';
import { contactOf, maskedContact } from '../../../../core/use-cases/visits/contact.js';
import { VISIT_FAULTS } from '../../../../core/use-cases/visits/visit-ask.js';
import { HOUR, NOW } from './visit-campus.js';

const DAY = 24 * HOUR;
const RULES = { points: ['a', 'b', 'c'], maxHours: 72, maxDaysAhead: 90 };

describe('what a visit is checked for', () => {
  it('a window that is allowed is ahead, not empty, not too long, and opens only what the campus lists', () => {
    const at = fc.integer({ min: NOW - 3 * DAY, max: NOW + 100 * DAY });
    const points = fc.array(fc.constantFrom('a', 'b', 'c', 'library-door'), { maxLength: 4 });
    fc.assert(
      fc.property(at, fc.integer({ min: -DAY, max: 5 * DAY }), points, (from, length, listed) => {
        const until = from + length;
        const errors = windowErrors(RULES, { from, until, points: listed }, NOW);
        const allowed =
          until > from &&
          until > NOW &&
          from >= NOW - HOUR &&
          from <= NOW + RULES.maxDaysAhead * DAY &&
          until - from <= RULES.maxHours * HOUR &&
          listed.length > 0 &&
          listed.every((point) => RULES.points.includes(point));
        expect(errors.length === 0).to.equal(allowed);
      }),
    );
  });

  it('numbers that are no times, and more points than a code has room for, are refused', () => {
    for (const from of [Number.NaN, -1, 1.5, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])
      expect(windowErrors(RULES, { from, until: NOW, points: ['a'] }, NOW)[0]?.code).to.equal('time_invalid');
    const points = Array.from({ length: MOST_POINTS + 1 }, (_, index) => `p${index}`);
    const errors = windowErrors({ ...RULES, points }, { from: NOW, until: NOW + 1000, points }, NOW);
    expect(errors).to.deep.equal([{ field: 'points', code: 'too_many_points' }]);
  });

  it('a code has room for as many points as a visit may have, whatever their numbers', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const points = Array.from({ length: MOST_POINTS }, (_, index) => 65_535 - MOST_POINTS + index);
    const seconds = 4_294_967_000;
    const facts = { handle: '00000000ffffffff', groups: [65_535], issued: seconds - (seconds % 30), points };
    const window = { from: seconds, until: seconds + 200 };
    const text = writeLive({ campus: 65_535, key: 65_535, privateKey }, { ...facts, window });
    expect(text.length).to.be.at.most(221);
  });

  it('a mainland number is E.164 however it is typed, and anything else is none', () => {
    for (const typed of ['13800000001', '+86 138 0000 0001', '0086 138-0000-0001', '(+86) 138 0000 0001'])
      expect(contactOf('mainland', typed), typed).to.equal('+8613800000001');
    expect(contactOf('mainland', '１３８０００００００１')).to.equal('+8613800000001');
    expect(contactOf('mainland', '+852 5123 4567')).to.equal('+85251234567');
    for (const typed of [
      '020 8833 0110',
      '12',
      '',
      'call 13800000001',
      '13800000001 ext 5',
      '+8613800000001;x',
      '+99912345678',
    ])
      expect(contactOf('mainland', typed), typed).to.equal(null);
  });

  it('an address is an address and nothing more', () => {
    expect(contactOf('foreign', ' Ines.Duarte@Visitors.TEST ')).to.equal('Ines.Duarte@visitors.test');
    expect(contactOf('foreign', 'ｉｎｅｓ＠visitors.test')).to.equal('ines@visitors.test');
    for (const typed of [
      '',
      'ines',
      'a@b',
      'a@b.test\r\nBcc: x@y.test',
      'a@b.test, c@d.test',
      '<a@b.test>',
      `${'a'.repeat(250)}@b.test`,
    ])
      expect(contactOf('foreign', typed), typed).to.equal(null);
  });

  it('a masked contact does not give it away', () => {
    expect(maskedContact('mainland', '+8613800000001')).to.equal('+86 138 •••• 0001');
    expect(maskedContact('mainland', '+85251234567')).to.equal('+852 •••• 4567');
    expect(maskedContact('foreign', 'ines@visitors.test')).to.equal('i•••@visitors.test');
  });

  it('names are of any script, and no formula, link, or line break', () => {
    for (const name of ['Ines Duarte', '王小明', 'O’Brien-Nuñez', 'Kumar s/o Rajan', 'محمد', 'X Æ A-12'])
      expect(isName(name), name).to.equal(true);
    for (const name of [
      '=1+1',
      '+A',
      '-A',
      '@A',
      '＝A',
      'A\r\nBcc: b',
      'see http://x.test',
      'www.x.test',
      '12',
      'A\u202eB',
      `A${'a'.repeat(100)}`,
    ])
      expect(isName(name), name).to.equal(false);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        if (isLine(text, 60)) expect(text).not.to.match(/[\r\n\t\0]|^[=+\-@]/);
      }),
    );
  });

  it('a local time is the instant that the campus’s clocks show, and one that they leap over is none', () => {
    expect(instantOf('Asia/Shanghai', '2026-11-22 14:00')).to.equal(NOW);
    expect(instantOf('Asia/Shanghai', '2026-11-22T06:00:00.000Z')).to.equal(NOW);
    expect(instantOf('Europe/London', '2026-03-29T01:30')).to.equal(null);
    for (const none of ['', '2026-02-30 10:00', '2026-11-22', '22.11.2026 14:00', '2026-11-22 24:30'])
      expect(instantOf('Asia/Shanghai', none), none).to.equal(null);
    const zones = fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/St_Johns', 'Pacific/Auckland');
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 4_000_000 }), (timeZone, minutes) => {
        const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
        const shown = format.format(NOW + minutes * 60_000);
        const found = instantOf(timeZone, shown);
        expect(found === null ? null : format.format(found)).to.equal(shown);
      }),
    );
  });

  it('sends never come closer together than the limits say', () => {
    const limits = { hour: 5, day: 10, apart: 60_000 };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 * 60_000 }), { maxLength: 80 }), (gaps) => {
        let now = 0;
        const sends: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (waitFor(sends, now, limits) === 0) sends.unshift(now);
        }
        const within = (span: number) =>
          Math.max(0, ...sends.map((at) => sends.filter((one) => one <= at && one > at - span).length));
        expect([within(60_000) <= 1, within(HOUR) <= 5, within(DAY) <= 10]).to.deep.equal([true, true, true]);
      }),
    );
  });

  it('every fault of a field is explained in docs/errors.md, and no other', () => {
    const page = readFileSync(new URL('../../../../../docs/errors.md', import.meta.url), 'utf8');
    const section = page.split('\n## Fields of a visit\n')[1]?.split('\n## ')[0] ?? '';
    const documented = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
    expect(documented.sort()).to.deep.equal([...VISIT_FAULTS].sort());
  });
});
