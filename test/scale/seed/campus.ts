import { createHmac } from 'node:crypto';
import { type CampusFile, campusFile } from '../../../core/campus-file/schema.js';
import { diceOf } from './dice.js';
import { POINTS_PER_DEVICE } from './sizes.js';

export const SEEDED = { number: 900, slug: 'harbour', timeZone: 'Asia/Hong_Kong' } as const;
export const SEED_SECRET = 'a seeded campus has no secrets worth keeping';
/** Who has which role, by login name: each is one of the seeded staff. */
export const STAFF_LOGINS = {
  admin: 'u000000',
  auditor: 'u000001',
  guard: 'u000002',
  help_desk: 'u000003',
  approver: 'u000004',
  area_owner: 'u000005',
  holder: 'u000009',
} as const;
export const UNITS = Array.from({ length: 40 }, (_, unit) => `unit-${unit}`);
const BUILDINGS_PER_PRECINCT = 15;
const FLOORS_PER_BUILDING = 5;
const POINTS_PER_FLOOR = 7;
const RULES_PER_POINT = 0.2;
const name = (en: string, han: string) => ({ en, 'zh-Hant': han, 'zh-Hans': han });
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const ref = (variable: string) => `\${env:${variable}}`;
/** Nobody listens there: the seeded campus talks to no other system. */
const NOWHERE = '127.0.0.1:9';

/** A campus of so many points in precincts, buildings and floors, with rules and devices to match. */
export function seededCampus(points: number): CampusFile {
  const floors = Math.ceil(points / POINTS_PER_FLOOR);
  return campusFile.parse({
    campus: {
      ...SEEDED,
      name: name('Harbour University', '海港大學'),
      languages: ['en', 'zh-Hant', 'zh-Hans'],
    },
    branding: { colour: '#0b4f6c', logoText: 'HU', codeName: name('Harbour Code', '海港碼') },
    areas: areas(floors),
    points: upTo(points).map(point),
    groups: groups(),
    schedules: schedules(),
    rules: rules(points, floors),
    eligibility: { affiliations: ['staff', 'student'], dutyConfirmation: ['staff'], currentCard: ['staff'] },
    roles: {
      admin: [STAFF_LOGINS.admin],
      auditor: [STAFF_LOGINS.auditor],
      guard: [STAFF_LOGINS.guard],
      help_desk: [STAFF_LOGINS.help_desk],
      approver: [STAFF_LOGINS.approver],
    },
    visits: {
      hosts: ['staff'],
      group: 'visitors',
      points: upTo(Math.min(20, points)).map((index) => `point-${index}`),
      approval: { foreign: 'approver', group: 'approver' },
      alumni: true,
    },
    plugins: plugins(),
    devices: devices(points),
    contacts: [
      {
        topic: 'service-desk',
        about: ['sign-in', 'code', 'meals'],
        name: name('Service desk', '服務台'),
        phone: '+852 2000 0000',
        email: 'help@harbour.example',
      },
    ],
    notices: [
      { id: 'personal-use', version: 1, text: name('The code is yours alone.', '通行碼只供本人使用。') },
    ],
    links: [
      {
        id: 'feedback',
        label: name('Ideas and feedback', '意見'),
        url: 'mailto:help@harbour.example',
        footer: true,
      },
    ],
  });
}

function areas(floors: number) {
  const buildings = Math.ceil(floors / FLOORS_PER_BUILDING);
  const precincts = Math.ceil(buildings / BUILDINGS_PER_PRECINCT);
  return [
    ...upTo(precincts).map((i) => ({ id: `precinct-${i}`, name: name(`Precinct ${i + 1}`, `${i + 1} 區`) })),
    ...upTo(buildings).map((i) => ({
      id: `building-${i}`,
      parent: `precinct-${Math.floor(i / BUILDINGS_PER_PRECINCT)}`,
      name: name(`Building ${i + 1}`, `${i + 1} 號樓`),
      ...(i === 0 ? { owners: [STAFF_LOGINS.area_owner] } : {}),
    })),
    ...upTo(floors).map((i) => ({
      id: `floor-${i}`,
      parent: `building-${Math.floor(i / FLOORS_PER_BUILDING)}`,
      name: name(`Floor ${(i % FLOORS_PER_BUILDING) + 1}`, `${(i % FLOORS_PER_BUILDING) + 1} 樓`),
    })),
  ];
}

