import { Browser, type JsonRead } from './browser.js';
import type { Person } from './person.js';
import type { World } from './world.js';

/** The campus that takes visitors. */
export const CAMPUS = 'hkust-gz';
export const SOUTH_GATE = [CAMPUS, 'south-gate-1'] as const;
export const LABORATORY = [CAMPUS, 'e1-laboratory-reader'] as const;
const API = `/api/v1/campuses/${CAMPUS}`;

export function api(
  person: { browser: Browser },
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<JsonRead> {
  return person.browser.json(method, `${API}/${path}`, body, headers);
}

/** A window that begins so many minutes from now, an hour long, as a request names it. */
export function inMinutes(world: World, minutes: number): { from: string; until: string } {
  const from = Math.floor(world.clock.now() / 60_000 + minutes) * 60_000;
  return { from: new Date(from).toISOString(), until: new Date(from + 3_600_000).toISOString() };
}

/** A visitor's own browser, or somebody else's to whom a link was forwarded. */
export class Visitor {
  readonly browser: Browser;

  constructor(private readonly world: World) {
    this.browser = new Browser(world.hub.url);
  }

  open(url: string): Promise<JsonRead> {
    return api(this, 'POST', 'pass/links', { token: tokenOf(url) });
  }

  pass(): Promise<JsonRead> {
    return api(this, 'GET', 'pass');
  }

  askCode(): Promise<JsonRead> {
    return api(this, 'POST', 'pass/codes');
  }

  /** Asks for a one-time code, reads it on the phone with this number, and proves it. */
  async proveNumber(number: string): Promise<JsonRead> {
    const { sms } = this.world.demo.services.messages;
    const before = sms.inbox(number).length;
    await api(this, 'POST', 'pass/proof');
    const code = await eventually(
      () => /\b\d{6}\b/.exec(sms.inbox(number).slice(before).at(-1)?.text ?? '')?.[0],
    );
    return api(this, 'PUT', 'pass/proof', { code });
  }

  /** What a gate answers to the code that the pass shows now: "grant permitted"; or why there is none. */
  async shows(device: readonly [string, string], point?: string): Promise<string> {
    const { body } = await this.askCode();
    if (typeof body['text'] !== 'string')
      return `no code: ${String(body['code'])} ${String(body['state'] ?? '')}`.trim();
    const { decision, reason } = await this.world.gates.gate(...device).scan(body['text'], point);
    return `${decision} ${reason}`;
  }
}

function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** The link that the newest mail or SMS of an address leads with, once there are so many messages. */
export function linkTo(world: World, address: string, messages = 1): Promise<string> {
  return eventually(() => {
    const got = world.demo.services.messages.inbox(address);
    const link = /https?:\/\/\S+\/[vg]\/[\w-]{43}/.exec(got.at(-1)?.text ?? '')?.[0];
    return got.length >= messages ? link : undefined;
  });
}

/** A further link, as a host copies it. */
export async function copiedLink(host: Person, visit: string, visitor?: string): Promise<string> {
  const { body } = await api(host, 'POST', `visits/${visit}/links`, visitor ? { visitor } : {});
  return String(body['url']);
}

/** Looks until there is something: messages travel by SMTP and HTTP. Throws after 50 seconds. */
async function eventually<T>(look: () => T | undefined): Promise<T> {
  const late = performance.now() + 50_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > late) throw new Error('a message did not arrive within 50 seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
