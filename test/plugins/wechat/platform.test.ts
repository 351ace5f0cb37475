import { expect } from 'chai';
import { pino } from 'pino';
import { Problem } from '../../../core/domain/problem.js';
import type { WechatScope } from '../../../plugins/wechat/desk.js';
import type { AccessTokens } from '../../../plugins/wechat/platform/access-tokens.js';
import { Platform } from '../../../plugins/wechat/platform/platform.js';
import { wechatSettings } from '../../../plugins/wechat/settings.js';
import { startWechat, type Wechat } from '../../../simulators/wechat/start-wechat.js';
import { eventually } from '../../support/eventually.js';

const APP = {
  appid: 'wx0123456789abcdef',
  secret: 'the secret of this mini program',
  pages: ['pages/card/index', 'pages/visit/index'],
};
const TOKEN = '/cgi-bin/stable_token';
const DAY = 86_400_000;

describe('the WeChat platform as the plugin calls it', () => {
  const clock = { now: Date.parse('2026-11-22T02:00:00Z') };
  let logged: string[] = [];
  let wechat: Wechat;
  let platform: Platform;

  beforeEach(async () => {
    logged = [];
    wechat = await startWechat({ ...APP, now: () => new Date(clock.now) });
    platform = platformFor();
  });
  afterEach(() => wechat?.stop());

  /** Of a node that starts now; `shared` where two campuses stand on one. */
  function platformFor(more: object = {}, shared = new Map<string, AccessTokens>()): Platform {
    const settings = wechatSettings.parse({
      appid: APP.appid,
      secret: APP.secret,
      apiUrl: wechat.url,
      ...more,
    });
    const scope = {
      settings,
      shared,
      node: { production: false },
      signal: new AbortController().signal,
      now: () => clock.now,
      log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    };
    return new Platform(scope as unknown as WechatScope);
  }

  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return error instanceof Problem ? `${error.status} ${error.code}` : String(error);
  };
  const draw = () => platform.codeImage('pages/card/index', 430);

  it('learns the openid behind a code, once', async () => {
    const code = wechat.loginCode('ann');
    expect(await platform.openidOf(code)).to.match(/^o[\w-]{27}$/);
    expect(await refusal(platform.openidOf(code))).to.equal('400 wechat_code_refused');
  });

  it('says which codes are too old, and which users WeChat refuses', async () => {
    const code = wechat.loginCode('ann');
    clock.now += 300_001;
    expect(await refusal(platform.openidOf(code))).to.equal('400 wechat_code_refused');
    wechat.block('mallory');
    expect(await refusal(platform.openidOf(wechat.loginCode('mallory')))).to.equal('403 wechat_user_refused');
  });

  it('writes the number and the rid of a refusal into the log, and neither code, secret nor token', async () => {
    const code = wechat.loginCode('ann');
    await platform.openidOf(code);
    await refusal(platform.openidOf(code));
    await refusal(platform.codeImage('pages/none/index', 430));
    const text = logged.join('');
    expect(text)
      .to.match(/"errcode":40029,"rid":"[\w-]+"/)
      .and.to.match(/"errcode":41030/);
    expect(text)
      .to.not.contain(code)
      .and.to.not.contain(APP.secret)
      .and.to.not.match(/access_token/);
  });

  it('tries again where WeChat is busy, and gives up after a while', async () => {
    wechat.beBusy('/sns/jscode2session', 2);
    expect(await platform.openidOf(wechat.loginCode('ann'))).to.match(/^o/);
    wechat.beBusy('/sns/jscode2session', 3);
    expect(await refusal(platform.openidOf(wechat.loginCode('ann')))).to.equal('503 wechat_unavailable');
  });

  it('says that WeChat is away where nothing answers', async () => {
    const gone = await startWechat(APP);
    await gone.stop();
    expect(await refusal(platformFor({ apiUrl: gone.url }).openidOf('any'))).to.equal(
      '503 wechat_unavailable',
    );
  });

  it('fetches one token however many ask at once, and keeps it', async () => {
    await Promise.all([draw(), draw(), draw(), draw()]);
    await draw();
    expect(wechat.calls(TOKEN)).to.equal(1);
  });

  it('shares the token with another campus of the same mini program on the node', async () => {
    const shared = new Map<string, AccessTokens>();
    await Promise.all([
      platformFor({}, shared).codeImage('pages/card/index', 430),
      platformFor({}, shared).codeImage('pages/card/index', 430),
    ]);
    expect(wechat.calls(TOKEN)).to.equal(1);
  });

  it('renews a token before its end; while that fails the old one goes on working', async () => {
    await draw();
    clock.now += 7_200_000 - 200_000;
    wechat.beBusy(TOKEN, 1_000);
    await draw();
    await draw();
    await eventually(() => wechat.calls(TOKEN) >= 4);
    wechat.beBusy(TOKEN, 0);
    // What failed may be on its way still; the next one renews.
    await eventually(() => draw().then(() => wechat.calls(TOKEN) >= 5));
    clock.now += 250_000;
    const before = wechat.calls(TOKEN);
    await draw();
    expect(wechat.calls(TOKEN)).to.equal(before);
    expect(logged).to.deep.equal([]);
  });

  it('fetches anew when the token has ended while nobody asked', async () => {
    await draw();
    clock.now += 7_300_000;
    await draw();
    expect(wechat.calls(TOKEN)).to.equal(2);
    expect(wechat.calls('/wxa/getwxacodeunlimit')).to.equal(2);
  });

  it('fetches a token that was revoked anew and calls once more', async () => {
    await draw();
    wechat.revokeTokens();
    await draw();
    expect(wechat.calls(TOKEN)).to.equal(2);
    expect(wechat.calls('/wxa/getwxacodeunlimit')).to.equal(3);
  });

  it('gives up where the secret is another one', async () => {
    const wrong = platformFor({ secret: 'not the secret of it at all' });
    expect(await refusal(wrong.codeImage('pages/card/index', 430))).to.equal('503 wechat_unavailable');
  });

  it('takes an image for an image, and a refusal in JSON for a refusal', async () => {
    const image = await draw();
    expect(image.subarray(1, 4).toString()).to.equal('PNG');
    expect(await refusal(platform.codeImage('pages/none/index', 430))).to.equal('503 wechat_unavailable');
  });

  it('writes numbers as E.164, whichever country', async () => {
    const numberOf = (countryCode: string, number: string) =>
      platform.phoneOf(wechat.phoneCode({ countryCode, number }));
    expect(await numberOf('86', '13800138000')).to.equal('+8613800138000');
    expect(await numberOf('852', '91234567')).to.equal('+85291234567');
    expect(await refusal(platform.phoneOf(wechat.loginCode('ann')))).to.equal('400 wechat_code_refused');
  });

  it('makes links that end when they should', async () => {
    const until = Math.floor(clock.now / 1000) * 1000 + 3 * DAY;
    const url = await platform.urlLink({ path: 'pages/visit/index', query: 't=abc_-123' }, until);
    expect(wechat.openLink(url)).to.include({ path: 'pages/visit/index', query: 't=abc_-123', until });
  });
});
