import { expect } from 'chai';
import pg from 'pg';
import { Browser } from '../../../bin/tour/browser.js';
import { serverUrl } from '../../support/postgres-server.js';
import { type SsoHub, startSsoHub } from './support/hub.js';

describe('a sign-in while the database is away', () => {
  let sso: SsoHub;
  before(async () => {
    sso = await startSsoHub();
  });
  after(() => sso?.stop());

  it('is back in a moment, says the page, whom to ask, and not that the person did something wrong', async () => {
    const admin = new pg.Client({ connectionString: await serverUrl() });
    await admin.connect();
    const name = new URL(sso.database.url).pathname.slice(1);
    await admin.query(`alter database ${name} with allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await admin.end();

    const page = await new Browser(sso.hub.url).open('/hku/sign-in?to=/hku/premises');
    expect(page.status).to.equal(503);
    expect(page.html).to.contain('database_unavailable').and.to.contain('mailto:');
    expect(page.html).not.to.contain('server_error');
  });
});
