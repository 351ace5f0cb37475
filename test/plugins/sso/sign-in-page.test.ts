import { expect } from 'chai';
import { type SsoHub, startSsoHub } from './support/hub.js';
import { type Seen, text, Visitor } from './support/visitor.js';

const PIN = 'gatehouse-demo';
const isForm = (seen: Seen) => seen.html.includes('autocomplete="current-password"');
const alertOf = (seen: Seen) => text(/role="alert"[^>]*>([^<]*)</.exec(seen.html)?.[1] ?? '');

describe('the sign-in page', () => {
  let at: SsoHub;
  before(async () => {
    at = await startSsoHub({ demoPassword: PIN });
  });
  // Every test comes from one address, and some of them try the same names.
  beforeEach(() => at.database.pool.query('delete from sso_attempts'));
  after(() => at.stop());

  const page = (path = '/hku/sign-in', visitor = new Visitor(at.hub.url)) => visitor.open(path);
  async function tryOnce(name: string, password: string, path = '/hku/sign-in'): Promise<Seen> {
    const visitor = new Visitor(at.hub.url);
    return visitor.send(await page(path, visitor), { name, password });
  }

  it('has the campus’s name, labels, and what a password manager looks for', async () => {
    const { html, headers } = await page();
    expect(html).to.include('The University of Hong Kong');
    for (const field of ['name', 'password'])
      expect(html).to.include(`<label for="${field}">`).and.to.include(`id="${field}"`);
    expect(html)
      .to.include('autocomplete="username"')
      .and.to.include('https://portal.hku.example/forgot-pin');
    expect(html).to.include('Forgot your PIN?');
    expect(headers.get('cache-control')).to.equal('no-store');
  });

  it('begins in the field that is empty; in another page’s frame it takes no focus', async () => {
    const focused = async (path: string, dest: string) => {
      const visitor = new Visitor(at.hub.url);
      const init = { headers: { 'sec-fetch-dest': dest } };
      // The header goes with every hop in a browser; here the last page is asked for once more.
      const { url } = await visitor.open(path, init);
      const { html } = await visitor.open(url, init);
      return /<input id="(\w+)"[^>]*autofocus/.exec(html)?.[1];
    };
    expect(await focused('/hku/sign-in', 'document')).to.equal('name');
    expect(await focused('/hku/sign-in?login_hint=clchan', 'document')).to.equal('password');
    for (const path of ['/hku/sign-in', '/hku/sign-in?login_hint=clchan'])
      expect(await focused(path, 'iframe'), path).to.equal(undefined);
  });

  it('needs neither script nor inline style, and allows none', async () => {
    const { html, headers } = await page();
    expect(html).not.to.match(/<script|\son\w+=|\sstyle=|<style/i);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy)
      .to.include("default-src 'none'")
      // This hub is a demo's, whose own page shows it on a phone; production: test/bin/open-doors.test.ts.
      .and.to.include("frame-ancestors 'self'")
      .and.not.to.include('unsafe');
    expect(policy).to.include("form-action 'self' https://portal.example");
  });

  it('is read in three languages, by link or by what the browser asks', async () => {
    const visitor = new Visitor(at.hub.url);
    const english = await visitor.open('/hku/sign-in');
    expect(english.html).to.include('<html lang="en">').and.to.include('href="?lang=zh-Hans"');
    const chosen = await visitor.open(new URL('?lang=zh-Hans', english.url));
    expect(chosen.html).to.include('<html lang="zh-Hans">').and.to.include('忘记 PIN？');
    const wrong = await visitor.send(chosen, { name: 'clchan', password: 'no' });
    expect(wrong.html).to.include('<html lang="zh-Hans">');
    expect(alertOf(wrong)).to.include('不匹配');
    const asked = await new Visitor(at.hub.url).open('/hku/sign-in', {
      headers: { 'accept-language': 'zh-HK,en;q=0.5' },
    });
    expect(asked.html).to.include('忘記 PIN？');
  });

  it('shows where names have more than a prefix how they are written', async () => {
    expect((await page('/hkust-gz/sign-in')).html).to.include('name@connect.hkust-gz.edu.cn');
    expect((await page()).html).not.to.include('name@');
  });

  it('keeps what was typed but the PIN, and ties the error to its fields', async () => {
    const seen = await tryOnce('cl"><b>chan', 'not my pin');
    expect(seen.status).to.equal(401);
    expect(seen.html).to.include('value="cl&quot;&gt;&lt;b&gt;chan"').and.not.to.include('not my pin');
    expect(seen.html).to.include('aria-invalid="true"').and.to.include('aria-describedby="alert"');
    expect(seen.html).to.include('<title>Error: ');
  });

  it('reads the same for a wrong PIN, an unknown name, a locked account and an ambiguous name', async () => {
    at.directory.lock('hku', 'X1');
    const attempts: Record<string, [string, string][]> = {
      hku: [
        ['clchan', 'wrong'],
        ['nobody', 'wrong'],
        ['dwchan', PIN],
        ['*', PIN],
        ['clchan@elsewhere.example', PIN],
      ],
      'hkust-gz': [
        ['yichen', 'wrong'],
        ['ruizhang', PIN],
        ['yichen@hkust-gz.edu.cn', PIN],
        ['nobody', PIN],
      ],
    };
    for (const [campus, names] of Object.entries(attempts)) {
      const seen: Seen[] = [];
      for (const [name, pin] of names) seen.push(await tryOnce(name, pin, `/${campus}/sign-in`));
      expect(new Set(seen.map(({ status }) => status))).to.deep.equal(new Set([401]));
      expect(alertOf(seen[0] as Seen)).to.include('do not match');
      expect(new Set(seen.map(({ html }) => html.replaceAll(/value="[^"]*"/g, ''))).size, campus).to.equal(1);
    }
    at.directory.unlock('hku', 'X1');
  });

  it('lets nobody in without a PIN', async () => {
    const seen = await tryOnce('clchan', '');
    expect(seen.status).to.equal(401);
    expect(alertOf(seen)).to.include('Enter your sign-in name');
  });

  it('makes one wait after five wrong tries, longer each time, whoever asks and however the name is written', async () => {
    for (let tries = 0; tries < 5; tries += 1)
      expect((await tryOnce('clchan', 'wrong')).status).to.equal(401);
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const seen = await tryOnce(' CLCHAN ', PIN);
      expect(seen.status).to.equal(429);
      expect(alertOf(seen)).to.match(/^There were too many tries\. Please wait (a minute|\d+ minutes)/);
      waits.push(Number(seen.headers.get('retry-after')));
      at.clock.now += (waits.at(-1) ?? 0) * 1_000;
      expect((await tryOnce('clchan', 'wrong')).status, 'one more try').to.equal(401);
    }
    expect(waits)
      .to.deep.equal([...waits].sort((a, b) => a - b))
      .and.have.property('length', new Set(waits).size);
    expect((await tryOnce('dwchan', PIN)).status, 'somebody else').to.equal(200);
    at.clock.now += 3_600_000;
    expect((await tryOnce('clchan', PIN)).status).to.equal(200);
  });

  it('counts a name with and without its suffix as one person’s tries, and keeps two who share a prefix apart', async () => {
    const GZ = '/hkust-gz/sign-in';
    const tries = async (name: string, times: number) => {
      for (let at = 0; at < times; at += 1) await tryOnce(name, 'wrong', GZ);
      return (await tryOnce(name, 'wrong', GZ)).status;
    };
    expect(await tries('yichen', 2)).to.equal(401);
    expect(await tries('YICHEN@connect.hkust-gz.edu.cn', 1)).to.equal(401);
    expect(await tries('yichen', 0), 'the sixth of both spellings').to.equal(429);
    expect(await tries('yichen@connect.hkust-gz.edu.cn', 0)).to.equal(429);
    // A student who shares a professor's prefix can neither lock the professor out nor make the hub forget.
    for (let round = 0; round < 5; round += 1) {
      await tryOnce('ruizhang@hkust-gz.edu.cn', 'wrong', GZ);
      expect((await tryOnce('ruizhang@connect.hkust-gz.edu.cn', PIN, GZ)).url.pathname).to.equal(
        '/hkust-gz/premises',
      );
    }
    expect((await tryOnce('ruizhang@hkust-gz.edu.cn', PIN, GZ)).status, 'the professor’s').to.equal(429);
    expect((await tryOnce('ruizhang@connect.hkust-gz.edu.cn', PIN, GZ)).status, 'the student’s').to.equal(
      200,
    );
  });

  it('does so for a name that nobody has as well', async () => {
    for (let tries = 0; tries < 5; tries += 1) await tryOnce('nobody', 'wrong');
    expect((await tryOnce('nobody', 'wrong')).status).to.equal(429);
  });

  it('lets no more than five of many at once try a PIN, over two nodes', async () => {
    const second = await at.secondNode();
    const visitors = [...Array(16).keys()].map((index) => ({ visitor: new Visitor(at.hub.url), index }));
    const seen = await Promise.all(
      visitors.map(async ({ visitor, index }) => {
        const form = await page('/hku/sign-in', visitor);
        if (index % 2 === 0) visitor.movesTo(second);
        return visitor.send(form, { name: 'clchan', password: `wrong ${index}` });
      }),
    );
    const statuses = seen.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).to.have.length(5);
    expect(statuses.filter((status) => status === 429)).to.have.length(11);
  });

  it('forgets wrong tries once the PIN was right', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let tries = 0; tries < 4; tries += 1)
        expect((await tryOnce('clchan', 'wrong')).status).to.equal(401);
      expect((await tryOnce('clchan', PIN)).url.pathname).to.equal('/hku/premises');
    }
  });

  it('fills in name and demo PIN for whoever was chosen on the landing page, and for nobody else', async () => {
    const chosen = await page('/hku/sign-in?login_hint=clchan');
    expect(chosen.html).to.include('value="clchan"').and.to.include(`value="${PIN}"`);
    expect((await page()).html).not.to.include(PIN);
    expect((await tryOnce('clchan', 'wrong', '/hku/sign-in?login_hint=clchan')).html).not.to.include(PIN);
  });

  it('lets no address begin sign-ins without end, and says so calmly', async () => {
    const begin = (accept = 'text/html') =>
      fetch(new URL('/oidc/hkust-gz/auth', at.hub.url), {
        headers: { accept, 'accept-language': 'en' },
        redirect: 'manual',
      });
    let answered = await begin();
    for (let tries = 0; tries < 700 && answered.status !== 429; tries += 1) {
      await answered.arrayBuffer();
      answered = await begin();
    }
    expect(answered.status).to.equal(429);
    expect(Number(answered.headers.get('retry-after'))).to.be.within(1, 60);
    const html = await answered.text();
    expect(html).to.include('Please wait a little and try again').and.to.include('gzit@hkust-gz.edu.cn');
    expect(await (await begin('application/json')).json()).to.include({ code: 'too_many_sign_ins' });
    expect((await page('/hku/sign-in')).status, 'the other campus').to.equal(200);
    at.clock.now += 60_000;
    expect((await page('/hkust-gz/sign-in')).status, 'a minute later').to.equal(200);
  });

  it('is calm about a sign-in that has ended or is another browser’s', async () => {
    const mine = await page();
    const seen = await new Visitor(at.hub.url).open(mine.url);
    expect(seen.status).to.equal(410);
    expect(seen.html).to.include('href="/hku/sign-in"').and.to.include('Nothing is wrong with your account');
    const visitor = new Visitor(at.hub.url);
    const form = await page('/hku/sign-in', visitor);
    at.clock.now += 3_601_000;
    expect((await visitor.open(form.url)).status).to.equal(410);
    expect(isForm(await page('/hku/sign-in', visitor))).to.equal(true);
  });

  it('does not count tries while the directory is away, and says that it is', async () => {
    await at.directory.stop();
    for (let tries = 0; tries < 7; tries += 1) {
      const seen = await tryOnce('clchan', PIN);
      expect(seen.status).to.equal(503);
      expect(alertOf(seen)).to.include('does not answer');
    }
  });
});
