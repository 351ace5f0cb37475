import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { applyExamples, type Demo, startDemo } from '../../bin/demo.js';
import type { Snapshot } from '../../core/snapshots/snapshot.js';
import { Snapshots } from '../../core/snapshots/snapshots.js';
import { EventRecorder } from '../../core/store/event-recorder.js';
import { findPersonByKey } from '../../core/store/people.js';
import { RefusalLog } from '../../core/store/refusal-log.js';
import { createVault } from '../../core/store/seal.js';
import type { Context } from '../../core/use-cases/context.js';
import { issueCode } from '../../core/use-cases/issue-code.js';
import { linkDevice } from '../../core/use-cases/link-device.js';
import { syncEligibility } from '../../core/use-cases/sync-eligibility.js';
import { bookBatch } from '../../core/use-cases/visits/book-batch.js';
import { decideVisit } from '../../core/use-cases/visits/decide-visit.js';
import { NEVER, sourceOf, staff } from '../core/use-cases/sync-campus.js';
import { type FreshDatabase, freshDatabase } from './database.js';
import type { HubProcessAsk } from './hub-process.js';

const HUB = fileURLToPath(new URL('./hub-process.js', import.meta.url));
const HKU = 1;
const GZ = 2;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 12:10 in Hong Kong, in the middle of lunch. */
const LUNCH = 4 * HOUR + 600_000;
const LEASE_MS = 31_000;

export interface Sale {
  status: number;
  entitlement: string | undefined;
  reason: string | undefined;
  meal: string | undefined;
}

export interface MiddayNode {
  url: string;
  kill(): Promise<void>;
}

/**
 * Midday at both example campuses: people with a phone and an appetite at one, a host who invites at the other. The
 * virtual campus and the office, where people are entered, are in this process; nodes of the hub are processes of their
 * own that can be killed. Clocks stand still between nodes, so that nothing depends on how fast the machine is.
 */
export class Midday {
  readonly #nodes: ChildProcess[] = [];
  readonly #office: Context;
  #now = Math.floor(Date.now() / DAY) * DAY + DAY + LUNCH;

  private constructor(
    private readonly folder: string,
    private readonly redisUrl: string | undefined,
    readonly database: FreshDatabase,
    readonly demo: Demo,
  ) {
    this.#office = officeOf(database, demo.secret, () => this.#now);
  }

