import { expect } from 'chai';
import { LANGUAGES } from '../../../core/domain/languages.js';
import { instantOf } from '../../../core/domain/visits-local-time.js';
import { untilText, windowText } from '../../../web/components/visit-facts/when.js';
import { momentOf } from '../../../web/components/visit-fields/local-moment.js';
import { markOf } from '../../../web/pages/pass/mark.js';

describe('when a visit is', () => {
  it('is said in the campus’s zone, in each language, on one day and on two', () => {
    const say = (until: string) =>
      LANGUAGES.map((language) => windowText('2026-11-23T06:00:00Z', until, language, 'Asia/Shanghai'));
    for (const text of say('2026-11-23T08:00:00Z')) expect(text).to.match(/2026.*14:00.*16:00/);
    for (const text of say('2026-11-24T08:00:00Z')) expect(text).to.match(/23.*14:00.*24.*16:00/);
  });

  it('counts down in minutes, hours and days, and never says none', () => {
    const say = (minutes: number) => untilText(minutes * 60_000, 'en');
    expect([-1, 0.5, 119, 120, 47 * 60 + 59, 48 * 60].map(say)).to.deep.equal([
      'in 1 minute',
      'in 1 minute',
      'in 119 minutes',
      'in 2 hours',
      'in 47 hours',
      'in 2 days',
    ]);
  });

  it('stands in native inputs by the campus’s clocks, and is read back as the same instant', () => {
    for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns'])
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2026, 11, 31); at += 86_400_000 * 5 + 3_540_000) {
        const { day, time } = momentOf(at, zone);
        const read = instantOf(zone, `${day}T${time}`);
        // In the hour that clocks repeat, the two instants write the same.
        if (read !== at) expect(momentOf(read ?? 0, zone)).to.deep.equal({ day, time });
      }
  });

  it('is another for a visitor when state, time or place changed, and not otherwise', () => {
    const pass = { state: 'now' as const, from: 'a', until: 'b', points: [{ id: 'south' }] };
    const marks = [
      pass,
      { ...pass, state: 'over' as const },
      { ...pass, from: 'c' },
      { ...pass, until: 'c' },
      { ...pass, points: [{ id: 'south' }, { id: 'north' }] },
    ].map(markOf);
    expect(new Set(marks).size).to.equal(marks.length);
    expect(markOf({ ...pass })).to.equal(marks[0]);
  });
});
