import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { RunningHub } from '../../../bin/start-hub.js';
import { type MailServer, startMail } from '../../../simulators/mail/start-mail.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { applyMessageCampus, messageStates, queueOn, startMessageHub } from '../../support/message-hub.js';

const HUB = fileURLToPath(new URL('./hub-process.js', import.meta.url));
const MESSAGES = 50;
const TAKEN = 20;
const MINUTE = 60_000;

describe('a hub that is killed while it sends 50 messages', () => {
  let database: FreshDatabase;
  let mail: MailServer;
  let child: ChildProcess | undefined;
  let next: RunningHub | undefined;
  before(async () => {
    database = await freshDatabase();
    mail = await startMail();
    const settings = { server: mail.server, tls: 'none', fromAddress: 'visits@hku.test' };
    await applyMessageCampus(database, { email: settings });
  });
  after(async () => {
    child?.kill('SIGKILL');
    await next?.stop();
    await mail?.stop();
    await database?.drop();
  });

  it('SIGKILL in flight: none of 50 is lost, and only the one in flight comes twice, under one Message-ID', async () => {
    const asks = Array.from({ length: MESSAGES }, (_, n) => ({ to: `guest-${n}@example.org` }));
    await queueOn(database, ...asks);
    // The twentieth mail is taken and not answered: so the hub dies in flight, whatever the machine's speed.
    mail.fail(...Array.from({ length: TAKEN - 1 }, () => null), { kind: 'silence' });

    child = spawn(process.execPath, [HUB, database.url], { stdio: ['ignore', 'ignore', 'inherit'] });
    await eventually(() => mail.mails().length === TAKEN);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const held = await messageStates(database);
    expect(held.filter(({ state }) => state === 'accepted')).to.have.length(TAKEN - 1);
    expect(held.filter(({ state }) => state === 'sending')).to.have.length(1);

    // Past the dead hub's leases.
    next = await startMessageHub(database.url, ['email'], () => Date.now() + 2 * MINUTE);
    const states = await eventually(async () => {
      const all = await messageStates(database);
      return all.every(({ state }) => state === 'accepted') && all;
    });

    expect(states.filter(({ uncertain }) => uncertain)).to.have.length(1);
    const ids = mail.mails().map(({ messageId }) => messageId);
    expect(ids).to.have.length(MESSAGES + 1);
    expect(new Set(ids).size).to.equal(MESSAGES);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    expect(twice).to.deep.equal([`<${states.find(({ uncertain }) => uncertain)?.id}@hku.test>`]);
    expect(new Set(mail.mails().map(({ to }) => to)).size).to.equal(MESSAGES);
  });
});
