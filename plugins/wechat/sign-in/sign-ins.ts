import type { Scope } from '../../../core/host/plugin.js';
import type { Sessions } from '../sessions.js';
import { newDigits, newSecret, secretDigest } from '../token.js';

const LIFE_MS = 10 * 60_000;
const TRIES = 5;
/** Sign-ins of one session that may be under way at once; further ones end the oldest. */
const AT_ONCE = 5;

/**
 * Sign-ins under way. The mini program begins one and opens its ticket in a web view; there the person signs in on the
 * campus's own page and confirms, and the web view is led to an address with a code. Only who sees that address can bring
 * the code back, and only the session that began can use it: a ticket that was sent to somebody else leads nowhere, and so
 * does a code that somebody else has read.
 */
export class SignIns {
  constructor(
    private readonly scope: Pick<Scope, 'campus' | 'now' | 'query'>,
    private readonly sessions: Sessions,
  ) {}

  /** Begins one; answers its ticket. */
  async begin(session: Buffer): Promise<{ ticket: string; until: number }> {
    const ticket = newSecret();
    const until = this.scope.now() + LIFE_MS;
    await this.scope.query(
      `with older as (
         delete from wechat_sign_ins where digest in (
           select digest from wechat_sign_ins where session = $3 order by expires_at desc offset ${AT_ONCE - 1}))
       insert into wechat_sign_ins (digest, campus, session, expires_at) values ($1, $2, $3, $4)`,
      [secretDigest(ticket), this.scope.campus.number, session, new Date(until)],
    );
    return { ticket, until };
  }

  async isOpen(ticket: string): Promise<boolean> {
    const found = await this.scope.query(
      `select from wechat_sign_ins
       where digest = $1 and campus = $2 and person is null and expires_at > $3`,
      [secretDigest(ticket), this.scope.campus.number, new Date(this.scope.now())],
    );
    return found.length > 0;
  }

  /** The person confirmed in the web view; answers the code to bring back, or null when the ticket is over or was used. */
  async confirm(ticket: string, person: string): Promise<string | null> {
    const code = newDigits();
    const done = await this.scope.query(
      `update wechat_sign_ins set person = $3, code_digest = $4
       where digest = $1 and campus = $2 and person is null and expires_at > $5
       returning digest`,
      [
        secretDigest(ticket),
        this.scope.campus.number,
        person,
        this.sessions.digest('code', code),
        new Date(this.scope.now()),
      ],
    );
    return done.length > 0 ? code : null;
  }

  /** The code came back to the session that began: who signed in, once. Null for a wrong code, of which few are free. */
  async prove(session: Buffer, code: string): Promise<string | null> {
    const [tried] = await this.scope.query<{ digest: Buffer; person: string; right: boolean }>(
      `update wechat_sign_ins set tries = tries + 1
       where digest = (
         select digest from wechat_sign_ins
         where session = $1 and person is not null and expires_at > $3 and tries < ${TRIES}
         order by expires_at desc limit 1 for update)
       returning digest, person, code_digest = $2 as right`,
      [session, this.sessions.digest('code', code), new Date(this.scope.now())],
    );
    if (!tried?.right) return null;
    const used = await this.scope.query('delete from wechat_sign_ins where digest = $1 returning digest', [
      tried.digest,
    ]);
    return used.length > 0 ? tried.person : null;
  }
}
