import { Browser, type JsonRead } from '../../bin/tour/browser.js';
import type { Person } from '../../bin/tour/person.js';
import { findPersonByLogin } from '../../core/store/people.js';
import { createSession } from '../../core/store/sessions.js';
import { eventually } from '../support/eventually.js';
import type { TestHub } from '../support/hub.js';

export const CAMPUS = 'hkust-gz';
export const SOUTH_GATE = [CAMPUS, 'south-gate-1'] as const;
export const LABORATORY = [CAMPUS, 'e1-laboratory-reader'] as const;
const API = `/api/v1/campuses/${CAMPUS}`;

/** Somebody signed in at the campus of visits. */
export async function signedIn(town: TestHub, loginName: string): Promise<Person> {
  const person = town.person(CAMPUS, loginName);
  await person.signIn(town.demo.password);
  return person;
}

/** The cookie of a session, for requests that a story's browser cannot make. */
export async function sessionCookie(town: TestHub, loginName: string): Promise<string> {
  const { pool, vault } = town.hub.context;
  const person = await findPersonByLogin(pool, vault, 2, loginName, 'staff');
  const session = {
    person,
    displayName: loginName,
    loginName,
    idToken: '',
    affiliation: 'staff' as const,
    roles: [],
  };
  const at = { now: town.clock.now(), seconds: 28_800 };
  return `gatehouse_${CAMPUS}=${await createSession(pool, vault, 2, session, at)}`;
}

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
export function inMinutes(town: TestHub, minutes: number): { from: string; until: string } {
  const from = Math.floor(town.clock.now() / 60_000 + minutes) * 60_000;
  return { from: new Date(from).toISOString(), until: new Date(from + 3_600_000).toISOString() };
}

/** A visit of one person to the south gate, in an hour, as a host asks for it. */
export function ordinaryVisit(town: TestHub, kind: 'foreign' | 'mainland', contact: string, minutes = 60) {
  const visitor = { name: kind === 'foreign' ? 'Ines Duarte' : '王小明', contact, language: 'en' };
  return { kind, visitor, ...inMinutes(town, minutes), points: ['south-gate'], purpose: 'Seminar' };
}

/** A visitor's own browser, or somebody else's to whom a link was forwarded. */
export class Visitor {
  readonly browser: Browser;

  constructor(private readonly town: TestHub) {
    this.browser = new Browser(town.hub.url);
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
    const sms = this.town.demo.services.messages.sms;
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
    const { decision, reason } = await this.town.gates.gate(...device).scan(body['text'], point);
    return `${decision} ${reason}`;
  }
}

export function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** The link that the newest mail or SMS of an address leads with, once there are so many messages. */
export function linkTo(town: TestHub, address: string, messages = 1): Promise<string> {
  return eventually(() => {
    const got = town.demo.services.messages.inbox(address);
    const link = /https?:\/\/\S+\/[vg]\/[\w-]{43}/.exec(got.at(-1)?.text ?? '')?.[0];
    return got.length >= messages && link;
  });
}

export async function copiedLink(host: Person, visit: string, visitor?: string): Promise<string> {
  const { body } = await api(host, 'POST', `visits/${visit}/links`, visitor ? { visitor } : {});
  return String(body['url']);
}
