import { z } from 'zod';
import type { Scope } from '../../../core/host/plugin.js';
import type { WechatSettings } from '../settings.js';
import { AccessTokens } from './access-tokens.js';
import { type Call, callWechat, type Line } from './call.js';
import { refusedProblem, TOKEN_REFUSED, WechatRefusal } from './wechat-refusal.js';

const sessionAnswer = z.object({ openid: z.string().min(1).max(128) });
const phoneAnswer = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{4,20}$/),
    // A string by the text of the documentation, a number by its sample.
    countryCode: z.coerce.string().regex(/^\d{1,4}$/),
    watermark: z.object({ appid: z.string() }),
  }),
});
const linkAnswer = z.object({ url_link: z.url({ protocol: /^https?$/ }).max(500) });

/** Access tokens by mini program, for all campuses of a node: two of them may share one. */
export type TokenDesk = Map<string, AccessTokens>;

/** The platform's server API for one campus's mini program. What fails is a Problem; the log has number and rid. */
export class Platform {
  readonly #line: Line;
  readonly #tokens: AccessTokens;

  constructor(private readonly scope: Scope<WechatSettings, TokenDesk>) {
    const { settings, node, signal, shared, now } = scope;
    const { apiUrl, appid } = settings;
    this.#line = { apiUrl, signal, allowPrivate: settings.allowPrivateAddresses || !node.production };
    const key = `${apiUrl} ${appid}`;
    this.#tokens = shared.get(key) ?? new AccessTokens(now);
    shared.set(key, this.#tokens);
  }

  /**
   * Who stands behind a code of `wx.login`: the openid, which is one person's for this mini program. The session key that
   * comes with it is not needed, so it goes no further than this function.
   */
  async openidOf(code: string): Promise<string> {
    const { appid, secret } = this.scope.settings;
    const query = { appid, secret, js_code: code, grant_type: 'authorization_code' };
    return this.#told('/sns/jscode2session', async () => {
      const answer = await this.#call({ path: '/sns/jscode2session', query });
      return sessionAnswer.parse(answer).openid;
    });
  }

  /** The number behind a code of the phone button, as E.164. Throws `wechat_code_refused` for another mini program's. */
  async phoneOf(code: string): Promise<string> {
    return this.#withToken('/wxa/business/getuserphonenumber', { code }, (answer) => {
      const { countryCode, purePhoneNumber, watermark } = phoneAnswer.parse(answer).phone_info;
      if (watermark.appid !== this.scope.settings.appid) throw new WechatRefusal(40029, undefined);
      return `+${countryCode}${purePhoneNumber}`;
    });
  }

  /** An address that opens a page of the mini program from an SMS, until that moment (epoch ms, within 30 days). */
  async urlLink(page: { path: string; query: string }, until: number): Promise<string> {
    const { envVersion: env_version } = this.scope.settings;
    const body = { ...page, expire_type: 0, expire_time: Math.floor(until / 1000), env_version };
    return this.#withToken('/wxa/generate_urllink', body, (answer) => linkAnswer.parse(answer).url_link);
  }

  /** The mini program's own code, to print: an image. It never expires. */
  async codeImage(page: string, width: number): Promise<Buffer> {
    const { envVersion: env_version } = this.scope.settings;
    // Only released pages can be checked.
    const body = { scene: 'poster', page, width, env_version, check_path: env_version === 'release' };
    return this.#withToken('/wxa/getwxacodeunlimit', body, (answer) => z.instanceof(Buffer).parse(answer));
  }

  /** A refused token is fetched anew once, and the call is made once more. */
  #withToken<T>(path: string, body: object, read: (answer: unknown) => T): Promise<T> {
    const attempt = () => this.#attempt(path, body);
    return this.#told(path, async () => {
      const answer = await attempt().catch((error: unknown) => {
        if (!isTokenRefused(error)) throw error;
        return attempt();
      });
      return read(answer);
    });
  }

  async #attempt(path: string, body: object): Promise<unknown> {
    const access_token = await this.#tokens.get(() => this.#fetchToken());
    try {
      return await this.#call({ path, query: { access_token }, body });
    } catch (error) {
      if (isTokenRefused(error)) this.#tokens.refused(access_token);
      throw error;
    }
  }

  #fetchToken(): Promise<Record<string, unknown> | Buffer> {
    const { appid, secret } = this.scope.settings;
    const body = { grant_type: 'client_credential', appid, secret };
    return this.#call({ path: '/cgi-bin/stable_token', body });
  }

  #call(call: Call): Promise<Record<string, unknown> | Buffer> {
    return callWechat(this.#line, call);
  }

  async #told<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { errcode, rid } = error instanceof WechatRefusal ? error : {};
      const cause = error instanceof WechatRefusal ? undefined : (error as Error).name;
      this.scope.log.warn({ what, errcode, rid, cause }, 'a call to WeChat failed');
      throw refusedProblem(error);
    }
  }
}

function isTokenRefused(error: unknown): boolean {
  return error instanceof WechatRefusal && TOKEN_REFUSED.has(error.errcode);
}
