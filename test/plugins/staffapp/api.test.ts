import { expect } from 'chai';
import { Visitor } from './support/visitor.js';
import { openWallet, type WalletHouse } from './support/wallet-house.js';

const ME = '/api/v1/campuses/hku/me';

describe('wallet API', () => {
  let house: WalletHouse;
  let chan: Visitor;
  beforeEach(async () => {
    house = await openWallet('hku');
    house.hub.person('chan');
    chan = new Visitor(house.url, 'chan');
  });
  afterEach(() => house.stop());

  const accepted = () => Object.fromEntries(house.hub.campus.notices.map(({ id, version }) => [id, version]));
  const link = async () => {
    const seen = await chan.json('POST', `${ME}/devices`, { label: 'Phone', accepted: accepted() });
    expect(seen.status).to.equal(201);
    return JSON.parse(seen.text) as { deviceToken: string; linkedAt: string };
  };
  const codeOf = (seen: { text: string }) => (JSON.parse(seen.text) as { code: string }).code;
  /** An app: no cookies, the header only. */
  const ask = (deviceToken: string) =>
    new Visitor(house.url).json('POST', `${ME}/codes`, {}, { 'gatehouse-device': deviceToken });

  it('gives the code of the current step to the linked phone alone', async () => {
    const { deviceToken, linkedAt } = await link();
    expect(linkedAt).to.equal('2026-11-22T02:00:07.000Z');
    const seen = await ask(deviceToken);
    expect(seen.status).to.equal(200);
    expect(seen.headers.get('cache-control')).to.equal('no-store');
    const code = JSON.parse(seen.text) as Record<string, unknown>;
    expect(code['text']).to.match(/^GH1[A-Z2-7]{100,}$/);
    expect(code).to.include({
      now: house.clock.now,
      issued: house.clock.now - 7000,
      until: house.clock.now + 23_000,
    });
  });

  it('refuses a phone that is none, was changed, was logged out, or has been signed in for too long', async () => {
    const { deviceToken } = await link();
    const none = await new Visitor(house.url).json('POST', `${ME}/codes`, {});
    expect([none.status, codeOf(none)]).to.deep.equal([401, 'device_unlinked']);
    const changed = await ask(deviceToken.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')));
    expect([changed.status, codeOf(changed)]).to.deep.equal([401, 'device_unlinked']);
    house.clock.now += 30 * 86_400_000;
    const old = await ask(deviceToken);
    expect([old.status, codeOf(old)]).to.deep.equal([401, 'sign_in_again']);
    house.clock.now -= 30 * 86_400_000;
    expect((await chan.json('DELETE', `${ME}/devices`)).status).to.equal(204);
    const ended = await ask(deviceToken);
    expect([ended.status, codeOf(ended)]).to.deep.equal([401, 'device_unlinked']);
  });

  it('is not fooled by a session: without the phone there is no code, and with another person signed in neither', async () => {
    const { deviceToken } = await link();
    expect((await chan.json('POST', `${ME}/codes`, {})).status).to.equal(401);
    house.hub.person('ho');
    const seen = await new Visitor(house.url, 'ho').json(
      'POST',
      `${ME}/codes`,
      {},
      { 'gatehouse-device': deviceToken },
    );
    expect([seen.status, codeOf(seen)]).to.deep.equal([403, 'phone_of_another']);
    expect(house.hub.codesIssued).to.equal(0);
  });

  it('tells a phone that asks too often how long to wait', async () => {
    const { deviceToken } = await link();
    for (let code = 0; code < 30; code += 1) expect((await ask(deviceToken)).status).to.equal(200);
    const seen = await ask(deviceToken);
    expect([seen.status, codeOf(seen)]).to.deep.equal([429, 'too_many_codes']);
    expect(JSON.parse(seen.text)).to.include({ retryAfter: 60 });
    house.clock.now += 60_000;
    expect((await ask(deviceToken)).status).to.equal(200);
  });

  it('shows the credential with its phone, whether it is this one, and the notices to accept', async () => {
    const before = JSON.parse((await chan.json('GET', `${ME}/credential`)).text);
    expect(before).to.deep.include({ state: 'active', phone: null, sentence: null });
    expect(before.notices).to.have.length(3);
    const { deviceToken } = await link();
    const elsewhere = JSON.parse((await chan.json('GET', `${ME}/credential`)).text);
    expect(elsewhere.phone).to.deep.include({ label: 'Phone', thisPhone: false });
    const there = await chan.json('GET', `${ME}/credential`, undefined, { 'gatehouse-device': deviceToken });
    expect(JSON.parse(there.text).phone).to.deep.include({ thisPhone: true });
  });

  it('says why there is none', async () => {
    house.hub.person('chan', 'duty_not_confirmed');
    const card = JSON.parse((await chan.json('GET', `${ME}/credential`)).text);
    expect(card).to.include({ state: 'suspended', reason: 'duty_not_confirmed' });
    expect(card.sentence.en).to.contain('has not been confirmed');
    expect(card.contact.email).to.equal('ithelp@hku.hk');
  });

  it('refuses a second phone, unread notices, and people without a credential', async () => {
    const unread = await chan.json('POST', `${ME}/devices`, { label: 'Phone' });
    expect([unread.status, codeOf(unread)]).to.deep.equal([409, 'notices_not_accepted']);
    await link();
    const second = await chan.json('POST', `${ME}/devices`, { label: 'Second', accepted: accepted() });
    expect([second.status, codeOf(second)]).to.deep.equal([409, 'another_phone_linked']);
    const nobody = new Visitor(house.url, 'nobody:staff');
    const none = await nobody.json('POST', `${ME}/devices`, { label: 'Phone', accepted: accepted() });
    expect([none.status, codeOf(none)]).to.deep.equal([404, 'no_credential']);
    expect((await nobody.json('DELETE', `${ME}/devices`)).status).to.equal(404);
  });

  it('needs somebody signed in for everything but the codes', async () => {
    const stranger = new Visitor(house.url);
    for (const [method, path] of [
      ['GET', `${ME}/credential`],
      ['POST', `${ME}/devices`],
      ['DELETE', `${ME}/devices`],
    ] as const) {
      const seen = await stranger.json(method, path, method === 'POST' ? { label: 'x' } : undefined);
      expect([seen.status, codeOf(seen)], `${method} ${path}`).to.deep.equal([401, 'sign_in_needed']);
    }
  });

  it('answers rubbish with a problem and stores nothing', async () => {
    const bodies = [
      {},
      { label: '' },
      { label: 7 },
      { label: 'x'.repeat(41) },
      { label: 'x', accepted: { a: 'b' } },
      { label: 'x', more: 1 },
      [],
    ];
    for (const body of bodies) {
      const seen = await chan.json('POST', `${ME}/devices`, body);
      expect([seen.status, codeOf(seen)], JSON.stringify(body)).to.deep.equal([400, 'invalid_request']);
    }
    expect(house.hub.holders.get('chan')?.phone).to.equal(null);
  });
});
