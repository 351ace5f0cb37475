import { campusDay, campusDayStart } from '../../../core/domain/campus-day.js';
import type { DeviceView } from '../../../core/domain/devices.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { describeDate } from '../../../core/policy/describe-schedule.js';
import { type DeviceState, readDeviceStates } from '../../../core/store/device-states.js';
import { countAtPoints } from '../../../core/store/points-today.js';
import { devicesSeen, type PlacesDesk } from './desk.js';
import { type AreaNode, areasWithin, type Point, pointsInOrder, treeOf } from './tree.js';

export interface PlacesQuery {
  q: string;
  area?: string | undefined;
  /** The point after which the page begins. */
  after?: string | undefined;
}

/** Points on a page, and how many may stand open at once. */
const LIMIT = 100;
const OPEN = 40;

type Counts = Awaited<ReturnType<typeof countAtPoints>>;

/** What each row needs, read once. */
interface Shown {
  desk: PlacesDesk;
  today: string;
  counts: Counts;
  devices: ReadonlyMap<string, { device: DeviceView; state: DeviceState | undefined }[]>;
  open: boolean;
  showsHours: boolean;
}

/** The tree of areas with a page of their points. */
export async function placesView(desk: PlacesDesk, ask: PlacesQuery) {
  const { words, base, snapshot, say, seen } = desk;
  const { file } = snapshot;
  const mine = pointsInOrder(file).filter(({ area }) => seen === null || seen.has(area));
  const asked = pointsAsked(desk, mine, ask);
  const from = ask.after === undefined ? 0 : asked.findIndex(({ id }) => id === ask.after) + 1;
  const page = asked.slice(from, from + LIMIT);
  const shown = await shownWith(desk, page, ask.q !== '' || ask.area !== undefined || asked.length <= OPEN);
  const areas = file.areas.filter(({ id }) => seen === null || seen.has(id));
  const last = page.at(-1);
  const next = new URLSearchParams({ ...(ask.q && { q: ask.q }), ...(ask.area && { area: ask.area }) });
  if (last) next.set('after', last.id);
  return {
    words,
    base,
    q: ask.q,
    filtered: ask.q !== '' || ask.area !== undefined,
    counts: words.counts(asked.length, new Set(asked.map(({ area }) => area)).size),
    everywhere: seen === null ? words.wholeCampus : words.allMyAreas,
    choices: areas.map(({ id, name }) => ({ id, name: say(name), chosen: id === ask.area })),
    none: mine.length === 0 ? words.noPlaces : words.none,
    tree: treeOf(file.areas, asked, page).map((node) => areaView(shown, node)),
    next: from + LIMIT < asked.length ? `?${next}` : '',
  };
}

function pointsAsked(
  { snapshot, say }: PlacesDesk,
  mine: readonly Point[],
  { q, area }: PlacesQuery,
): Point[] {
  const { areas } = snapshot.file;
  const within = area === undefined ? null : areasWithin(areas, area);
  const names = new Map(areas.map(({ id, name }) => [id, say(name).toLowerCase()]));
  const text = q.toLowerCase();
  return mine.filter(
    (point) =>
      (within === null || within.has(point.area)) &&
      (say(point.name).toLowerCase().includes(text) ||
        point.id.includes(text) ||
        names.get(point.area)?.includes(text)),
  );
}

async function shownWith(desk: PlacesDesk, page: readonly Point[], open: boolean): Promise<Shown> {
  const { context, snapshot, principal } = desk;
  const { campus, file } = snapshot;
  const today = campusDay(file.campus.timeZone, context.now());
  const since = campusDayStart(file.campus.timeZone, context.now());
  const [states, counts] = await Promise.all([
    readDeviceStates(context.pool, campus),
    countAtPoints(context.pool, { campus, points: page.map(({ id }) => id), since }),
  ]);
  const devices = new Map<string, { device: DeviceView; state: DeviceState | undefined }[]>();
  for (const device of devicesSeen(desk)) {
    const state = states.get(device.id);
    for (const point of device.points) devices.set(point, [...(devices.get(point) ?? []), { device, state }]);
  }
  const roles: readonly string[] = principal?.kind === 'person' ? principal.roles : [];
  const showsHours = CONSOLE_PAGES.rules.roles.some((role) => roles.includes(role));
  return { desk, today, counts, devices, open, showsHours };
}

interface AreaView {
  name: string;
  count: string;
  open: boolean;
  points: ReturnType<typeof pointView>[];
  areas: AreaView[];
}

function areaView(shown: Shown, { area, points, areas, total }: AreaNode): AreaView {
  const { say, words } = shown.desk;
  return {
    name: say(area.name),
    count: words.points(total),
    open: shown.open,
    points: points.map((point) => pointView(shown, point)),
    areas: areas.map((node) => areaView(shown, node)),
  };
}

function pointView({ desk, today, counts, devices, showsHours }: Shown, point: Point) {
  const { words, say, base, language } = desk;
  const counted = counts.get(point.id);
  const coming = point.opens !== undefined && point.opens > today;
  return {
    id: point.id,
    name: say(point.name),
    kind: words.kinds[point.kind],
    mode: coming ? words.opens(describeDate(point.opens ?? '', language)) : words.modes[point.mode],
    tone: coming ? 'tag-warn' : point.mode === 'normal' ? '' : 'tag-bad',
    today: counted ? words.today(counted.opened, counted.refused) : '',
    devices: (devices.get(point.id) ?? []).map(({ device, state }) => ({
      name: say(device.name),
      href: `${base}/devices/${device.id}`,
      line: lineOf(desk, device, state),
      tone: state?.online ? 'tag-good' : '',
    })),
    hours: showsHours ? `${base}/rules/week?${new URLSearchParams({ point: point.id })}` : '',
    hoursOf: words.hoursOf(say(point.name)),
  };
}

function lineOf({ words }: PlacesDesk, device: DeviceView, state: DeviceState | undefined): string {
  if (state?.online) return words.online;
  if (device.kind === 'http') return words.holdingShort.asks;
  return state?.seenAt == null ? words.neverSeen : words.offline;
}
