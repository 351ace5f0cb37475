import { expect } from 'chai';
import { startWechat, type Wechat } from '../../simulators/wechat/start-wechat.js';

const APP = { appid: 'wx0123456789abcdef', secret: 'a secret of the simulator', pages: ['pages/card/index'] };
const HOUR = 3_600_000;

describe('the simulated WeChat', () => {
  const clock = { now: Date.parse('2026-11-22T02:00:00Z') };
  let wechat: Wechat;
  beforeEach(async () => {
    wechat = await startWechat({ ...APP, now: () => new Date(clock.now) });
  });
  afterEach(() => wechat?.stop());

  const get = async (path: string, query: Record<string, string>) => {
    const response = await fetch(`${wechat.url}${path}?${new URLSearchParams(query)}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const post = async (path: string, body: unknown, query: Record<string, string> = {}) => {
    const init = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${wechat.url}${path}?${new URLSearchParams(query)}`, init);
    const type = response.headers.get('content-type') ?? '';
    return {
      type,
      body: type.startsWith('image/') ? null : ((await response.json()) as Record<string, unknown>),
    };
  };
  const { appid, secret } = APP;
  const swap = (js_code: string, more: Record<string, string> = {}) =>
    get('/sns/jscode2session', { appid, secret, js_code, grant_type: 'authorization_code', ...more });
  const token = async (force_refresh = false) => {
    const { body } = await post('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid,
      secret,
      force_refresh,
    });
    return body as { access_token: string; expires_in: number; errcode?: number };
  };
  const link = (access_token: string, more: object = {}) =>
    post(
      '/wxa/generate_urllink',
      { path: 'pages/card/index', expire_type: 1, expire_interval: 1, ...more },
      { access_token },
    );

  describe('a code of wx.login', () => {
    it('is good once, and tells the same openid each time', async () => {
      const code = wechat.loginCode('ann');
      const first = await swap(code);
      expect(first.status).to.equal(200);
      expect(first.body).to.have.keys('openid', 'session_key');
      const again = await swap(code);
      expect(again.status).to.equal(200);
      expect(again.body['errcode']).to.equal(40029);
      expect(again.body['errmsg']).to.match(/rid: \w+/);
      expect((await swap(wechat.loginCode('ann'))).body['openid']).to.equal(first.body['openid']);
      expect((await swap(wechat.loginCode('bob'))).body['openid']).to.not.equal(first.body['openid']);
    });

    it('is over after five minutes, and is no code of the phone button', async () => {
      const code = wechat.loginCode('ann');
      clock.now += 300_000;
      expect((await swap(code)).body['errcode']).to.equal(40029);
      const phoneCode = wechat.phoneCode({ countryCode: '86', number: '13800138000' });
      expect((await swap(phoneCode)).body['errcode']).to.equal(40029);
    });

    it('needs the right appid and secret, and all of its parameters', async () => {
      const errors = [
        [{ appid: 'wxffffffffffffffff' }, 40013],
        [{ secret: 'wrong' }, 40125],
        [{ appid: '' }, 41002],
        [{ secret: '' }, 41004],
        [{ js_code: '' }, 41008],
      ] as const;
      for (const [more, errcode] of errors)
        expect((await swap(wechat.loginCode('ann'), more)).body['errcode']).to.equal(errcode);
    });

    it('is refused for a user that the platform blocks, and for one who signs in too often', async () => {
      wechat.block('mallory');
      expect((await swap(wechat.loginCode('mallory'))).body['errcode']).to.equal(40226);
      const codes = await Promise.all(Array.from({ length: 101 }, () => swap(wechat.loginCode('eager'))));
      expect(codes.filter(({ body }) => body['errcode'] === 45011)).to.have.length(1);
    });
  });

  describe('an access token', () => {
    it('stays the same until five minutes before its end; then both are good', async () => {
      const first = await token();
      expect(first.expires_in).to.equal(7200);
      clock.now += 2 * HOUR - 301_000;
      expect(await token()).to.deep.equal({ access_token: first.access_token, expires_in: 301 });
      clock.now += 2_000;
      const second = await token();
      expect(second.access_token).to.not.equal(first.access_token);
      expect((await link(first.access_token)).body).to.include({ errcode: 0 });
      expect((await link(second.access_token)).body).to.include({ errcode: 0 });
      clock.now += 299_000;
      expect((await link(first.access_token)).body).to.include({ errcode: 42001 });
      expect((await link(second.access_token)).body).to.include({ errcode: 0 });
    });

    it('is dead at once when somebody forces a refresh, which is 30 s apart and 20 a day', async () => {
      const before = await token();
      const forced = await token(true);
      expect((await link(before.access_token)).body).to.include({ errcode: 40001 });
      expect((await link(forced.access_token)).body).to.include({ errcode: 0 });
      expect((await token(true)).errcode).to.equal(45011);
      for (let times = 1; times < 20; times += 1) {
        clock.now += 30_000;
        expect((await token(true)).errcode).to.equal(undefined);
      }
      clock.now += 30_000;
      expect((await token(true)).errcode).to.equal(45009);
    });

    it('is asked for by every other call', async () => {
      expect((await post('/wxa/generate_urllink', {})).body).to.include({ errcode: 41001 });
      expect((await link('made up')).body).to.include({ errcode: 40001 });
    });
  });

  it('tells the number behind a code of the phone button, once', async () => {
    const { access_token } = await token();
    const code = wechat.phoneCode({ countryCode: '852', number: '91234567' });
    const ask = () => post('/wxa/business/getuserphonenumber', { code }, { access_token });
    expect((await ask()).body?.['phone_info']).to.deep.include({
      phoneNumber: '+85291234567',
      purePhoneNumber: '91234567',
      countryCode: '852',
    });
    expect((await ask()).body).to.include({ errcode: 40029 });
  });

  it('makes links to released pages, for 30 days at most, that end', async () => {
    const { access_token } = await token();
    expect((await link(access_token, { path: 'pages/other/index' })).body).to.include({ errcode: 40165 });
    const at = (days: number) => Math.floor(clock.now / 1000) + days * 86_400;
    const until = (expire_time: number) =>
      link(access_token, { expire_type: 0, expire_time, query: 't=abc-_' });
    expect((await until(at(31))).body).to.include({ errcode: 85401 });
    const made = String((await until(at(2))).body?.['url_link']);
    expect(wechat.openLink(made)).to.include({ path: 'pages/card/index', query: 't=abc-_' });
    expect((await fetch(made)).status).to.equal(200);
    clock.now += 2 * 24 * HOUR;
    expect(wechat.openLink(made)).to.equal(null);
    expect((await fetch(made)).status).to.equal(410);
  });

  it('draws a code as an image, and refuses in JSON with the same status', async () => {
    const { access_token } = await token();
    const draw = (ask: object) => post('/wxa/getwxacodeunlimit', ask, { access_token });
    expect((await draw({ scene: 'poster', page: 'pages/card/index' })).type).to.equal('image/png');
    expect((await draw({ scene: 'poster', page: 'pages/none/index' })).body).to.include({ errcode: 41030 });
    expect((await draw({ scene: 'x'.repeat(33) })).body).to.include({ errcode: 40169 });
    expect((await draw({ scene: 'poster', page: 'pages/none/index', check_path: false })).type).to.equal(
      'image/png',
    );
  });

  it('is busy when a story wants it, for so many calls', async () => {
    wechat.beBusy('/sns/jscode2session', 1);
    const code = wechat.loginCode('ann');
    expect((await swap(code)).body['errcode']).to.equal(-1);
    expect((await swap(code)).body).to.have.property('openid');
  });

  it('takes the same verbs by HTTP, from programs only', async () => {
    const ask = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${wechat.controlUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const { code } = (await (await ask('/login-code', { user: 'ann' })).json()) as { code: string };
    expect((await swap(code)).body).to.have.property('openid');
    expect((await ask('/login-code', { user: 'ann' }, { origin: 'https://evil.example' })).status).to.equal(
      403,
    );
  });

  it('refuses what is not JSON, and knows no other path', async () => {
    expect((await post('/cgi-bin/stable_token', '{')).body).to.include({ errcode: 47001 });
    expect((await fetch(`${wechat.url}/cgi-bin/token`)).status).to.equal(404);
  });
});
