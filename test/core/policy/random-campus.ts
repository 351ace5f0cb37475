import fc from 'fast-check';
import type {
  Hours,
  Lockdown,
  PolicySource,
  Rule,
  Schedule,
  Void,
} from '../../../core/domain/policy-source.js';
import { POINT_MODES, WEEKDAYS } from '../../../core/domain/policy-source.js';
import type { Reading } from '../../../core/domain/reading.js';

export const DAY = 86_400;
/** 2026-03-20T00:00:00Z: within the weeks that follow, clocks change in each of the zones that change them. */
export const START = 1_773_964_800;
export const DAYS = 21;
const HANDLES = ['00000000000000aa', 'ff000000000000bb'];
const GROUPS = [1, 2, 3, 4];
const POINTS = ['p1', 'p2', 'p3'];
const AREAS = ['whole', 'part', 'other'];
const SCHEDULES = ['s1', 's2'];

/** Half an hour in Lord Howe, over midnight in Beirut, a date line's worth of offset in Kiritimati. */
const zone = fc.constantFrom(
  'Europe/Berlin',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'UTC',
);
/** Full hours only, so that the instants below often meet the second in which something begins or ends. */
const clockTime = fc.integer({ min: 0, max: 24 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const hours: fc.Arbitrary<Hours[]> = fc.array(fc.record({ from: clockTime, to: clockTime }), {
  maxLength: 2,
});
const date = fc
  .integer({ min: -2, max: DAYS + 1 })
  .map((day) => new Date((START + day * DAY) * 1000).toISOString().slice(0, 10));

const schedule = (id: string): fc.Arbitrary<Schedule> =>
  fc.record({
    id: fc.constant(id),
    week: fc.dictionary(fc.constantFrom(...WEEKDAYS), hours, { noNullPrototype: true }),
    exceptions: fc.uniqueArray(fc.record({ date, hours }), {
      maxLength: 3,
      selector: (exception) => exception.date,
    }),
  });

const rule: fc.Arbitrary<Omit<Rule, 'id'>> = fc.record({
  effect: fc.constantFrom('allow', 'allow', 'allow', 'deny'),
  groups: fc.subarray(
    GROUPS.map((number) => `g${number}`),
    { minLength: 1 },
  ),
  points: fc.subarray(POINTS),
  areas: fc.subarray(AREAS, { maxLength: 1 }),
  schedule: fc.option(fc.constantFrom(...SCHEDULES), { nil: undefined }),
  from: fc.option(date, { nil: undefined }),
  until: fc.option(date, { nil: undefined }),
});

const mode = fc.constantFrom(...POINT_MODES, 'normal', 'normal', 'normal', 'normal');
const opens = fc.option(date, { nil: undefined, freq: 1 });
const points = fc.tuple(...POINTS.map(() => fc.record({ mode, opens })));

export const source: fc.Arbitrary<PolicySource> = fc
  .record({
    timeZone: zone,
    points,
    schedules: fc.tuple(...SCHEDULES.map(schedule)),
    rules: fc.array(rule, { maxLength: 8 }),
  })
  .map((drawn) => ({
    campus: 7,
    slug: 'random',
    timeZone: drawn.timeZone,
    areas: [
      { id: 'whole', name: { en: 'Whole' } },
      { id: 'part', parent: 'whole', name: { en: 'Part' } },
      { id: 'other', name: { en: 'Other' } },
    ],
    points: drawn.points.map((point, i) => ({
      ...{
        id: POINTS[i] ?? '',
        number: i + 1,
        area: AREAS[i] ?? '',
        kind: 'door' as const,
        name: { en: 'Door' },
      },
      ...point,
    })),
    groups: GROUPS.map((number) => ({ id: `g${number}`, number, name: { en: 'Group' } })),
    schedules: drawn.schedules,
    rules: drawn.rules.map((one, i) => ({ ...one, id: `r${i}` })),
  }));

const groups = fc.subarray([...GROUPS, 99]);
const window = fc.record({
  from: fc.integer({ min: START, max: START + DAY }),
  until: fc.integer({ min: START + DAY + 1, max: START + DAYS * DAY }),
});

/** A code shown within a minute of `seconds`, or a text that proved nothing. */
const reading = (seconds: number): fc.Arbitrary<Reading> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<Reading>({ ok: false, reason: 'bad_signature' }) },
    {
      weight: 15,
      arbitrary: fc
        .record({
          ...{
            ok: fc.constant(true as const),
            campus: fc.constantFrom(7, 7, 7, 7, 7, 7, 8),
            key: fc.constant(1),
          },
          ...{
            handle: fc.constantFrom(...HANDLES),
            groups,
            ago: fc.constantFrom(0, 0, 0, 0, 29, 34, 35, -5, -6),
          },
          visit: fc.option(fc.record({ window, points: fc.subarray([1, 2, 3]) }), {
            nil: undefined,
            freq: 2,
          }),
        })
        .map(({ ago, visit, ...facts }) => ({ ...facts, issued: Math.floor(seconds) - ago, ...visit })),
    },
  );

/** Any instant, and more often the seconds around half hours, where hours and dates begin and end. */
const seconds = fc.oneof(
  fc.integer({ min: START - 2 * DAY, max: START + (DAYS + 1) * DAY }),
  fc
    .record({ half: fc.integer({ min: 0, max: DAYS * 48 }), off: fc.constantFrom(-1, 0, 1) })
    .map(({ half, off }) => START + half * 1800 + off),
);

export interface Asked {
  point: string;
  at: number;
  reading: Reading;
}

export const asked: fc.Arbitrary<Asked> = seconds.chain((second) =>
  fc.record({
    point: fc.constantFrom(...POINTS, ...POINTS, 'nowhere'),
    at: fc.integer({ min: 0, max: 999 }).map((millis) => second * 1000 + millis),
    reading: reading(second),
  }),
);

export const voids: fc.Arbitrary<Map<string, Void>> = fc
  .array(
    fc.record({
      handle: fc.constantFrom(...HANDLES),
      until: fc.integer({ min: START, max: START + DAYS * DAY }),
      what: fc.oneof(fc.constantFrom('frozen' as const, 'superseded' as const), fc.record({ groups })),
    }),
    { maxLength: 1 },
  )
  .map((drawn) => new Map(drawn.map((entry) => [entry.handle, entry])));

export const lockdowns: fc.Arbitrary<Lockdown[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Lockdown[]>([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({ area: fc.constantFrom(...AREAS), responders: fc.subarray(['g1', 'g2', 'g3']) }),
      { minLength: 1, maxLength: 2 },
    ),
  },
);
