import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { jsonApi } from '../support/json-api.js';
import { close, listen } from '../support/listen.js';
import { type Log, silent } from '../support/log.js';
import { readBody } from '../support/read-body.js';
import { App, type PhoneNumber, type UrlLink } from './app.js';
import { controlVerbs } from './control.js';
import { ENDPOINTS, type Reply } from './endpoints.js';
import { linkPage } from './link-page.js';
import { WechatError } from './wechat-error.js';

export interface WechatOptions {
  appid: string;
  secret: string;
  /** Of the released version; links and codes lead to these only. */
  pages: readonly string[];
  /** Absent or 0: any free port. */
  port?: number;
  controlPort?: number;
  now?: () => Date;
  log?: Log;
}

/** The platform as one mini program's server sees it, and what happens on phones, which a story does itself. */
export interface Wechat {
  url: string;
  /** The same verbs by HTTP, for stories outside this process. */
  controlUrl: string;
  appid: string;
  secret: string;
  /** What `wx.login` gives on this user's phone: good once, for five minutes. */
  loginCode(user: string): string;
  /** What the button "getPhoneNumber" gives where the user agrees. */
  phoneCode(number: PhoneNumber): string;
  /** The next calls of a path (`/sns/jscode2session`) are told that the platform is busy. */
  beBusy(path: string, times: number): void;
  /** The platform thinks this user is a fraud. */
  block(user: string): void;
  /** As if somebody else had forced a refresh. */
  revokeTokens(): void;
  /** Where a URL link leads now; null when it is unknown or over. */
  openLink(url: string): UrlLink | null;
  links(): UrlLink[];
  /** How often a path was called. */
  calls(path: string): number;
  stop(): Promise<void>;
}

const MAX_BODY = 64 * 1024;

export async function startWechat(options: WechatOptions): Promise<Wechat> {
  const { now = () => new Date(), log = silent } = options;
  const clock = () => now().getTime();
  const app = new App(options.appid, options.secret, new Set(options.pages), clock);
  let url = '';
  const server = createServer((request, response) => {
    void serve(app, url, request, response, log).catch(() => response.destroy());
  });
  url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const wechat = phones(app);
  const control = jsonApi(controlVerbs(wechat));
  const controlPort = await listen(control, options.controlPort ?? 0);
  return {
    ...wechat,
    url,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    appid: app.appid,
    secret: app.secret,
    stop: async () => void (await Promise.all([close(server), close(control)])),
  };
}

export type Phones = Omit<Wechat, 'url' | 'controlUrl' | 'appid' | 'secret' | 'stop'>;

function phones(app: App): Phones {
  return {
    loginCode: (user) => app.loginCodes.make(user),
    phoneCode: (number) => app.phoneCodes.make(number),
    beBusy: (path, times) => void app.busy.set(path, times),
    block: (user) => void app.blocked.add(user),
    revokeTokens: () => app.tokens.revoke(),
    openLink(url) {
      const link = app.links.get(url);
      return link && app.now() < link.until ? link : null;
    },
    links: () => [...app.links.values()],
    calls: (path) => app.calls.get(path) ?? 0,
  };
}

async function serve(
  app: App,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', base);
  if (request.method === 'GET' && pathname.startsWith('/link/')) {
    return linkPage(app, `${base}${pathname}`, response);
  }
  const endpoint = ENDPOINTS[`${request.method} ${pathname}`];
  if (!endpoint) return void response.writeHead(404).end();
  app.calls.set(pathname, (app.calls.get(pathname) ?? 0) + 1);
  try {
    beBusyWhereAsked(app, pathname);
    const body = await readJson(request);
    reply(response, await endpoint(app, { query: searchParams, body, base }));
  } catch (error) {
    if (!(error instanceof WechatError)) throw error;
    log('wechat:refused', { path: pathname, errcode: error.errcode });
    const errmsg = `${error.message}, rid: ${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`;
    reply(response, { errcode: error.errcode, errmsg });
  }
}

function beBusyWhereAsked(app: App, path: string): void {
  const left = app.busy.get(path) ?? 0;
  if (left <= 0) return;
  app.busy.set(path, left - 1);
  throw new WechatError(-1);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = (await readBody(request, MAX_BODY)).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new WechatError(47001);
  }
}

/** Refusals come with 200 too, and an image comes where JSON would be otherwise. */
function reply(response: ServerResponse, answer: Reply): void {
  if (Buffer.isBuffer(answer)) response.writeHead(200, { 'content-type': 'image/png' }).end(answer);
  else
    response
      .writeHead(200, { 'content-type': 'application/json; encoding=utf-8' })
      .end(JSON.stringify(answer));
}
