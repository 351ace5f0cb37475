import { expect } from 'chai';
import { CAMPUSES, loadPeople } from '../../simulators/people/people.js';

const TODAY = new Date('2026-11-22T04:00:00Z');

describe('people of the virtual campus', () => {
  for (const campus of CAMPUSES) {
    it(`${campus}: numbers are unique, and a prefix within its mail domain`, () => {
      const { people } = loadPeople(campus, TODAY);
      expect(new Set(people.map(({ sourceKey }) => sourceKey)).size).to.equal(people.length);
      expect(new Set(people.map(({ email }) => email)).size).to.equal(people.length);
      for (const { email, loginName } of people) expect(email.split('@')[0]).to.equal(loginName);
    });

    it(`${campus}: everybody whom the landing page lists has a story, in three languages`, () => {
      const { people, password } = loadPeople(campus, TODAY);
      const listed = people.filter(({ demo }) => demo === true);
      expect(listed.length).to.be.greaterThan(3);
      for (const { story } of listed) {
        expect(story?.en).to.match(/^[A-Z].{20,}\.$/);
        for (const text of [story?.['zh-Hant'], story?.['zh-Hans']])
          expect(text).to.match(/^[^a-z]+.{8,}。$/);
      }
      expect(password).to.equal('gatehouse-demo');
    });
  }

  it('dates written as so many days from today stay so on any day', () => {
    const starts = (day: string) =>
      loadPeople('hku', new Date(day)).people.find(({ loginName }) => loginName === 'aibrahim')?.appointments;
    expect(starts('2026-11-22T04:00:00Z')).to.deep.equal([{ from: '2026-12-22' }]);
    // Already the next day at the campus.
    expect(starts('2030-02-27T17:00:00Z')).to.deep.equal([{ from: '2030-03-30' }]);
  });

  it('hku plays every case of eligibility once', () => {
    const { people } = loadPeople('hku', TODAY);
    const staff = people.filter(({ affiliation, demo }) => affiliation === 'staff' && demo === true);
    expect(staff.filter(({ card }) => card === 'replaced')).to.have.length(1);
    expect(staff.filter(({ card }) => card === 'reported_lost')).to.have.length(1);
    expect(staff.filter(({ entity }) => entity !== 'HKU')).to.have.length(1);
    expect(staff.filter(({ appointments }) => appointments.length > 1)).to.have.length(1);
    expect(
      staff.filter(({ appointments }) =>
        appointments.every(({ until }) => until !== undefined && until < '2026-11-22'),
      ),
    ).to.have.length(1);
  });

  it('hkust-gz has a member of staff and a student of the same prefix', () => {
    const same = loadPeople('hkust-gz', TODAY).people.filter(({ loginName }) => loginName === 'ruizhang');
    expect(same.map(({ email }) => email)).to.deep.equal([
      'ruizhang@hkust-gz.edu.cn',
      'ruizhang@connect.hkust-gz.edu.cn',
    ]);
  });
});
