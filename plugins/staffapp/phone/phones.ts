import { Problem } from '../../../core/domain/problem.js';
import type { Scope } from '../../../core/host/plugin.js';
import { cookie } from '../../../core/http/choose-language.js';
import type { Principal } from '../../../core/http/principal.js';
import type { AnyRoute, Cookie } from '../../../core/http/route.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import type { CardView } from '../../../core/use-cases/show-card.js';
import type { StaffappSettings } from '../settings.js';
import { CodeRate } from './code-rate.js';
import { type PhonePass, readPass, writePass } from './pass.js';

export type Ask = Parameters<AnyRoute['handle']>[0];

const DAY_SECONDS = 86_400;
/** The longest that browsers keep a cookie. It outlives the pass, so that signing in again is all that is needed. */
const COOKIE_SECONDS = 400 * DAY_SECONDS;

/** The phones of one campus: the pass that each keeps, and the codes it may have. */
export class Phones {
  readonly #secret: Buffer;
  readonly #rate = new CodeRate();
  readonly #cookieName: string;

  constructor(private readonly scope: Scope<StaffappSettings>) {
    this.#secret = scope.node.secretFor('staffapp phone pass');
    this.#cookieName = `gatehouse_phone_${scope.campus.slug}`;
  }

  /** The pass that came with a request: the header of an app, else the cookie of a browser. */
  passOf({ request }: Ask): PhonePass | null {
    const text = request.get('gatehouse-device') ?? cookie(request, this.#cookieName);
    return text === undefined ? null : readPass(this.#secret, this.scope.campus.slug, text);
  }

  /** The same pass in force from now on, as text. */
  renewed(pass: Omit<PhonePass, 'until'>): string {
    const until = this.scope.now() + this.scope.settings.phoneDays * DAY_SECONDS * 1000;
    return writePass(this.#secret, this.scope.campus.slug, { ...pass, until });
  }

  keep(text: string): Cookie {
    return { name: this.#cookieName, value: text, maxAge: COOKIE_SECONDS, path: '/' };
  }

  forget(): Cookie {
    return { name: this.#cookieName, value: '', maxAge: 0, path: '/' };
  }

  isOver(pass: PhonePass): boolean {
    return this.scope.now() >= pass.until;
  }

  /**
   * The pass that speaks for a request. Throws `device_unlinked` (401), `sign_in_again` (401) when it is over, and
   * `phone_of_another` (403) when somebody else is signed in.
   */
  speaking(pass: PhonePass | null, principal: Principal | null): PhonePass {
    if (!pass) throw new Problem(401, 'device_unlinked', 'No phone is linked here.');
    if (this.isOver(pass)) throw new Problem(401, 'sign_in_again', 'Sign in on this phone once more.');
    if (isOfAnother(pass, principal))
      throw new Problem(403, 'phone_of_another', 'This phone is linked to another person.');
    return pass;
  }

  /** The code of the current step. Throws what `speaking` and `issueCode` throw, and `too_many_codes` (429). */
  async code(given: PhonePass | null, principal: Principal | null): Promise<IssuedCode> {
    const pass = this.speaking(given, principal);
    const wait = this.#rate.take(pass.token, this.scope.now());
    if (wait > 0)
      throw new Problem(429, 'too_many_codes', 'This phone asked for too many codes.', { retryAfter: wait });
    return this.scope.hub.issueCode(pass.token);
  }
}

/** Somebody is signed in, and it is not who linked this phone. */
export function isOfAnother(pass: PhonePass, principal: Principal | null): boolean {
  return principal?.kind === 'person' && principal.person !== pass.person;
}

/** The browser's session that asks; an app that brings a token has none. */
export function sessionOf(principal: Principal | null): string | undefined {
  return principal?.kind === 'person' ? principal.session : undefined;
}

/** The phone of this pass is the one that is linked now; one that was logged out keeps a pass that says nothing any more. */
export function isLinkedNow(pass: PhonePass, card: CardView): boolean {
  return card.phone !== null && Date.parse(card.phone.linkedAt) === pass.linkedAt;
}
