import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { RunningHub } from '../../bin/start-hub.js';
import { type MailServer, startMail } from '../../simulators/mail/start-mail.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { applyMessageCampus, queueOn, startMessageHub } from '../support/message-hub.js';

const { ZBARIMG_PATH = 'zbarimg' } = process.env;

describe('the QR in a mail, read by zbarimg', () => {
  let database: FreshDatabase;
  let mail: MailServer;
  let hub: RunningHub;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-qr-'));
    database = await freshDatabase();
    mail = await startMail();
    const settings = { server: mail.server, tls: 'none', fromAddress: 'visits@hku.test' };
    await applyMessageCampus(database, { email: settings });
    hub = await startMessageHub(database.url, ['email']);
  });
  after(async () => {
    await hub?.stop();
    await mail?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is the link of the pass that stands in the text', async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into visits (campus, kind, state, personal, begins_at, ends_at, points)
       values (1, 'foreign', 'approved', '', now(), now() + interval '1 hour', '{main-library-gate}') returning id`,
    );
    await queueOn(database, { to: 'ines@example.org', visit: rows[0]?.id, link: 'pass' });
    const [arrived] = await eventually(
      () => mail.inbox('ines@example.org').length > 0 && mail.inbox('ines@example.org'),
    );
    const picture = arrived?.attachments.find(({ contentType }) => contentType === 'image/png');
    const file = path.join(folder, 'qr.png');
    await writeFile(file, picture?.content ?? '');
    const { stdout } = await promisify(execFile)(ZBARIMG_PATH, ['-q', '--nodbus', '--raw', file]);
    expect(stdout.trim()).to.match(new RegExp(`^${hub.url}/hku/v/[\\w-]{43}$`));
    expect(arrived?.text).to.include(stdout.trim());
  });
});
