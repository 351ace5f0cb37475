import { networkOf } from '../../../core/domain/network-of.js';
import type { Scope } from '../../../core/host/plugin.js';
import { foldSignInName, readSignInName } from '../ldap/sign-in-name.js';
import type { Sealing } from '../sealing.js';
import type { SsoSettings } from '../settings.js';

type Kind = 'name' | 'address';
/** Failures after which one waits. Many people share an address on a campus; one name belongs to one person. */
const FREE: Record<Kind, number> = { name: 5, address: 60 };
const FIRST_WAIT = 30;
const LONGEST_WAIT = 15 * 60;
/** Seconds of calm after which all is forgotten. */
const CALM = 5 * 60;

export type Try = { allowed: true } | { allowed: false; seconds: number };
export interface Tried {
  loginName: string;
  remoteAddress: string;
}

/**
 * Counts tries in the database, for all nodes together. A try is counted as failed before the password is looked at
 * and given back when it was not: so a thousand at once get no further than one after another. A name is counted at
 * every place where it would be looked for, so that `ann` and `ann@suffix` are one person's tries, and nobody who shares
 * the prefix can forget them by signing in.
 */
export class Throttle {
  constructor(
    private readonly scope: Pick<Scope<SsoSettings>, 'campus' | 'query' | 'now' | 'settings'>,
    private readonly sealing: Sealing,
  ) {}

  async begin(tried: Tried): Promise<Try> {
    const address = await this.#count('address', this.#address(tried));
    if (address > 0) return { allowed: false, seconds: address };
    const name = await this.#count('name', this.#names(tried));
    if (name === 0) return { allowed: true };
    await this.#giveBack('address', this.#address(tried));
    return { allowed: false, seconds: name };
  }

  /** The password was right: the name's failures are forgotten, the address keeps those of others. */
  async succeeded(tried: Tried): Promise<void> {
    await this.scope.query(
      `delete from sso_attempts where campus = $1 and kind = $2 and subject in (${LOCKED})`,
      [this.scope.campus.number, 'name', this.#names(tried)],
    );
    await this.#giveBack('address', this.#address(tried));
  }

  /** Nothing was found out about the password. */
  async unanswered(tried: Tried): Promise<void> {
    await this.#giveBack('name', this.#names(tried));
    await this.#giveBack('address', this.#address(tried));
  }

  async forget(): Promise<void> {
    await this.scope.query(
      `delete from sso_attempts where campus = $1 and greatest(last_at, coalesce(blocked_until, last_at)) < $2`,
      [this.scope.campus.number, new Date(this.scope.now() - CALM * 1_000)],
    );
  }

  /** Seconds to wait; 0 when the try was counted and may go on. The statement decides, so nodes cannot disagree. */
  async #count(kind: Kind, subjects: Buffer[]): Promise<number> {
    const now = this.scope.now();
    const counted = await this.scope.query<{ subject: Buffer }>(
      `insert into sso_attempts as a (campus, kind, subject, failures, last_at)
       select $1, $2, subject, 1, $4 from unnest($3::bytea[]) as subject order by subject
       on conflict (campus, kind, subject) do update set
         failures = case when ${CALMED} then 1 else a.failures + 1 end,
         blocked_until = case when ${CALMED} or a.failures + 1 < $6 then null
           else $4::timestamptz + least($8, $7 * power(2, least(a.failures + 1 - $6, 20))) * interval '1 second' end,
         last_at = $4
       where a.blocked_until is null or a.blocked_until <= $4
       returning subject`,
      [
        this.scope.campus.number,
        kind,
        subjects,
        new Date(now),
        new Date(now - CALM * 1_000),
        FREE[kind],
        FIRST_WAIT,
        LONGEST_WAIT,
      ],
    );
    if (counted.length === subjects.length) return 0;
    await this.#giveBack(
      kind,
      counted.map(({ subject }) => subject),
    );
    return this.#wait(kind, subjects, now);
  }

  async #wait(kind: Kind, subjects: Buffer[], now: number): Promise<number> {
    const [row] = await this.scope.query<{ until: Date | null }>(
      `select max(blocked_until) as until from sso_attempts
       where campus = $1 and kind = $2 and subject = any($3::bytea[])`,
      [this.scope.campus.number, kind, subjects],
    );
    // A row that has just gone was given back meanwhile: a second is the least that can be said.
    return Math.max(1, Math.ceil(((row?.until?.getTime() ?? now) - now) / 1_000));
  }

  async #giveBack(kind: Kind, subjects: Buffer[]): Promise<void> {
    await this.scope.query(
      `update sso_attempts set failures = greatest(failures - 1, 0),
         blocked_until = case when failures - 1 < $4 then null else blocked_until end
       where campus = $1 and kind = $2 and subject in (${LOCKED})`,
      [this.scope.campus.number, kind, subjects, FREE[kind]],
    );
  }

  #address({ remoteAddress }: Tried): Buffer[] {
    return [this.sealing.digest('attempt/address', networkOf(remoteAddress))];
  }

  /** One for each base below which the name is looked for; a name that is looked for nowhere counts as it is written. */
  #names({ loginName }: Tried): Buffer[] {
    const folded = foldSignInName(loginName);
    const { prefix, bases } = readSignInName(folded, this.scope.settings.signIn);
    const places = bases.map(({ base }) => `${prefix}\0${base.toLowerCase()}`);
    const subjects = places.length > 0 ? places : [folded];
    return [...new Set(subjects)].map((subject) => this.sealing.digest('attempt/name', subject));
  }
}

/** In one order, so that two that touch the same rows wait for each other and never in a ring. */
const LOCKED = `select subject from sso_attempts
  where campus = $1 and kind = $2 and subject = any($3::bytea[]) order by subject for update`;

const CALMED = 'greatest(a.last_at, coalesce(a.blocked_until, a.last_at)) < $5';
