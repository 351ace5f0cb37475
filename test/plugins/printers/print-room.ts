import { type DeviceHub, type DeviceHubAsk, startDeviceHub } from '../../support/device-hub.js';

export const SETTINGS = {
  userNames: [{ affiliation: 'student', suffix: '@connect.campus.test' }],
  quotaGroups: [
    { id: 'staff', name: { en: 'Staff', 'zh-Hant': '教職員' }, groups: ['staff'] },
    { id: 'everybody', name: { en: 'Everybody' }, pages: 100 },
  ],
  pushToken: 'the panels know this',
};

/** A campus with two printers, a panel at each. */
export function startPrintRoom(more: Partial<DeviceHubAsk> = {}): Promise<DeviceHub> {
  return startDeviceHub({
    plugin: 'printers',
    points: [
      { id: 'first', kind: 'printer' },
      { id: 'second', kind: 'printer' },
    ],
    devices: [
      { id: 'first-panel', point: 'first' },
      { id: 'second-panel', point: 'second' },
    ],
    settings: SETTINGS,
    at: '2026-11-23T12:00:00+08:00',
    timeZone: 'Asia/Hong_Kong',
    ...more,
  });
}

export interface SessionSeen {
  id: string;
  user: string;
  displayName: string;
  quotaGroup: { id: string; name: string } | null;
  expiresAt: string;
}
export interface SignedIn {
  decision: string;
  reason: string;
  message: string;
  session?: SessionSeen;
}

let requests = 0;

/** A panel's reader reads a code. */
export async function show(
  room: DeviceHub,
  printer: 'first' | 'second',
  code: string,
  more: { requestId?: string; language?: string } = {},
): Promise<SignedIn> {
  requests += 1;
  const body = { code, requestId: more.requestId ?? `scan-${requests}` };
  const path = `points/${printer}/sessions`;
  const { status, body: said } = await room.ask(`${printer}-panel`, 'POST', path, body, more.language);
  if (status !== 200) throw new Error(`${status} ${String(said['code'])}`);
  return said as unknown as SignedIn;
}

export async function current(room: DeviceHub, printer: 'first' | 'second'): Promise<SessionSeen | null> {
  const { body } = await room.ask(`${printer}-panel`, 'GET', `points/${printer}/sessions/current`);
  return body['session'] as SessionSeen | null;
}

/** Activity in a session: its new end, or "410 session_ended idle". */
export async function touch(room: DeviceHub, printer: 'first' | 'second', id: string): Promise<string> {
  const path = `points/${printer}/sessions/${id}/activity`;
  const { status, body } = await room.ask(`${printer}-panel`, 'POST', path);
  if (status === 200) return (body['session'] as SessionSeen).expiresAt;
  return [status, body['code'], body['endedBy']].filter((word) => word !== undefined).join(' ');
}

export async function logOut(room: DeviceHub, printer: 'first' | 'second', id: string): Promise<number> {
  return (await room.ask(`${printer}-panel`, 'DELETE', `points/${printer}/sessions/${id}`)).status;
}