const KINDS = ['gate', 'door', 'door', 'door', 'door', 'printer', 'door', 'till'];

function point(index: number) {
  const kind = KINDS[index % KINDS.length];
  return {
    id: `point-${index}`,
    area: `floor-${Math.floor(index / POINTS_PER_FLOOR)}`,
    kind,
    name: name(`${kind?.[0]?.toUpperCase()}${kind?.slice(1)} ${index + 1}`, `${index + 1} 號讀碼點`),
  };
}

function groups() {
  const people = [
    { id: 'staff', name: name('Staff', '教職員'), members: { affiliation: ['staff'] } },
    { id: 'students', name: name('Students', '學生'), members: { affiliation: ['student'] } },
    { id: 'visitors', name: name('Visitors', '訪客'), members: { affiliation: ['affiliate'] } },
  ];
  const units = UNITS.map((unit, i) => ({
    id: unit,
    name: name(`Unit ${i + 1}`, `第 ${i + 1} 單位`),
    members: { unit: [unit] },
  }));
  return [...people, ...units];
}

function schedules() {
  const weekdays = (from: string, to: string) =>
    Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from, to }]]));
  return [
    { id: 'office', week: weekdays('07:30', '19:30'), exceptions: [{ date: '2026-12-25', hours: [] }] },
    { id: 'late', week: { ...weekdays('07:00', '23:00'), sat: [{ from: '09:00', to: '18:00' }] } },
    { id: 'night', week: weekdays('20:00', '06:00') },
  ];
}

function rules(points: number, floors: number) {
  const roll = diceOf(17);
  const some = upTo(Math.ceil(points * RULES_PER_POINT)).map((i) => ({
    id: `rule-${i}`,
    effect: roll.below(25) === 0 ? 'deny' : 'allow',
    groups: [UNITS[i % UNITS.length]],
    ...(roll.below(2) === 0
      ? { areas: [`floor-${roll.below(floors)}`] }
      : { points: [`point-${roll.below(points)}`] }),
    ...(roll.below(3) === 0 ? {} : { schedule: roll.of(['office', 'late', 'night']) }),
  }));
  const visitors = upTo(Math.min(20, points)).map((i) => `point-${i}`);
  return [
    { id: 'staff-everywhere', effect: 'allow', groups: ['staff'], areas: ['precinct-0'] },
    {
      id: 'students-by-day',
      effect: 'allow',
      groups: ['students'],
      areas: ['precinct-0'],
      schedule: 'late',
    },
    { id: 'visitors', effect: 'allow', groups: ['visitors'], points: visitors },
    ...some,
  ];
}

function plugins() {
  const address = (scheme: string) => `${scheme}://${NOWHERE}`;
  return {
    sso: {
      enabled: true,
      settings: {
        url: address('ldap'),
        bindDn: 'cn=gatehouse,dc=harbour,dc=test',
        bindPassword: 'nobody-asks',
        joinAttribute: 'employeeNumber',
        signIn: [{ base: 'ou=people,dc=harbour,dc=test' }],
      },
    },
    staffapp: { enabled: true },
    gates: { enabled: true },
    legacy: { enabled: true, settings: { url: address('http'), secret: 'nobody-asks' } },
    email: {
      enabled: true,
      settings: { server: NOWHERE, tls: 'none', fromAddress: 'visits@harbour.example' },
    },
    sms: { enabled: true, settings: { url: address('http'), user: 'gatehouse', password: 'nobody-asks' } },
  };
}

function devices(points: number) {
  return upTo(Math.ceil(points / POINTS_PER_DEVICE)).map((index) => ({
    id: `controller-${index}`,
    plugin: 'gates',
    name: name(`Controller ${index + 1}`, `${index + 1} 號控制器`),
    points: upTo(POINTS_PER_DEVICE).flatMap((offset) => {
      const at = index * POINTS_PER_DEVICE + offset;
      return at < points ? [`point-${at}`] : [];
    }),
    token: ref(`CONTROLLER_${index}_TOKEN`),
  }));
}

/** Each controller's token, the same for the same secret. */
export function controllerToken(secret: string, variable: string): string {
  return createHmac('sha256', secret).update(variable).digest('base64url');
}
