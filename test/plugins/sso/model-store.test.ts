import { expect } from 'chai';
import { ModelStore, removeExpired } from '../../../plugins/sso/provider/adapter.js';
import { createSealing } from '../../../plugins/sso/sealing.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { plainScope, secrets } from './support/plain-scope.js';

describe('what the issuer remembers', () => {
  let database: FreshDatabase;
  let now = Date.UTC(2026, 10, 22);
  let scope: Awaited<ReturnType<typeof plainScope>>;
  let codes: ModelStore;
  let tokens: ModelStore;

  before(async () => {
    database = await freshDatabase();
    scope = await plainScope(database, () => now);
    const sealing = createSealing(secrets, 1);
    codes = new ModelStore('AuthorizationCode', scope, sealing);
    tokens = new ModelStore('AccessToken', scope, sealing);
  });
  after(() => database.drop());

  it('comes back as it was, under its own kind only', async () => {
    await codes.upsert('id-1', { jti: 'id-1', grantId: 'g', scope: 'openid 中' }, 60);
    expect(await codes.find('id-1')).to.deep.equal({ jti: 'id-1', grantId: 'g', scope: 'openid 中' });
    expect(await tokens.find('id-1')).to.equal(undefined);
    expect(await codes.find('id-2')).to.equal(undefined);
  });

  it('is found by a session’s uid', async () => {
    await tokens.upsert('id-3', { jti: 'id-3', uid: 'u-3' }, 60);
    expect(await tokens.findByUid('u-3')).to.include({ jti: 'id-3' });
  });

  it('can be used once: of many at once, one', async () => {
    await codes.upsert('once', { jti: 'once' }, 60);
    const tries = await Promise.allSettled([...Array(8)].map(() => codes.consume('once')));
    expect(tries.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect(await codes.find('once')).to.have.property('consumed', Math.floor(now / 1_000));
  });

  it('goes with its grant', async () => {
    await tokens.upsert('a', { jti: 'a', grantId: 'gone' }, 60);
    await tokens.upsert('b', { jti: 'b', grantId: 'other' }, 60);
    await tokens.revokeByGrantId('gone');
    expect([await tokens.find('a'), (await tokens.find('b'))?.jti]).to.deep.equal([undefined, 'b']);
  });

  it('cannot be read with another installation’s secret, nor under another campus', async () => {
    const other = createSealing({ secretFor: () => Buffer.alloc(32, 8) }, 1);
    const failure = await new ModelStore('AccessToken', scope, other)
      .find('b')
      .catch((error: Error) => error.name);
    expect(failure).to.equal('Error');
    const elsewhere = createSealing(secrets, 2);
    const misplaced = await new ModelStore('AccessToken', scope, elsewhere)
      .find('b')
      .catch((error: Error) => error.name);
    expect(misplaced).to.equal('Error');
  });

  it('is gone when its time is over, to the second', async () => {
    await codes.upsert('short', { jti: 'short' }, 60);
    now += 59_999;
    expect(await codes.find('short')).not.to.equal(undefined);
    now += 1;
    expect(await codes.find('short')).to.equal(undefined);
    now += 1;
    await removeExpired(scope);
    const { rows } = await database.pool.query('select 1 from sso_models');
    expect(rows).to.have.length(0);
  });
});
