import { expect } from 'chai';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import type { CampusFile } from '../../../core/campus-file/schema.js';
import { INELIGIBLE_REASONS } from '../../../core/domain/eligibility.js';
import { ANY_SETTINGS, exampleText, parsed } from './support.js';

const example = (campus: 'hku' | 'hkust-gz') =>
  parsed(parseCampusFile(exampleText(campus), `${campus}.yaml`, ANY_SETTINGS));

/** The point's place from the top, in English. */
function placeOf(file: CampusFile, point: string): string[] {
  const found = file.points.find(({ id }) => id === point);
  const areas: string[] = [];
  for (let at = found?.area; at !== undefined; ) {
    const area = file.areas.find(({ id }) => id === at);
    areas.unshift(area?.name.en ?? '?');
    at = area?.parent;
  }
  return [...areas, found?.name.en ?? '?'];
}

describe('examples/hku.yaml', () => {
  const file = example('hku');
  const premises: [string, ...string[]][] = [
    ['main-library-gate', 'Main Campus', 'Main Library', 'Access gates'],
    ['main-library-corner', 'Main Campus', 'Main Library', 'Overnight open area (G/F Library Corner)'],
    ['dental-library-gate', 'Prince Philip Dental Hospital', 'Dental Library', 'Access gates'],
    ['law-library-gate', 'Centennial Campus', 'Lui Che Woo Law Library', 'Access gates'],
    [
      'medical-library-gate',
      'Medical Campus (Sassoon Road)',
      'Yu Chun Keung Medical Library',
      'Access gates',
    ],
    ['music-library-gate', 'Centennial Campus', 'Music Library', 'Access gates'],
    [
      'chi-wah-ground',
      'Centennial Campus',
      'Chi Wah Learning Commons',
      'Access gates, G/F (spiral staircase)',
    ],
    [
      'chi-wah-1f',
      'Centennial Campus',
      'Chi Wah Learning Commons',
      'The Jockey Club Tower',
      'Access gates, 1/F',
    ],
    [
      'chi-wah-2f',
      'Centennial Campus',
      'Chi Wah Learning Commons',
      'The Jockey Club Tower',
      'Access gates, 2/F',
    ],
    [
      'ccso-ug1',
      'Main Campus',
      'Composite Building',
      'Co-Curriculum Support Office',
      'UG 1/F (selected facilities)',
    ],
    [
      'ccso-ug2',
      'Main Campus',
      'Composite Building',
      'Co-Curriculum Support Office',
      'UG 2/F (selected facilities)',
    ],
    ['graduate-house-p3', 'Main Campus', 'Graduate House', 'Podium', 'P3 (selected facilities)'],
    ['graduate-house-p4', 'Main Campus', 'Graduate House', 'Podium', 'P4 (selected facilities)'],
    ['graduate-house-p5', 'Main Campus', 'Graduate House', 'Podium', 'P5 (selected facilities)'],
    ['graduate-house-p6', 'Main Campus', 'Graduate House', 'Podium', 'P6 (selected facilities)'],
    ['cym-canteen', 'Main Campus', 'Chong Yuet Ming Amenities Centre', 'CYM Canteen'],
    ['fscac-restaurant', 'Main Campus', 'Fong Shu Chuen Amenities Centre', 'FSCAC Restaurant'],
    ['union-restaurant', 'Main Campus', 'Haking Wong Building Podium', 'Union Restaurant'],
    ['gourmet-asia', 'Centennial Campus', 'Centennial Campus Podium', 'Gourmet Asia'],
    [
      'olivers-super-sandwiches',
      'Centennial Campus',
      'Centennial Campus Podium',
      'Oliver’s Super Sandwiches',
    ],
  ];

  for (const [point, ...place] of premises) {
    it(`has ${place.join(' > ')} as the point ${point}`, () => {
      expect(placeOf(file, point)).to.deep.equal(place);
    });
  }

  it('opens every published point for staff, and the library’s gates for visitors besides', () => {
    const areasOf = (area: string | undefined): string[] =>
      area === undefined ? [] : [area, ...areasOf(file.areas.find(({ id }) => id === area)?.parent)];
    for (const [point] of premises) {
      const areas = areasOf(file.points.find(({ id }) => id === point)?.area);
      const rule = file.rules.find(
        (is) => is.points.includes(point) || is.areas.some((area) => areas.includes(area)),
      );
      expect(rule?.groups, point).to.deep.equal(['staff']);
    }
    expect(file.rules.filter(({ groups }) => !groups.some((group) => /staff/.test(group)))).to.deep.equal([
      file.rules.find(({ id }) => id === 'visitors-main-library'),
    ]);
    expect(file.visits?.points).to.deep.equal(['main-library-gate']);
    const others = file.groups.filter(({ members }) => members.affiliation?.join() !== 'staff');
    expect(others.map(({ id }) => id)).to.deep.equal(['visitors']);
  });

  it('has points that are coming soon, each with a date', () => {
    const published = new Set(premises.map(([point]) => point));
    const soon = file.points.filter(({ id }) => !published.has(id));
    expect(soon.map(({ opens }) => opens)).to.deep.equal(['2027-01-18']);
  });

  it('answers each reason without a code in all three languages', () => {
    for (const reason of INELIGIBLE_REASONS) {
      expect(file.eligibility.answers[reason]?.sentence, reason).to.have.all.keys('en', 'zh-Hant', 'zh-Hans');
    }
    expect(file.eligibility.answers.card_not_current?.links).to.deep.equal(['report-loss', 'new-card']);
    expect(file.eligibility.answers.affiliation_not_covered?.links).to.deep.equal(['student-page']);
    const office = file.contacts.find(
      ({ topic }) => topic === file.eligibility.answers.card_not_current?.contact,
    );
    expect(office?.email).to.equal('scphoto@hku.hk');
  });

  it('has the published help lines', () => {
    expect(file.contacts.find(({ topic }) => topic === 'it-service-desk')).to.include({
      phone: '3917 0123',
      email: 'ithelp@hku.hk',
    });
    expect(file.contacts.find(({ topic }) => topic === 'catering')?.advice?.en).to.include('duty staff');
  });

  it('has policies in the footer', () => {
    const footer = file.links.filter((link) => link.footer).map(({ id }) => id);
    expect(footer).to.include.members(['policies', 'privacy-policy']);
  });
});

