import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { CredentialReason } from '../../../core/domain/credential.js';
import { fieldsOf, Visitor } from './support/visitor.js';
import { openWallet, type WalletHouse } from './support/wallet-house.js';

const WALLET = '/hku/wallet';
const DAY = 86_400_000;
const PIXEL = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120 Mobile' };

describe('wallet pages', () => {
  let house: WalletHouse;
  beforeEach(async () => {
    house = await openWallet('hku');
    house.hub.person('chan');
    house.hub.person('ho');
  });
  afterEach(() => house.stop());

  /** Signed in as `person`, with the form sent as it came and the notices accepted. */
  async function linkedPhone(person = 'chan'): Promise<Visitor> {
    const phone = new Visitor(house.url, person);
    const form = await phone.get(WALLET, PIXEL);
    const done = await phone.submit(WALLET, [...fieldsOf(form.text), ['accept', 'yes']]);
    expect(done).to.include({ status: 303, location: WALLET });
    return phone;
  }

  it('sends somebody who is not signed in to the sign-in page and back', async () => {
    for (const path of [WALLET, '/hku/portal/linked-device', '/hku/portal/linked-device/log-out']) {
      const seen = await new Visitor(house.url).get(path);
      expect(seen).to.include({ status: 303, location: `/hku/sign-in?to=${encodeURIComponent(path)}` });
    }
  });

  it('shows the form with the campus notices, and the phone by its model', async () => {
    const { text } = await new Visitor(house.url, 'chan').get(WALLET, PIXEL);
    expect(text).to.contain('<h1>Link this phone</h1>').and.to.contain('value="Pixel 8"');
    expect(text).to.contain('not an official HKU Staff Card');
    expect(text).to.contain('must not be shared with others');
    expect(text).to.contain('leads to the revocation');
    expect(fieldsOf(text).filter(([name]) => name === 'notice')).to.have.length(3);
    expect(text).to.contain('Policies and guidelines');
  });

  it('gives the form back with what was typed and says what is missing, each at its field', async () => {
    const phone = new Visitor(house.url, 'chan');
    const empty = await phone.submit(WALLET, [['label', '  ']]);
    expect(empty.status).to.equal(400);
    expect(empty.text)
      .to.contain('href="#label"')
      .and.to.contain('href="#accept"')
      .and.to.contain('aria-invalid="true"');
    const { text } = await phone.submit(WALLET, [['label', 'My "old" phone']]);
    expect(text).to.contain('value="My &quot;old&quot; phone"').and.not.to.contain('href="#label"');
    expect(house.hub.holders.get('chan')?.phone).to.equal(null);
  });

  it('does not take the acceptance of notices that changed since they were shown', async () => {
    const phone = new Visitor(house.url, 'chan');
    const fields = fieldsOf((await phone.get(WALLET, PIXEL)).text);
    for (const notice of house.hub.campus.notices) notice.version += 1;
    const seen = await phone.submit(WALLET, [...fields, ['accept', 'yes']]);
    expect(seen.status).to.equal(400);
    expect(seen.text).to.contain('The points changed in the meantime');
  });

  it('asks a linked phone to accept a notice that was raised before it shows the next code, without script', async () => {
    const phone = await linkedPhone();
    phone.cookies.delete('session');
    const [first] = house.hub.campus.notices;
    if (!first) throw new Error('the example has notices');
    first.version += 1;
    const asked = await phone.json('POST', '/api/v1/campuses/hku/me/codes', {});
    expect(asked.status).to.equal(409);
    expect(JSON.parse(asked.text)).to.deep.include({ code: 'notices_not_accepted', notices: [first.id] });
    const form = await phone.get(WALLET);
    expect(form.text).to.contain('The points have changed').and.not.to.contain('GH1');
    expect(form.text.match(/<strong>New:<\/strong>/g)).to.have.length(1);
    const unticked = await phone.submit('/hku/wallet/notices', fieldsOf(form.text));
    expect(unticked.status).to.equal(400);
    expect(unticked.text).to.contain('role="alert"').and.to.contain('aria-invalid="true"');
    first.version += 1;
    const fields: [string, string][] = [...fieldsOf(form.text), ['accept', 'yes']];
    expect((await phone.submit('/hku/wallet/notices', fields)).text).to.contain('changed in the meantime');
    const again: [string, string][] = [...fieldsOf((await phone.get(WALLET)).text), ['accept', 'yes']];
    expect(await phone.submit('/hku/wallet/notices', again)).to.include({ status: 303, location: WALLET });
    expect((await phone.get(WALLET)).text).to.contain('data-text="GH1');
    expect(house.hub.holders.get('chan')?.phone?.accepted).to.include({ [first.id]: first.version });
  });

  it('takes nobody’s acceptance for a phone of another', async () => {
    const phone = await linkedPhone('chan');
    const [first] = house.hub.campus.notices;
    if (!first) throw new Error('the example has notices');
    first.version += 1;
    const fields: [string, string][] = [...fieldsOf((await phone.get(WALLET)).text), ['accept', 'yes']];
    phone.cookies.set('session', 'ho');
    await phone.submit('/hku/wallet/notices', fields);
    expect(house.hub.holders.get('chan')?.phone?.accepted[first.id]).to.equal(first.version - 1);
  });

  it('shows the code of a linked phone in its first answer, never to be stored', async () => {
    const phone = await linkedPhone();
    const { status, text, headers } = await phone.get(WALLET);
    expect(status).to.equal(200);
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(text).to.match(
      /data-text="GH1[A-Z2-7]+" data-issued="\d{13}" data-until="\d{13}" data-now="\d{13}"/,
    );
    expect(text)
      .to.contain('data-codes="/api/v1/campuses/hku/me/codes"')
      .and.to.contain('src="/assets/wallet.js"');
    expect(text).to.contain('HKU Access Code').and.to.contain('CHAN Ching Lam').and.to.contain('about 10 cm');
    expect(text).not.to.match(/<title>[^<]*GH1/);
  });

  it('keeps the pass where no script and no other site can read it', async () => {
    const phone = new Visitor(house.url, 'chan');
    const form = await phone.get(WALLET, PIXEL);
    const { headers } = await phone.submit(WALLET, [...fieldsOf(form.text), ['accept', 'yes']]);
    expect(headers.get('set-cookie')).to.match(
      /^gatehouse_phone_hku=[^;]+; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/,
    );
  });

  it('shows the code without a session until the days of the phone are over, then after signing in again', async () => {
    const phone = await linkedPhone();
    phone.cookies.delete('session');
    house.clock.now += 30 * DAY - 1;
    expect((await phone.get(WALLET)).text).to.contain('data-text="GH1');
    house.clock.now += 1;
    expect((await phone.get(WALLET)).location).to.contain('/hku/sign-in');
    phone.cookies.set('session', 'chan');
    expect(await phone.get(WALLET)).to.include({ status: 303, location: WALLET });
    phone.cookies.delete('session');
    expect((await phone.get(WALLET)).text).to.contain('data-text="GH1');
  });

  it("shows nobody's code when somebody else is signed in on the phone", async () => {
    const phone = await linkedPhone('chan');
    phone.cookies.set('session', 'ho');
    const { text } = await phone.get(WALLET);
    expect(text).to.contain('Link this phone').and.not.to.contain('GH1');
  });

  it('tells a second phone to log the first out, and how', async () => {
    await linkedPhone();
    const second = new Visitor(house.url, 'chan');
    const seen = await second.get(WALLET);
    expect(seen.status).to.equal(409);
    expect(seen.text)
      .to.contain('Another phone is linked')
      .and.to.contain('href="/hku/portal/linked-device"');
    const forced = await second.submit(WALLET, [
      ['label', 'Second'],
      ['accept', 'yes'],
      ...house.hub.campus.notices.map(({ id, version }): [string, string] => ['notice', `${id}@${version}`]),
    ]);
    expect(forced.status).to.equal(409);
    expect(forced.text).to.contain('Another phone is linked');
  });

  it('logs a phone out from the portal; the old phone then says so, and another can be linked', async () => {
    const old = await linkedPhone();
    const desk = new Visitor(house.url, 'chan');
    const shown = await desk.get('/hku/portal/linked-device');
    expect(shown.text).to.contain('Pixel 8').and.to.contain('22 November 2026 at 10:00');
    const asked = await desk.get('/hku/portal/linked-device/log-out');
    expect(asked.text)
      .to.contain('Log the phone out?')
      .and.to.contain('<form method="post" action="/hku/portal/linked-device/log-out">');
    const done = await desk.submit('/hku/portal/linked-device/log-out');
    expect(done.location).to.equal('/hku/portal/linked-device?done=logged-out');
    expect((await desk.get(done.location ?? '')).text).to.contain('The phone is logged out');
    expect((await old.get(WALLET)).text).to.contain('Link this phone');
    house.clock.now += 1000;
    await linkedPhone();
    expect((await old.get(WALLET)).text).to.contain('Another phone is linked');
  });

  it('logs out on the phone itself, without a session and without script', async () => {
    const phone = await linkedPhone();
    phone.cookies.delete('session');
    const settings = await phone.get('/hku/wallet/settings');
    expect(settings.text)
      .to.contain('Pixel 8')
      .and.to.contain('This phone')
      .and.to.contain('22 November 2026 at 10:00');
    expect((await phone.get('/hku/wallet/settings/log-out')).text).to.contain('Keep it linked');
    const done = await phone.submit('/hku/wallet/settings/log-out');
    expect(done).to.include({ status: 303, location: '/hku/wallet/logged-out' });
    expect(phone.cookies.has('gatehouse_phone_hku')).to.equal(false);
    expect(house.hub.holders.get('chan')?.phone).to.equal(null);
    expect((await phone.get('/hku/wallet/logged-out')).text).to.contain('This phone is logged out');
  });

  it('lets an old phone do nothing to the one that was linked after it', async () => {
    const old = await linkedPhone();
    await new Visitor(house.url, 'chan').submit('/hku/portal/linked-device/log-out');
    house.clock.now += 1000;
    await linkedPhone();
    old.cookies.delete('session');
    expect(await old.get('/hku/wallet/settings')).to.include({
      status: 303,
      location: '/hku/portal/linked-device',
    });
    expect(await old.get('/hku/wallet/settings/log-out')).to.include({
      location: '/hku/portal/linked-device',
    });
    await old.submit('/hku/wallet/settings/log-out');
    expect(house.hub.holders.get('chan')?.phone).not.to.equal(null);
  });

  const CASES: [CredentialReason, string, string][] = [
    ['duty_not_confirmed', 'has not been confirmed', 'mailto:ithelp@hku.hk'],
    ['not_current_appointee', 'not a current appointee', 'mailto:ithelp@hku.hk'],
    ['entity_not_covered', 'continue to use your physical', 'mailto:ithelp@hku.hk'],
    ['card_not_current', 'reported lost', 'report-loss-of-staff-card'],
    ['capture_reported', 'screen capture was reported', 'href="/hku/wallet"'],
  ];
  for (const [reason, sentence, way] of CASES) {
    it(`says what to do about ${reason}`, async () => {
      house.hub.person('chan', reason);
      const { status, text } = await new Visitor(house.url, 'chan').get(WALLET);
      expect(status).to.equal(200);
      expect(text).to.contain('No code at the moment').and.to.contain(sentence).and.to.contain(way);
      expect(text).not.to.contain('<form method="post" action="/hku/wallet"');
    });
  }

  it('leads who may invite visitors to the visits, and nobody else', async () => {
    const { campus } = house.hub;
    const atHku = async () => (await new Visitor(house.url, 'chan').get(WALLET)).text;
    expect(await atHku()).to.contain('href="/hku/visits"');
    const kept = campus.visits;
    campus.visits = undefined;
    expect(await atHku()).not.to.contain('href="/hku/visits"');
    campus.visits = kept;
    const other = await openWallet('hkust-gz');
    try {
      other.hub.person('rui');
      const leads = async (visitor: Visitor) =>
        (await visitor.get('/hkust-gz/wallet')).text.includes('<a href="/hkust-gz/visits">');
      const student = () => new Visitor(other.url, 'nobody:student');
      expect(await leads(student())).to.equal(true);
      const phone = new Visitor(other.url, 'rui');
      const form = await phone.get('/hkust-gz/wallet', PIXEL);
      await phone.submit('/hkust-gz/wallet', [...fieldsOf(form.text), ['accept', 'yes']]);
      phone.cookies.delete('session');
      // Everybody with a code is a host here, so a phone without a session is one's too.
      expect(await leads(phone)).to.equal(true);
      const { visits } = other.hub.campus;
      if (!visits) throw new Error('the example takes visitors');
      visits.hosts = ['staff'];
      expect(await leads(student())).to.equal(false);
      expect(await leads(phone)).to.equal(false);
      phone.cookies.set('session', 'rui');
      expect(await leads(phone)).to.equal(true);
    } finally {
      await other.stop();
    }
  });

  it('leads a student of whom no source told us to the page for students', async () => {
    const { text } = await new Visitor(house.url, 'nobody:student').get(WALLET);
    expect(text).to.contain('This code is for staff').and.to.contain('student-access-code');
  });

  it('says why to a linked phone whose holder lost the right, also without a session', async () => {
    const phone = await linkedPhone();
    phone.cookies.delete('session');
    house.hub.person('chan', 'card_not_current');
    const { text } = await phone.get(WALLET);
    expect(text).to.contain('reported lost').and.not.to.contain('GH1');
  });

  it('opens calmly without a code when the hub has none at this moment', async () => {
    const phone = await linkedPhone();
    const { Problem } = await import('../../../core/domain/problem.js');
    house.hub.trouble = new Problem(503, 'no_signing_key', 'No key.');
    const { status, text } = await phone.get(WALLET);
    expect(status).to.equal(200);
    expect(text).to.contain('src="/assets/wallet.js"').and.not.to.contain('data-text');
  });

  it('speaks three languages', async () => {
    const phone = await linkedPhone();
    const hant = await phone.get(`${WALLET}?lang=zh-Hant`);
    expect(hant.text)
      .to.contain('<html lang="zh-Hant">')
      .and.to.contain('<title>港大通行碼 · 香港大學</title>')
      .and.to.contain('放大');
    const hans = await phone.get(`${WALLET}/settings?lang=zh-Hans`);
    expect(hans.text)
      .to.contain('<html lang="zh-Hans">')
      .and.to.contain('已绑定设备')
      .and.to.contain('2026年11月22日');
  });

  it('has one heading of the first rank, no inline script, and the one style that its policy names on any page', async () => {
    const phone = await linkedPhone();
    const paths = [
      WALLET,
      '/hku/wallet/settings',
      '/hku/wallet/settings/log-out',
      '/hku/wallet/logged-out',
      '/hku/portal/linked-device',
    ];
    for (const path of paths) {
      const { text, headers } = await phone.get(path);
      expect(text.match(/<h1\b/g), path).to.have.length(1);
      expect(text, path).not.to.match(/\sstyle=|\son\w+=|<script(?![^>]*src=)/);
      const styles = [...text.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => style);
      expect(styles, path).to.have.length(1);
      const digest = createHash('sha256')
        .update(styles[0] ?? '')
        .digest('base64');
      const policy = headers.get('content-security-policy');
      expect(policy, path).to.match(/^default-src 'self';/);
      expect(policy?.split(';').at(-1), path).to.equal(`style-src 'self' 'sha256-${digest}'`);
    }
  });

  it('writes neither code nor pass to the log', async () => {
    const phone = await linkedPhone();
    await phone.get(WALLET);
    const written = house.log.join('\n');
    expect(written).not.to.contain('GH1');
    expect(written).not.to.contain(phone.cookies.get('gatehouse_phone_hku') ?? 'no pass');
  });

  it('offers itself under the name that the campus gives its code', () => {
    expect(house.provided.get('code:present')).to.deep.include({ href: WALLET });
  });
});
