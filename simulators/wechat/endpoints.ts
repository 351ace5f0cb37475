import { randomBytes } from 'node:crypto';
import { toBuffer } from 'qrcode';
import { z } from 'zod';
import type { App } from './app.js';
import { WechatError } from './wechat-error.js';

/** What came: the query, and the body as JSON where there was one. */
export interface Call {
  query: URLSearchParams;
  body: unknown;
  /** Where the platform itself is reached. */
  base: string;
}

/** A JSON answer, or an image. */
export type Reply = Record<string, unknown> | Buffer;
type Endpoint = (app: App, call: Call) => Reply | Promise<Reply>;

const ALLOWED = /^[\w!#$&'()*+,/:;=?@.~%-]*$/;
const DAYS_30_MS = 30 * 86_400_000;

/** By method and path; every one but the first two wants an access token. */
export const ENDPOINTS: Record<string, Endpoint> = {
  'POST /cgi-bin/stable_token': stableToken,
  'GET /sns/jscode2session': codeToSession,
  'POST /wxa/business/getuserphonenumber': withToken(phoneNumber),
  'POST /wxa/generate_urllink': withToken(urlLink),
  'POST /wxa/getwxacodeunlimit': withToken(codeImage),
};

function withToken(endpoint: Endpoint): Endpoint {
  return (app, call) => {
    app.tokens.check(call.query.get('access_token'));
    return endpoint(app, call);
  };
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  if (body === undefined) throw new WechatError(44002);
  const result = schema.safeParse(body);
  if (!result.success) throw new WechatError(47001);
  return result.data;
}

function checkApp(app: App, appid: string | null, secret: string | null): void {
  if (!appid) throw new WechatError(41002);
  if (!secret) throw new WechatError(41004);
  if (appid !== app.appid) throw new WechatError(40013);
  if (secret !== app.secret) throw new WechatError(40125);
}

const tokenAsk = z.object({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
});

function stableToken(app: App, { body }: Call): Reply {
  const ask = parsed(tokenAsk, body);
  checkApp(app, ask.appid, ask.secret);
  return app.tokens.give(ask.force_refresh);
}

function codeToSession(app: App, { query }: Call): Reply {
  checkApp(app, query.get('appid'), query.get('secret'));
  const code = query.get('js_code');
  if (!code) throw new WechatError(41008);
  if (query.get('grant_type') !== 'authorization_code') throw new WechatError(40029);
  const user = app.loginCodes.use(code);
  if (app.signsInTooOften(user)) throw new WechatError(45011);
  if (app.blocked.has(user)) throw new WechatError(40226);
  return { openid: app.openidOf(user), session_key: app.sessionKey() };
}

function phoneNumber(app: App, { body }: Call): Reply {
  const { code } = parsed(z.object({ code: z.string() }), body);
  const { countryCode, number } = app.phoneCodes.use(code);
  // The area code is part of foreign numbers only.
  const phoneNumber = countryCode === '86' ? number : `+${countryCode}${number}`;
  const watermark = { timestamp: Math.floor(app.now() / 1000), appid: app.appid };
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: { phoneNumber, purePhoneNumber: number, countryCode, watermark },
  };
}

const linkAsk = z.object({
  path: z.string().default(''),
  query: z.string().max(1024).regex(ALLOWED).default(''),
  expire_type: z.union([z.literal(0), z.literal(1)]).default(0),
  expire_time: z.int().optional(),
  expire_interval: z.int().min(1).max(30).optional(),
  env_version: z.enum(['release', 'trial', 'develop']).default('release'),
});

function urlLink(app: App, { body, base }: Call): Reply {
  const { path, query, expire_type, expire_time, expire_interval } = parsed(linkAsk, body);
  if (path !== '' && !app.pages.has(path.replace(/^\//, ''))) throw new WechatError(40165);
  const until =
    expire_type === 0 ? (expire_time ?? 0) * 1000 : app.now() + (expire_interval ?? 30) * 86_400_000;
  if (until <= app.now() || until > app.now() + DAYS_30_MS) throw new WechatError(85401);
  const url = `${base}/link/${randomBytes(8).toString('hex')}`;
  app.addLink({ url, path, query, until });
  return { errcode: 0, errmsg: 'ok', url_link: url };
}

const imageAsk = z.object({
  scene: z.string(),
  page: z.string().optional(),
  check_path: z.boolean().default(true),
  env_version: z.enum(['release', 'trial', 'develop']).default('release'),
  width: z.int().min(280).max(1280).default(430),
});

function codeImage(app: App, { body }: Call): Promise<Buffer> {
  const { scene, page, check_path, width } = parsed(imageAsk, body);
  if (scene === '' || scene.length > 32 || !ALLOWED.test(scene)) throw new WechatError(40169);
  if (check_path && page !== undefined && !app.pages.has(page)) throw new WechatError(41030);
  // A square code stands for the platform's round one: it says what a scan of it would open.
  return toBuffer(`mini-program:${app.appid}:${page ?? ''}?scene=${scene}`, { width, margin: 4 });
}
