import { expect } from 'chai';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import { toPolicySource } from '../../../core/campus-file/policy-source.js';
import { ANY_SETTINGS, parsed, SMALL } from './support.js';

const file = parsed(parseCampusFile(SMALL, 'small.yaml', ANY_SETTINGS));

describe('toPolicySource', () => {
  it('is the part that decisions rest on, with the hub’s numbers', () => {
    const numbers = { points: new Map([['hall-gate', 12]]), groups: new Map([['staff', 3]]) };
    expect(toPolicySource(file, numbers)).to.deep.equal({
      campus: 7,
      slug: 'small',
      timeZone: 'Europe/London',
      areas: [
        { id: 'campus', name: { en: 'Campus' } },
        { id: 'hall', parent: 'campus', name: { en: 'Hall' } },
      ],
      points: [
        { id: 'hall-gate', number: 12, area: 'hall', kind: 'gate', name: { en: 'Gate' }, mode: 'normal' },
      ],
      groups: [{ id: 'staff', number: 3, name: { en: 'Staff' } }],
      schedules: [{ id: 'day', week: { mon: [{ from: '08:00', to: '18:00' }] }, exceptions: [] }],
      rules: [
        {
          id: 'staff-hall',
          effect: 'allow',
          groups: ['staff'],
          points: [],
          areas: ['hall'],
          schedule: 'day',
        },
      ],
    });
  });

  it('needs a number for every point and group', () => {
    const none = new Map<string, number>();
    expect(() => toPolicySource(file, { points: none, groups: new Map([['staff', 3]]) })).to.throw(
      'point "hall-gate"',
    );
    expect(() => toPolicySource(file, { points: new Map([['hall-gate', 1]]), groups: none })).to.throw(
      'group "staff"',
    );
  });
});