  static async begin(redisUrl?: string): Promise<Midday> {
    const database = await freshDatabase();
    const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-midday-'));
    const demo = await startDemo(folder, pino({ level: 'silent' }), Date.now);
    const midday = new Midday(folder, redisUrl, database, demo);
    await applyExamples(database.url, demo, () => midday.#now);
    await midday.#office.snapshots.follow();
    return midday;
  }

  async end(): Promise<void> {
    for (const node of this.#nodes) node.kill('SIGKILL');
    await this.#office.snapshots.stop();
    await this.demo.services.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async node(): Promise<MiddayNode> {
    const { redisUrl } = this;
    const ask: HubProcessAsk = {
      ...{ databaseUrl: this.database.url, secret: this.demo.secret, env: this.demo.env },
      ...{ now: this.#now, redisUrl },
    };
    const child = spawn(process.execPath, [HUB, JSON.stringify(ask)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#nodes.push(child);
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      const url = /ready at (\S+)/.exec(said)?.[1];
      if (url === undefined) continue;
      const kill = async () => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      };
      return { url, kill };
    }
    throw new Error(`the node ended without being ready: ${said}`);
  }

  /** The leases of a dead node are over, and so are the codes that were on screens. */
  leasesEnd(): void {
    this.#now += LEASE_MS;
  }

  /** Phones of so many hungry people: each gives the code of its step. */
  async hungry(count: number): Promise<(() => Promise<string>)[]> {
    const office = this.#office;
    const keys = Array.from({ length: count }, (_, n) => `eater-${n}`);
    const eaters = keys.map((sourceKey, n) => staff(n + 1, { sourceKey }));
    await syncEligibility(office, this.#campus(HKU), 'test', sourceOf(eaters), NEVER);
    const accepted = Object.fromEntries(
      this.#campus(HKU).file.notices.map(({ id, version }) => [id, version]),
    );
    return Promise.all(
      keys.map(async (key) => {
        const person = (await findPersonByKey(office.pool, office.vault, HKU, key)) ?? '';
        const link = { person, label: 'phone', accepted };
        const { deviceToken } = await linkDevice(office, this.#campus(HKU), link);
        return async () => (await issueCode(office, this.#campus(HKU), deviceToken)).text;
      }),
    );
  }

  /** Invites them by a batch, and agrees to it: each has a message on the way when this returns. */
  async invite(guests: { way: 'foreign' | 'mainland'; contact: string }[]): Promise<void> {
    const office = this.#office;
    const campus = this.#campus(GZ);
    const people = sourceOf([staff(1, { sourceKey: 'host' })]);
    await syncEligibility(office, campus, 'test', people, NEVER);
    const person = await findPersonByKey(office.pool, office.vault, GZ, 'host');
    const asked = { displayName: 'Host', affiliation: 'staff' } as const;
    const host = { ...asked, person, roles: [], actor: `holder:${person}` };
    const { created } = await bookBatch(office, campus, host, this.#batch(guests));
    if (created !== guests.length) throw new Error(`${created} of ${guests.length} were booked`);
    const approver = { ...asked, person: null, roles: ['approver'], actor: 'admin:approver' };
    const { rows } = await office.pool.query<{ id: string }>(
      "select id from visits where campus = $1 and state = 'requested'",
      [GZ],
    );
    for (const { id } of rows) await decideVisit(office, campus, approver, id, { approve: true });
  }

  #batch(guests: { way: string; contact: string }[]): string {
    const at = (hours: number) => new Date(Math.ceil(this.#now / HOUR + hours) * HOUR).toISOString();
    const rows = guests.map(({ way, contact }, n) =>
      [`Guest ${n}`, way, contact, at(1), at(2), 'south-gate', 'Seminar'].join(','),
    );
    return ['name,way,contact,from,until,points,purpose', ...rows].join('\n');
  }

  /** A till asks for a meal; null where it got no answer. */
  async sell(node: MiddayNode, canteen: string, code: string, requestId: string): Promise<Sale | null> {
    const token = this.demo.env[`HKU_${canteen.replaceAll('-', '_').toUpperCase()}_TILL_TOKEN`];
    const response = await fetch(`${node.url}/api/v1/campuses/hku/points/${canteen}/meals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ code, requestId }),
    }).catch(() => null);
    const body = (await response?.json().catch(() => null)) as Omit<Sale, 'status'> | null | undefined;
    if (!response || !body) return null;
    const { entitlement, reason, meal } = body;
    return { status: response.status, entitlement, reason, meal };
  }

  /** How many messages each guest got; the host hears of approvals, too. */
  received(): Map<string, number> {
    const { mail, sms } = this.demo.services.messages;
    const guest = /@visitors\.test$|^\+/;
    const all = [...mail.mails(), ...sms.messages()].map(({ to }) => to).filter((to) => guest.test(to));
    return new Map([...new Set(all)].map((to) => [to, all.filter((one) => one === to).length]));
  }

  #campus(number: number): Snapshot {
    const found = this.#office.snapshots.byNumber(number);
    if (!found) throw new Error(`there is no campus ${number}`);
    return found;
  }
}

function officeOf({ pool, url }: FreshDatabase, secret: string, now: () => number): Context {
  const vault = createVault(secret);
  const log = pino({ level: 'silent' });
  const snapshots = new Snapshots({ pool, vault, log, now, url });
  return {
    ...{ pool, vault, snapshots, log, now },
    recorder: new EventRecorder(pool),
    refusals: new RefusalLog(pool, now),
  };
}
