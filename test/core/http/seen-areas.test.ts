import { expect } from 'chai';
import fc from 'fast-check';
import { STAFF_ROLES } from '../../../core/domain/roles.js';
import type { Principal } from '../../../core/http/principal.js';
import { seenAreas } from '../../../core/http/seen-areas.js';
import { seenPoints } from '../../../core/http/seen-points.js';

const POINTS = [
  { id: 'library-gate', area: 'library' },
  { id: 'library-desk', area: 'library-1f' },
  { id: 'pool-gate', area: 'pool' },
];
const snapshot = { source: { points: POINTS } } as unknown as Parameters<typeof seenPoints>[0];
const person = (roles: readonly string[], areas: readonly string[]): Principal => ({
  ...{ kind: 'person', campus: 'hku', person: null, displayName: 'Somebody', affiliation: null },
  ...{ roles, areas, via: 'session' },
});
const AREAS = ['library', 'library-1f'];

describe('who sees all and who only her areas', () => {
  it('a role of the page sees everything, also beside areas of her own', () => {
    for (const own of [['guard'], ['guard', 'area_owner'], ['area_owner', 'guard']])
      expect(seenPoints(snapshot, person(own, AREAS), ['guard', 'area_owner']), own.join()).to.equal(null);
  });

  it('an owner of areas sees the points inside hers', () => {
    const seen = seenPoints(snapshot, person(['area_owner'], AREAS), ['guard', 'area_owner']);
    expect(seen).to.deep.equal(['library-gate', 'library-desk']);
    expect(seenPoints(snapshot, person(['area_owner'], []), ['guard', 'area_owner'])).to.deep.equal([]);
  });

  it('nobody, a device, and whoever has none of the roles see nothing', () => {
    const device = { kind: 'device', campus: 'hku', device: { id: 'gate' } } as unknown as Principal;
    for (const who of [null, device, person([], AREAS), person(['help_desk'], AREAS)])
      expect(seenPoints(snapshot, who, ['guard', 'area_owner'])).to.deep.equal([]);
    expect(seenPoints(snapshot, person(['area_owner'], AREAS), ['guard'])).to.deep.equal([]);
    expect(seenPoints(snapshot, person(['area_owner', 'guard'], AREAS), [])).to.deep.equal([]);
  });

  it('whatever the roles: all only by another role than the owner’s, and never an area that is not hers', () => {
    const some = fc.subarray([...STAFF_ROLES, 'somebody']);
    fc.assert(
      fc.property(some, some, fc.subarray(AREAS), (own, opening, areas) => {
        const seen = seenAreas(person(own, areas), opening);
        const opened = own.filter((role) => opening.includes(role));
        if (seen === null) expect(opened.filter((role) => role !== 'area_owner')).not.to.deep.equal([]);
        else if (opened.length === 0) expect([...seen]).to.deep.equal([]);
        else expect([...seen]).to.deep.equal(areas);
      }),
    );
  });
});
