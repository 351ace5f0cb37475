import type { Scope } from '../../../core/host/plugin.js';
import { foldSignInName } from '../ldap/sign-in-name.js';
import type { Sealing } from '../sealing.js';

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
 * and given back when it was not: so a thousand at once get no further than one after another.
 */
export class Throttle {
  constructor(
    private readonly scope: Pick<Scope, 'campus' | 'query' | 'now'>,
    private readonly sealing: Sealing,
  ) {}

  async begin(tried: Tried): Promise<Try> {
    const address = await this.#count('address', tried);
    if (address > 0) return { allowed: false, seconds: address };
    const name = await this.#count('name', tried);
    if (name === 0) return { allowed: true };
    await this.#giveBack('address', tried);
    return { allowed: false, seconds: name };
  }

  /** The password was right: the name's failures are forgotten, the address keeps those of others. */
  async succeeded(tried: Tried): Promise<void> {
    await this.scope.query(
      'delete from sso_attempts where campus = $1 and kind = $2 and subject = $3',
      this.#key('name', tried),
    );
    await this.#giveBack('address', tried);
  }

  /** Nothing was found out about the password. */
  async unanswered(tried: Tried): Promise<void> {
    await this.#giveBack('name', tried);
    await this.#giveBack('address', tried);
  }

  async forget(): Promise<void> {
    await this.scope.query(
      `delete from sso_attempts where campus = $1 and greatest(last_at, coalesce(blocked_until, last_at)) < $2`,
      [this.scope.campus.number, new Date(this.scope.now() - CALM * 1_000)],
    );
  }

  /** Seconds to wait; 0 when the try was counted and may go on. The statement decides, so nodes cannot disagree. */
  async #count(kind: Kind, tried: Tried): Promise<number> {
    const now = this.scope.now();
    const counted = await this.scope.query(
      `insert into sso_attempts as a (campus, kind, subject, failures, last_at) values ($1, $2, $3, 1, $4)
       on conflict (campus, kind, subject) do update set
         failures = case when ${CALMED} then 1 else a.failures + 1 end,
         blocked_until = case when ${CALMED} or a.failures + 1 < $6 then null
           else $4::timestamptz + least($8, $7 * power(2, least(a.failures + 1 - $6, 20))) * interval '1 second' end,
         last_at = $4
       where a.blocked_until is null or a.blocked_until <= $4
       returning failures`,
      [
        ...this.#key(kind, tried),
        new Date(now),
        new Date(now - CALM * 1_000),
        FREE[kind],
        FIRST_WAIT,
        LONGEST_WAIT,
      ],
    );
    return counted.length > 0 ? 0 : this.#wait(kind, tried, now);
  }

  async #wait(kind: Kind, tried: Tried, now: number): Promise<number> {
    const [row] = await this.scope.query<{ until: Date | null }>(
      'select blocked_until as until from sso_attempts where campus = $1 and kind = $2 and subject = $3',
      this.#key(kind, tried),
    );
    // A row that has just gone was given back meanwhile: a second is the least that can be said.
    return Math.max(1, Math.ceil(((row?.until?.getTime() ?? now) - now) / 1_000));
  }

  async #giveBack(kind: Kind, tried: Tried): Promise<void> {
    await this.scope.query(
      `update sso_attempts set failures = greatest(failures - 1, 0),
         blocked_until = case when failures - 1 < $4 then null else blocked_until end
       where campus = $1 and kind = $2 and subject = $3`,
      [...this.#key(kind, tried), FREE[kind]],
    );
  }

  #key(kind: Kind, { loginName, remoteAddress }: Tried): [number, Kind, Buffer] {
    const subject = kind === 'name' ? foldSignInName(loginName) : remoteAddress;
    return [this.scope.campus.number, kind, this.sealing.digest(`attempt/${kind}`, subject)];
  }
}

const CALMED = 'greatest(a.last_at, coalesce(a.blocked_until, a.last_at)) < $5';
