import type { CampusFile } from '../core/campus-file/schema.js';
import { Problem } from '../core/domain/problem.js';
import type { Services } from '../simulators/start-services.js';
import type { DemoHands } from './demo-hands.js';
import { hasLeft } from './demo-leavers.js';

export type Begins = 'now' | 'later';

interface Made {
  /** The mail's link, as a path. */
  link: string;
  from: number;
  until: number;
}

const HOUR_MS = 3_600_000;
const MAIL_MS = 30_000;

/** Visits of the demo's visitor: a host asks, an approver agrees, and the link is read in the mail that came. */
export class DemoVisits {
  readonly #made = new Map<string, Promise<Made>>();
  #count = 0;

  constructor(
    private readonly hands: DemoHands,
    private readonly now: () => number,
  ) {}

  /** The one before is opened again while it is still of use: a host may not invite without end. */
  async link(file: CampusFile, begins: Begins): Promise<string> {
    const key = `${file.campus.slug}/${begins}`;
    const known = await this.#made.get(key)?.catch(() => undefined);
    if (known && isOfUse(known, begins, this.now())) return known.link;
    const making = this.#make(file, begins);
    this.#made.set(key, making);
    return (await making).link;
  }

  async #make(file: CampusFile, begins: Begins): Promise<Made> {
    const { slug } = file.campus;
    this.#count += 1;
    const from = Math.floor(this.now() / 60_000) * 60_000 + (begins === 'now' ? 0 : HOUR_MS);
    const until = from + HOUR_MS;
    const contact = `visitor-${this.#count}@visitors.test`;
    const visitor = { name: 'Ines Duarte', contact, language: 'en' };
    const ask = { kind: 'foreign', visitor, ...window(from, until), points: pointsOf(file), purpose: 'Demo' };
    const before = this.hands.services.messages.inbox(contact).length;
    const { body } = await this.hands.ask(slug, hostOf(file, this.hands.services), 'POST', 'visits', ask);
    const approve = { approve: true };
    if (body['state'] === 'requested')
      await this.hands.ask(
        slug,
        this.hands.approver(slug),
        'POST',
        `visits/${String(body['id'])}/decision`,
        approve,
      );
    return { link: await linkIn(this.hands.services, contact, before), from, until };
  }
}

function window(from: number, until: number) {
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}

function isOfUse({ from, until }: Made, begins: Begins, now: number): boolean {
  const spare = HOUR_MS / 4;
  return begins === 'now' ? from <= now && until - now > spare : from - now > spare;
}

function pointsOf({ visits }: CampusFile): string[] {
  const [first] = visits?.points ?? [];
  if (first === undefined) throw new Problem(502, 'demo_step_failed', 'The campus takes no visitors.');
  return [first];
}

/** Whoever's story is about inviting, else the first of staff to whom nothing is left to confirm. */
function hostOf({ campus: { slug } }: CampusFile, services: Services): string {
  const able = services
    .people(slug)
    .people.filter(
      (person) =>
        person.demo && person.dutyConfirmed && person.card === 'current' && !hasLeft(services, slug, person),
    );
  const host = able.find(({ opens }) => opens === 'visits') ?? able[0];
  if (!host) throw new Problem(502, 'demo_step_failed', 'Nobody of the demo can invite just now.');
  return host.loginName;
}

/** Mails travel by SMTP; half a minute is long. */
async function linkIn(services: Services, address: string, before: number): Promise<string> {
  const late = performance.now() + MAIL_MS;
  while (performance.now() < late) {
    const texts = services.messages
      .inbox(address)
      .slice(before)
      .map(({ text }) => text);
    const path = texts.map((text) => /https?:\/\/[^/\s]+(\/\S+\/v\/[\w-]{43})/.exec(text)?.[1]).find(Boolean);
    if (path !== undefined) return path;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Problem(502, 'demo_step_failed', 'The mail did not arrive in time.');
}
