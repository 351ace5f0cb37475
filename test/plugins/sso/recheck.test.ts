import { expect } from 'chai';
import { pino } from 'pino';
import { createVault } from '../../../core/store/seal.js';
import { createSession, findSession } from '../../../core/store/sessions.js';
import { endSessions } from '../../../core/use-cases/end-sessions.js';
import { Accounts } from '../../../plugins/sso/accounts.js';
import { recheck } from '../../../plugins/sso/recheck.js';
import { createSealing } from '../../../plugins/sso/sealing.js';
import type { Directory } from '../../../simulators/directory/start-directory.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { hkuSettings, startTestDirectory } from './support/directory.js';
import { plainScope, secrets } from './support/plain-scope.js';

const vault = createVault('a secret of the tests');
const DN = 'uid=clchan,ou=people,dc=hku,dc=campus,dc=test';
const person = {
  dn: DN,
  loginName: 'clchan',
  sourceKey: '1',
  displayName: 'Chan',
  email: null,
  affiliation: 'staff' as const,
};

describe('looking again for people who are signed in', () => {
  let database: FreshDatabase;
  let directory: Directory;
  let now = Date.UTC(2026, 10, 22);
  let accounts: Accounts;
  let context: Parameters<typeof endSessions>[0];
  let scope: Parameters<typeof recheck>[0];

  before(async () => {
    database = await freshDatabase();
    directory = await startTestDirectory();
    const stores = await plainScope(database, () => now);
    accounts = new Accounts(stores, createSealing(secrets, 1));
    const { url } = directory;
    context = { pool: database.pool, vault };
    scope = {
      settings: hkuSettings({ url }),
      log: pino({ level: 'silent' }),
      now: () => now,
      signal: new AbortController().signal,
      hub: {
        endSessions: (loginName) =>
          endSessions(context, { number: 1, slug: 'hku' }, { actor: 'plugin:sso', loginName }),
      },
    };
  });
  after(async () => {
    await directory.stop();
    await database.drop();
  });

  async function signedIn(dn: string, sourceKey: string, loginName = 'clchan'): Promise<string> {
    const id = await accounts.remember({ ...person, dn, sourceKey, loginName });
    await database.pool.query(
      `insert into sso_models (campus, model, id, account, payload, expires_at) values (1, 'Session', $1, $2, '', $3)`,
      [Buffer.from(id), id, new Date(now + 86_400_000)],
    );
    return id;
  }

  it('ends whom the directory no longer has, with every session, and nobody else', async () => {
    const stays = await signedIn(DN, '1');
    const leaves = await signedIn(DN.replace('clchan', 'gone'), '2');
    await recheck(scope, accounts);
    expect(await accounts.find(leaves), 'asked a moment ago').not.to.equal(null);
    now += 16 * 60_000;
    await recheck(scope, accounts);
    expect(await accounts.find(leaves)).to.equal(null);
    expect(await accounts.find(stays)).to.deep.include({ loginName: 'clchan' });
    const { rows } = await database.pool.query<{ account: string }>('select account from sso_models');
    expect(rows).to.deep.equal([{ account: stays }]);
  });

  it('ends their sessions at the hub’s own pages too, and nobody else’s', async () => {
    await signedIn(DN.replace('clchan', 'dismissed'), '4', 'dismissed');
    const begin = (loginName: string) =>
      createSession(
        database.pool,
        vault,
        1,
        { person: null, displayName: 'x', loginName, idToken: 'x', affiliation: 'staff', roles: ['admin'] },
        { now, seconds: 8 * 3_600 },
      );
    const [stays, ends] = [await begin('clchan'), await begin('Dismissed')];
    now += 16 * 60_000;
    await recheck(scope, accounts);
    const find = (token: string) => findSession(database.pool, vault, 1, { token, now });
    expect(await find(ends)).to.equal(null);
    expect(await find(stays)).to.include({ loginName: 'clchan' });
  });

  it('looks at everybody who is due, however many they are', async () => {
    const many = await Promise.all(
      Array.from({ length: 420 }, (_, at) =>
        signedIn(DN.replace('clchan', `gone${at}`), `many${at}`, `gone${at}`),
      ),
    );
    now += 16 * 60_000;
    await recheck(scope, accounts);
    const left = await Promise.all(many.map((id) => accounts.find(id)));
    expect(left.filter((one) => one !== null)).to.deep.equal([]);
  });

  it('takes somebody back who signs in again', async () => {
    const id = await accounts.remember({ ...person, dn: DN.replace('clchan', 'gone'), sourceKey: '2' });
    expect(await accounts.find(id)).not.to.equal(null);
  });

  it('ends nobody because the directory is away', async () => {
    const id = await signedIn(DN.replace('clchan', 'gone-too'), '3');
    now += 16 * 60_000;
    await recheck({ ...scope, settings: { ...scope.settings, bindPassword: 'other' } }, accounts);
    expect(await accounts.find(id)).not.to.equal(null);
  });
});
