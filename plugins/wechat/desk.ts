import { networkOf } from '../../core/domain/network-of.js';
import { Problem } from '../../core/domain/problem.js';
import type { Scope } from '../../core/host/plugin.js';
import type { AnyRoute } from '../../core/http/route.js';
import { CaptureCount } from './captures.js';
import { refuseOldClient } from './client-version.js';
import { Phones } from './phones.js';
import { Platform, type TokenDesk } from './platform/platform.js';
import { Rate } from './rate.js';
import { type SessionText, sessionTextIn } from './session-text.js';
import { type Session, Sessions } from './sessions.js';
import type { WechatSettings } from './settings.js';
import { SignIns } from './sign-in/sign-ins.js';

export type Ask = Parameters<AnyRoute['handle']>[0];
export type WechatScope = Scope<WechatSettings, TokenDesk>;

/** A client's session, with what it keeps. */
export interface Client {
  text: SessionText;
  session: Session;
}
/** The same after somebody signed in with the campus account. */
export interface SignedInClient extends Client {
  person: string;
}

/** What every route of one campus's mini program leans on. */
export class Desk {
  readonly platform: Platform;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly captures: CaptureCount;
  readonly phones: Phones;
  /** Below the address of the campus's interface. */
  readonly api: string;
  readonly paths: Readonly<Record<'signIn' | 'signedIn' | 'poster' | 'codeImage', string>>;
  /** A phone needs two codes a minute. */
  readonly #codes = new Rate(30, 0.5);
  /** A campus's Wi-Fi is one address to the hub, and on the first day of term everybody opens the mini program. */
  readonly #sessions = new Rate(600, 20);
  /** The platform bills each number. */
  readonly #numbers = new Rate(5, 1 / 60);

  constructor(readonly scope: WechatScope) {
    const { slug } = scope.campus;
    this.platform = new Platform(scope);
    this.sessions = new Sessions(scope);
    this.signIns = new SignIns(scope, this.sessions);
    this.captures = new CaptureCount(scope);
    this.phones = new Phones(scope);
    this.api = `/api/v1/campuses/${slug}/wechat`;
    this.paths = {
      signIn: `/${slug}/wechat/sign-in`,
      signedIn: `/${slug}/wechat/signed-in`,
      poster: `/${slug}/wechat/poster`,
      codeImage: `/${slug}/wechat/mini-program-code`,
    };
  }

  absolute(path: string): string {
    return `${this.scope.node.publicUrl}${path}`;
  }

  /** Throws `client_too_old` (426). */
  refuseOld({ request }: Ask): void {
    const { minVersion, updateUrl } = this.scope.settings;
    refuseOldClient(request, { minVersion, link: updateUrl ?? this.absolute(this.paths.poster) });
  }

  /** Throws `wechat_session_ended` (401). */
  async client({ request }: Ask): Promise<Client> {
    const text = sessionTextIn(request.get('authorization'));
    const session = text && (await this.sessions.find(text.session));
    if (!text || !session)
      throw new Problem(401, 'wechat_session_ended', 'Begin a session by wx.login first.');
    return { text, session };
  }

  /** Throws `wechat_session_ended` and `sign_in_needed` (401). */
  async signedIn(ask: Ask): Promise<SignedInClient> {
    const client = await this.client(ask);
    const person = await this.personOf(client.session);
    if (person === null) throw new Problem(401, 'sign_in_needed', 'Sign in with the campus account first.');
    return { ...client, person };
  }

  /** Who is signed in; nobody any more once the phone was logged out from elsewhere. */
  async personOf(session: Session): Promise<string | null> {
    if (!(await this.phones.isLoggedOut(session))) return session.person;
    await this.sessions.signOut(session.digest);
    return null;
  }

  /** Throws `too_many_codes` (429). */
  countCode(phone: string): void {
    if (this.#codes.take(phone, this.scope.now())) return;
    throw new Problem(429, 'too_many_codes', 'This phone asked for too many codes.', { retryAfter: 2 });
  }

  /** Throws `too_many_calls` (429). */
  countSession(remoteAddress: string): void {
    if (!this.#sessions.take(networkOf(remoteAddress), this.scope.now())) throw tooManyCalls(5);
  }

  /** Throws `too_many_calls` (429). */
  countNumber({ openid }: Session): void {
    if (!this.#numbers.take(openid.toString('hex'), this.scope.now())) throw tooManyCalls(60);
  }
}

function tooManyCalls(retryAfter: number): Problem {
  return new Problem(429, 'too_many_calls', 'That was asked for too often.', { retryAfter });
}
