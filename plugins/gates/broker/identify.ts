import { createHash, timingSafeEqual } from 'node:crypto';
import type { Node } from '../../../core/host/plugin.js';
import { SHARED_NAMES } from '../topics.js';
import type { Identity } from './access.js';

export const HUB_NAME = 'hub';

/** Who connects with this name and password; null for nobody we know. A device's name is `<campus>/<device>`. */
export async function identify(
  node: Pick<Node, 'authenticateDevice'>,
  hubPassword: string,
  name: string,
  password: string,
): Promise<Identity | null> {
  if (name === HUB_NAME) return same(password, hubPassword) ? { kind: 'hub' } : null;
  const found = await node.authenticateDevice(password);
  if (found?.device.plugin !== 'gates' || SHARED_NAMES.includes(found.device.id)) return null;
  if (name !== `${found.campus}/${found.device.id}`) return null;
  return { kind: 'device', campus: found.campus, device: found.device.id, token: password };
}

/** Digests have one length, so that nothing about the password is told by time. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