describe('examples/hkust-gz.yaml', () => {
  const file = example('hkust-gz');

  it('has campus gates, doors and printers', () => {
    expect(new Set(file.points.map(({ kind }) => kind))).to.deep.equal(new Set(['gate', 'door', 'printer']));
  });

  it('lets students through the campus gates at any hour', () => {
    const rule = file.rules.find(({ areas }) => areas.includes('campus-gates'));
    expect(rule?.groups).to.deep.equal(['staff', 'students']);
    expect(rule).not.to.have.property('schedule');
  });

  it('has two rooms of which exactly one is open to students at any moment', () => {
    const hoursOf = (point: string) => {
      const rule = file.rules.find(
        ({ groups, points }) => groups.includes('students') && points.includes(point),
      );
      const schedule = file.schedules.find(({ id }) => id === rule?.schedule);
      expect(schedule?.exceptions).to.deep.equal([]);
      return Object.values(schedule?.week ?? {}).map((hours) => hours ?? []);
    };
    const daily = (from: string, to: string) => Array.from({ length: 7 }, () => [{ from, to }]);
    expect(hoursOf('e1-laboratory-door')).to.deep.equal(daily('08:00', '20:00'));
    expect(hoursOf('w1-night-study-door')).to.deep.equal(daily('20:00', '08:00'));
  });

  it('has the published lines of both departments, visits being the one’s and the rest the other’s', () => {
    const lines = file.contacts.map(({ phone, email, about }) => ({ phone, email, about }));
    expect(lines).to.deep.equal([
      { phone: '(020) 8833 0101', email: 'gzit@hkust-gz.edu.cn', about: ['sign-in', 'code', 'printing'] },
      { phone: '(020) 8833 0110', email: 'gzsecurity@hkust-gz.edu.cn', about: ['visits'] },
    ]);
  });

  it('tells people not to capture the screen and not to forward the code', () => {
    expect(file.notices.map(({ id }) => id)).to.deep.equal(['no-screen-capture', 'no-forwarding']);
  });
});

describe('both examples', () => {
  for (const campus of ['hku', 'hkust-gz'] as const) {
    it(`${campus} says everything in each of its languages`, () => {
      const file = example(campus);
      const missing: string[] = [];
      const look = (value: unknown, at: string) => {
        if (typeof value !== 'object' || value === null) return;
        const absent = file.campus.languages.filter((language) => !(language in value));
        if ('en' in value && absent.length > 0) missing.push(`${at}: ${absent.join(', ')}`);
        for (const [key, inner] of Object.entries(value)) look(inner, `${at}.${key}`);
      };
      look(file, campus);
      expect(missing).to.deep.equal([]);
    });
  }

  const files = [example('hku'), example('hkust-gz')];

  it('have numbers, slugs and tokens of their own', () => {
    expect(files.map(({ campus }) => [campus.number, campus.slug])).to.deep.equal([
      [1, 'hku'],
      [2, 'hkust-gz'],
    ]);
    const tokens = files.flatMap(({ devices }) => devices.map(({ token }) => token));
    expect(new Set(tokens).size).to.equal(tokens.length);
  });
});
