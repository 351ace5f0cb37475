import type { Scope } from '../../core/host/plugin.js';
import type { WechatSettings } from './settings.js';
import { keyedDigest, newSecret, secretDigest } from './token.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A session in which nobody has signed in yet, such as a visitor's. */
const NEW_MS = DAY_MS;

export interface Session {
  digest: Buffer;
  /** Keyed digest of the openid. */
  openid: Buffer;
  /** Who signed in with the campus account. */
  person: string | null;
  signedInAt: number | null;
  expiresAt: number;
}

interface Row {
  digest: Buffer;
  openid: Buffer;
  person: string | null;
  signedInAt: Date | null;
  expiresAt: Date;
}

/** The mini program's own sessions: an opaque token each, bound to an openid and, after a sign-in, to a person. */
export class Sessions {
  readonly #key: Buffer;

  constructor(
    private readonly scope: Pick<Scope<WechatSettings>, 'campus' | 'settings' | 'node' | 'now' | 'query'>,
  ) {
    this.#key = scope.node.secretFor(`wechat/${scope.campus.number}`);
  }

  digest(what: string, value: string): Buffer {
    return keyedDigest(this.#key, what, value);
  }

  /** Begins a session for whoever stands behind the openid; answers its secret. */
  async begin(openid: string): Promise<{ secret: string; expiresAt: number }> {
    const secret = newSecret();
    const now = this.scope.now();
    const expiresAt = now + NEW_MS;
    await this.scope.query(
      'insert into wechat_sessions (digest, campus, openid, created_at, expires_at) values ($1, $2, $3, $4, $5)',
      [
        secretDigest(secret),
        this.scope.campus.number,
        this.digest('openid', openid),
        new Date(now),
        new Date(expiresAt),
      ],
    );
    return { secret, expiresAt };
  }

  /** Null for one that never was, has ended, or is another campus's. */
  async find(secret: string): Promise<Session | null> {
    const [row] = await this.scope.query<Row>(
      `select digest, openid, person, signed_in_at as "signedInAt", expires_at as "expiresAt"
       from wechat_sessions where digest = $1 and campus = $2 and expires_at > $3`,
      [secretDigest(secret), this.scope.campus.number, new Date(this.scope.now())],
    );
    if (!row) return null;
    const signedInAt = row.signedInAt?.getTime() ?? null;
    return { ...row, signedInAt, expiresAt: row.expiresAt.getTime() };
  }

  /** Somebody signed in with the campus account in this session. */
  async signIn(digest: Buffer, person: string): Promise<void> {
    const now = this.scope.now();
    await this.scope.query(
      'update wechat_sessions set person = $2, signed_in_at = $3, expires_at = $4 where digest = $1',
      [digest, person, new Date(now), new Date(now + this.scope.settings.sessionDays * DAY_MS)],
    );
  }

  /** The session goes on without whoever had signed in. */
  async signOut(digest: Buffer): Promise<void> {
    await this.scope.query(
      'update wechat_sessions set person = null, signed_in_at = null where digest = $1',
      [digest],
    );
  }

  async end(digest: Buffer): Promise<void> {
    await this.scope.query('delete from wechat_sessions where digest = $1', [digest]);
  }

  /** The campus sign-in is recent enough to act in the person's name, beyond showing the own card. */
  mayAct({ signedInAt }: Session): boolean {
    return signedInAt !== null && this.scope.now() < signedInAt + this.scope.settings.hostHours * HOUR_MS;
  }

  async forget(): Promise<void> {
    const now = new Date(this.scope.now());
    await this.scope.query('delete from wechat_sessions where expires_at < $1', [now]);
    await this.scope.query('delete from wechat_sign_ins where expires_at < $1', [now]);
  }
}
