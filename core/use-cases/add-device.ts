import type { CampusFile } from '../campus-file/schema.js';
import { id as idShape } from '../campus-file/words.js';
import { Problem } from '../domain/problem.js';
import { putAddedDevice, readServing } from '../store/added-devices.js';
import { type Change, change } from '../store/change.js';
import { newToken, tokenDigest } from '../store/token.js';
import type { Context } from './context.js';

export interface AddDeviceAsk {
  campus: number;
  /** Who adds it, for the audit: 'operator'. */
  actor: string;
  id: string;
  plugin: string;
  kind: 'mqtt' | 'http';
  points: readonly string[];
  /** For lists and the console. */
  name: string;
}

/** Below a campus in MQTT topics these are for all devices (design section 8). */
const NOT_A_NAME = ['all', 'group'];

/**
 * Adds a device beside those of the campus file and answers its token, which is shown this once: only its digest is kept.
 * A withdrawn device of the same id comes back with a new token. Throws `device_invalid` (422, `detail` says what),
 * `device_taken` (409).
 */
export async function addDevice(context: Pick<Context, 'pool'>, ask: AddDeviceAsk): Promise<string> {
  const token = newToken();
  await change(context.pool, ask.campus, async (to) => {
    await check(to, ask);
    await putAddedDevice(to.sql, { ...ask, digest: tokenDigest(token) });
    to.audit({
      actor: ask.actor,
      action: 'device.added',
      subject: `device:${ask.id}`,
      detail: { plugin: ask.plugin, kind: ask.kind, points: ask.points },
    });
    if (ask.kind === 'mqtt') to.job('push-policy', { device: ask.id });
    to.feed('devices');
  });
  return token;
}

async function check({ sql }: Change, ask: AddDeviceAsk): Promise<void> {
  const { file, enabled, devices } = await readServing(sql, ask.campus);
  const wrong = mistake(ask, file, enabled);
  if (wrong !== undefined) throw new Problem(422, 'device_invalid', wrong);
  if (!devices.includes(ask.id)) return;
  const detail = `There is a device ${ask.id} in service; withdraw it first, or choose another id.`;
  throw new Problem(409, 'device_taken', detail);
}

/** The first thing that is wrong, in a sentence. */
function mistake(ask: AddDeviceAsk, file: CampusFile, enabled: readonly string[]): string | undefined {
  const shape = idShape.safeParse(ask.id);
  if (!shape.success) return `A device has ${shape.error.issues[0]?.message}.`;
  if (NOT_A_NAME.includes(ask.id))
    return `A device cannot be called ${ask.id}: topics of that name are for all devices.`;
  if (!enabled.includes(ask.plugin)) return `The campus has these plugins enabled: ${enabled.join(', ')}.`;
  const known = file.points.map((point) => point.id);
  if (ask.points.length === 0 || ask.points.some((point) => !known.includes(point)))
    return `A device stands at one point or more of: ${known.join(', ')}.`;
  return undefined;
}
