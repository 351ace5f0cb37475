import type { DeviceView } from '../../../core/domain/devices.js';
import { Problem } from '../../../core/domain/problem.js';
import {
  type DeviceDeed,
  type DevicePush,
  readDeviceDeeds,
  readDeviceStates,
  readDrifts,
  readPushes,
} from '../../../core/store/device-states.js';
import { holdsPolicy } from '../../../core/use-cases/desired-policy.js';
import { devicesSeen, type PlacesDesk } from './desk.js';
import { deviceRow } from './devices-view.js';
import { holdingOf } from './holding.js';

export const PUSHED = ['asked', 'near', 'nothing'] as const;
export type Pushed = (typeof PUSHED)[number];

/** Of pushes and of deeds. */
const LIMIT = 30;

/** The device of this id among those that whoever looks may see. Throws `not_found` (404). */
export function deviceAt(desk: PlacesDesk, id: string | undefined): DeviceView {
  const device = devicesSeen(desk).find((one) => one.id === id);
  if (device) return device;
  throw new Problem(404, 'not_found', 'There is no such device.');
}

/** One device: what it is, what it holds, and how it came to that. */
export async function deviceView(desk: PlacesDesk, device: DeviceView, pushed: Pushed | undefined) {
  const { words, base, snapshot, context, principal } = desk;
  const { campus, bundle } = snapshot;
  const at = [context.pool, campus] as const;
  const [states, drifts, pushes, deeds] = await Promise.all([
    readDeviceStates(...at, device.id),
    readDrifts(...at, [device.id]),
    readPushes(...at, device.id, LIMIT),
    readDeviceDeeds(...at, device.id, LIMIT),
  ]);
  const state = states.get(device.id);
  const isAdmin = principal?.kind === 'person' && principal.roles.includes('admin');
  return {
    words,
    base,
    ...deviceRow(desk, device, state, holdingOf(device, state, bundle.version, drifts.get(device.id))),
    desired: holdsPolicy(device) ? words.version(bundle.version) : '',
    points: placesOf(desk, device),
    note:
      pushed === undefined
        ? ''
        : { asked: words.pushed, near: words.pushNear, nothing: words.pushNothing }[pushed],
    push: isAdmin && holdsPolicy(device),
    pushes: pushes.map((push) => pushRow(desk, push)),
    deeds: deeds.map((deed) => deedRow(desk, deed)),
  };
}

function placesOf({ snapshot, say, base }: PlacesDesk, device: DeviceView) {
  const areas = new Map(snapshot.file.areas.map(({ id, name }) => [id, say(name)]));
  return snapshot.file.points
    .filter(({ id }) => device.points.includes(id))
    .map(({ id, name, area }) => ({
      name: say(name),
      area: areas.get(area) ?? area,
      href: `${base}/places?${new URLSearchParams({ area })}#point-${id}`,
    }));
}

function pushRow({ words, moment }: PlacesDesk, { askedAt, attempt, error, doneAt, deadAt }: DevicePush) {
  const open = attempt > 0 && error !== null ? words.push.tried : words.push.waits;
  return {
    asked: moment(askedAt),
    outcome: doneAt ? words.push.done : deadAt ? words.push.dead : open,
    tone: doneAt ? 'tag-good' : deadAt ? 'tag-bad' : 'tag-warn',
    ended: moment(doneAt ?? deadAt),
    attempt,
    error: error ?? '',
  };
}

function deedRow({ words, moment }: PlacesDesk, { at, actor, action, detail }: DeviceDeed) {
  const { held, desired } = detail;
  const [who = ''] = actor.split(':');
  return {
    at: moment(at),
    what: words.deed[action] ?? action,
    detail: typeof held === 'number' && typeof desired === 'number' ? words.held(held, desired) : '',
    by: words.by[who] ?? who,
  };
}
