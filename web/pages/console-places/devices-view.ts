import type { DeviceView } from '../../../core/domain/devices.js';
import { type DeviceState, readDeviceStates, readDrifts } from '../../../core/store/device-states.js';
import { devicesSeen, type PlacesDesk } from './desk.js';
import { HOLDING_TONE, type Holding, holdingOf } from './holding.js';

export const DEVICE_FILTERS = ['all', 'behind', 'offline', 'problem'] as const;

export interface DevicesQuery {
  q: string;
  show: (typeof DEVICE_FILTERS)[number];
  after?: string | undefined;
}

const LIMIT = 100;

interface Known {
  device: DeviceView;
  state: DeviceState | undefined;
  holding: Holding;
}

/** Who has confirmed the policy in force, and a page of devices. */
export async function devicesView(desk: PlacesDesk, ask: DevicesQuery) {
  const { words, base, snapshot, context } = desk;
  const { campus, bundle } = snapshot;
  const states = await readDeviceStates(context.pool, campus);
  const all = devicesSeen(desk).map((device): Known => {
    const state = states.get(device.id);
    return { device, state, holding: holdingOf(device, state, bundle.version) };
  });
  const asked = all.filter((known) => isAsked(desk, known, ask));
  const from = ask.after === undefined ? 0 : asked.findIndex(({ device }) => device.id === ask.after) + 1;
  const page = asked.slice(from, from + LIMIT);
  const drifts = await readDrifts(
    context.pool,
    campus,
    page.filter(({ holding }) => holding === 'behind').map(({ device }) => device.id),
  );
  const last = page.at(-1);
  const next = new URLSearchParams({
    ...(ask.q && { q: ask.q }),
    show: ask.show,
    after: last?.device.id ?? '',
  });
  return {
    words,
    base,
    q: ask.q,
    filtered: ask.q !== '' || ask.show !== 'all',
    summary: summaryOf(desk, all),
    filters: DEVICE_FILTERS.map((id) => ({ id, name: words.filters[id], chosen: id === ask.show })),
    devices: page.map(({ device, state }) =>
      deviceRow(desk, device, state, holdingOf(device, state, bundle.version, drifts.get(device.id))),
    ),
    none: all.length === 0 ? words.noDevices : words.noneMatches,
    next: from + LIMIT < asked.length ? `?${next}` : '',
  };
}

function isAsked({ say }: PlacesDesk, { device, state, holding }: Known, { q, show }: DevicesQuery): boolean {
  const text = q.toLowerCase();
  if (!say(device.name).toLowerCase().includes(text) && !device.id.includes(text)) return false;
  if (show === 'behind') return holding !== 'confirmed' && holding !== 'asks';
  // One that asks over HTTP has no line that could be down.
  if (show === 'offline') return !state?.online && device.kind !== 'http';
  return show === 'all' || (state?.problem ?? null) !== null;
}

/** The answer to the first question after a change of rules. */
function summaryOf({ words, snapshot, base }: PlacesDesk, all: readonly Known[]) {
  const holding = all.filter((known) => known.holding !== 'asks');
  const confirmed = holding.filter((known) => known.holding === 'confirmed').length;
  const asks = all.length - holding.length;
  const kinds = (['behind', 'unconfirmed', 'never_seen'] as const).map((kind) => ({
    name: words.holding[kind],
    count: holding.filter((known) => known.holding === kind).length,
  }));
  const done = confirmed === holding.length;
  return {
    title: words.summaryTitle(snapshot.bundle.version),
    good: done,
    text: done ? words.summaryAll(confirmed) : words.summary(confirmed, holding.length),
    kinds: kinds.filter(({ count }) => count > 0),
    asks: asks > 0 ? words.summaryAsks(asks) : '',
    href: done ? '' : `${base}/devices?show=behind`,
    link: words.filters.behind,
  };
}

/** A device as list and detail show it; its token and its address stay with the hub. */
export function deviceRow(
  { words, say, moment, base }: PlacesDesk,
  device: DeviceView,
  state: DeviceState | undefined,
  holding: Holding,
) {
  return {
    id: device.id,
    name: say(device.name),
    href: `${base}/devices/${device.id}`,
    plugin: device.plugin,
    kind: device.kind,
    line: lineText(device, state, words, moment),
    online: state?.online === true,
    holding: words.holdingShort[holding],
    holdingText: words.holding[holding],
    tone: HOLDING_TONE[holding],
    applied:
      state?.applied == null ? '' : words.applied(words.version(state.applied), moment(state.appliedAt)),
    problem: state?.problem ?? '',
  };
}

function lineText(
  device: DeviceView,
  state: DeviceState | undefined,
  words: PlacesDesk['words'],
  moment: PlacesDesk['moment'],
): string {
  if (state?.online) return words.onlineSince(moment(state.seenAt));
  if (state?.seenAt != null) return words.lastSeen(moment(state.seenAt));
  return device.kind === 'http' ? words.noLine : words.neverSeen;
}
