import { expect } from 'chai';
import type { Person } from '../../bin/tour/person.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { admin, member, shows } from './steps.js';

const LIBRARY = ['hku', 'main-library-gate-1'] as const;
const HOLDERS = '/api/v1/campuses/hku/holders';

describe('holding a credential', () => {
  let town: TestHub;
  let office: Person;
  before(async () => {
    town = await startTestHub();
    office = await admin(town, 'hku');
  });
  after(() => town?.stop());

  async function find(loginName: string): Promise<Record<string, unknown>> {
    const { body } = await office.browser.json('POST', `${HOLDERS}/search`, { loginName });
    const items = body['items'] as Record<string, unknown>[];
    expect(items).to.have.length(1);
    return items[0] ?? {};
  }
  const act = async (loginName: string, verb: string, body: object = { cause: 'code_shared' }) => {
    const { id } = await find(loginName);
    return office.browser.json('POST', `${HOLDERS}/${String(id)}/${verb}`, body);
  };

  it('the office finds a holder by the exact sign-in name, with state and phone', async () => {
    await member(town, 'hku', 'clchan');
    expect(await find('CLChan')).to.include({
      affiliation: 'staff',
      state: 'active',
      reason: 'eligible',
      hold: null,
    });
    expect((await find('clchan'))['phone']).to.include({ label: "clchan's phone" });
    const { body } = await office.browser.json('POST', `${HOLDERS}/search`, { loginName: 'clcha' });
    expect(body['items']).to.deep.equal([]);
  });

  it('revoking by an administrator ends shown codes at once, gives no new ones, and HR does not undo it', async () => {
    const phone = await member(town, 'hku', 'clchan');
    const shown = await phone.code();
    const revoked = await act('clchan', 'revoke', {
      cause: 'code_shared',
      note: 'Seen with Mr Ho at the gate',
    });
    expect(revoked.body).to.include({ state: 'revoked', reason: 'by_admin' });
    expect(await shows(town, LIBRARY, shown)).to.equal('deny credential_revoked');
    expect((await phone.askCode()).body).to.include({ code: 'credential_revoked', reason: 'by_admin' });
    await office.browser.json('POST', '/api/v1/campuses/hku/pulls', {});
    expect(await find('clchan')).to.include({ state: 'revoked', reason: 'by_admin' });
  });

  it('the note is read by the office and rests sealed; the audit has the cause', async () => {
    expect((await find('clchan'))['hold']).to.include({
      action: 'credential.revoked',
      cause: 'code_shared',
      note: 'Seen with Mr Ho at the gate',
    });
    const { rows } = await town.database.pool.query<{ detail: object }>(
      "select detail from audit where action = 'credential.revoked' order by id desc limit 1",
    );
    expect(rows[0]?.detail).to.include({ cause: 'code_shared', was: 'active' });
    expect(JSON.stringify(rows)).to.not.contain('Mr Ho');
  });

  it('the way back is a new code; the old ones stay void', async () => {
    const phone = await member(town, 'hku', 'glam');
    const shown = await phone.code();
    expect((await act('glam', 'freeze')).body).to.include({ state: 'frozen' });
    expect((await phone.askCode()).body).to.include({ code: 'credential_frozen' });
    expect((await act('glam', 'release', { cause: 'settled' })).body).to.include({
      state: 'active',
      reason: 'eligible',
    });
    expect(await shows(town, LIBRARY, shown)).to.equal('deny credential_frozen');
    expect(await shows(town, LIBRARY, await phone.code())).to.equal('grant permitted');
  });

  it('a stronger hold takes the place of a weaker one, and never the other way', async () => {
    expect((await act('glam', 'freeze')).status).to.equal(200);
    expect((await act('glam', 'freeze')).body).to.include({ status: 409, code: 'already_held' });
    expect((await act('glam', 'suspend')).body).to.include({ state: 'suspended' });
    expect((await act('glam', 'freeze')).body).to.include({ code: 'already_held' });
    expect((await act('glam', 'release', { cause: 'mistake' })).body).to.include({ state: 'active' });
    expect((await act('glam', 'release', { cause: 'mistake' })).body).to.include({
      status: 409,
      code: 'not_held',
    });
  });

  it('who has no right by the sources gets none by a release', async () => {
    const { rows } = await town.database.pool.query<{ person: string }>(
      `select c.person from credentials c join people p on p.id = c.person
       where c.campus = 1 and c.state = 'revoked' and c.reason = 'card_not_current' limit 1`,
    );
    const path = `${HOLDERS}/${rows[0]?.person}`;
    const frozen = await office.browser.json('POST', `${path}/freeze`, { cause: 'investigation' });
    expect(frozen.body).to.include({ state: 'frozen', reason: 'by_admin' });
    const released = await office.browser.json('POST', `${path}/release`, { cause: 'settled' });
    expect(released.body).to.include({ state: 'revoked', reason: 'card_not_current' });
  });

  it('a plain holder may not look, nor hold; nor may anybody on another campus', async () => {
    const holder = await member(town, 'hku', 'itadmin').then(() => town.person('hku', 'clchan'));
    await holder.signIn(town.demo.password, '/hku/portal/linked-device');
    const { id } = await find('itadmin');
    for (const [method, path] of [
      ['POST', 'search'],
      ['GET', String(id)],
      ['POST', `${String(id)}/revoke`],
    ] as const) {
      const body =
        method === 'GET' ? undefined : path === 'search' ? { loginName: 'itadmin' } : { cause: 'other' };
      const { body: refused } = await holder.browser.json(method, `${HOLDERS}/${path}`, body);
      expect(refused, path).to.include({ status: 403, code: 'not_your_role' });
    }
    const elsewhere = await office.browser.json('GET', `${HOLDERS.replace('hku', 'hkust-gz')}/${String(id)}`);
    expect(elsewhere.status).to.equal(401);
  });

  it('free text is no cause, and an unknown person is told so', async () => {
    expect((await act('itadmin', 'freeze', { cause: 'because I say so' })).body).to.include({
      code: 'invalid_request',
    });
    const nobody = await office.browser.json('POST', `${HOLDERS}/nobody/freeze`, { cause: 'other' });
    expect(nobody.body).to.include({ status: 404, code: 'no_credential' });
  });
});
