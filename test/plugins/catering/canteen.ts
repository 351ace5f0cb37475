import { type DeviceHub, type DeviceHubAsk, startDeviceHub } from '../../support/device-hub.js';

export const LUNCH = {
  id: 'lunch',
  name: { en: 'Lunch', 'zh-Hant': '午餐', 'zh-Hans': '午餐' },
  from: '11:30',
  to: '14:30',
  prices: { staff: 42, students: 30, guests: 58 },
  entitlements: { staff: { count: 1, price: 0 }, students: { count: 2, price: 12.5 } },
};

export const SETTINGS = {
  priceGroups: [
    { id: 'staff', groups: ['staff'] },
    { id: 'students', groups: ['students'] },
  ],
  periods: [LUNCH],
  pushToken: 'the tills know this',
  pushSeconds: 5,
};

/** A campus with two canteens and 20 tills, ten at each; noon of a Monday in Hong Kong. */
export function startCanteen(more: Partial<DeviceHubAsk> = {}): Promise<DeviceHub> {
  return startDeviceHub({
    plugin: 'catering',
    points: [
      { id: 'east', kind: 'till' },
      { id: 'west', kind: 'till' },
    ],
    devices: Array.from({ length: 20 }, (_, n) => ({ id: `till-${n}`, point: n % 2 ? 'west' : 'east' })),
    settings: SETTINGS,
    at: '2026-11-23T12:00:00+08:00',
    timeZone: 'Asia/Hong_Kong',
    ...more,
  });
}

export type Sold = Record<string, unknown> & {
  decision: string;
  reason: string;
  message: string;
  entitlement: string;
  price: number | null;
  meal?: string;
};

let requests = 0;

/** A till asks about a code under a new request id, or under the one that is given. */
export async function sell(
  canteen: DeviceHub,
  till: number,
  code: string,
  more: { requestId?: string; take?: boolean; language?: string } = {},
): Promise<Sold> {
  requests += 1;
  const { language, requestId = `sale-${requests}`, ...rest } = more;
  const point = till % 2 ? 'west' : 'east';
  const body = { code, requestId, ...rest };
  const { status, body: said } = await canteen.ask(
    `till-${till}`,
    'POST',
    `points/${point}/meals`,
    body,
    language,
  );
  if (status !== 200) throw new Error(`${status} ${String(said['code'])}`);
  return said as Sold;
}

export async function giveBack(canteen: DeviceHub, till: number, meal: string | undefined) {
  const point = till % 2 ? 'west' : 'east';
  const { status, body } = await canteen.ask(
    `till-${till}`,
    'POST',
    `points/${point}/meals/${meal}/reversal`,
    {
      requestId: 'back',
    },
  );
  return { status, ...body } as { status: number; code?: string; reversedAt?: string };
}

export async function tellsOf(promised: Promise<unknown>): Promise<string> {
  return promised.then(
    () => 'no error',
    (error: Error) => error.message,
  );
}
