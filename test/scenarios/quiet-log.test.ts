import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { member } from '../../bin/tour/steps.js';
import { api, CAMPUS, copiedLink, inMinutes, linkTo, SOUTH_GATE, Visitor } from '../../bin/tour/visitor.js';
import { startWorld, type World } from '../../bin/tour/world.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

const NUMBER = '13800007007';
const ADDRESS = 'quiet@visitors.test';

describe('the log of a whole day with visitors', () => {
  let database: FreshDatabase;
  let dataDir: string;
  let world: World;
  const lines: string[] = [];
  before(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-log-'));
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    world = await startWorld({ databaseUrl: database.url, dataDir, log });
  });
  after(async () => {
    await world?.stop();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const visit = (kind: 'foreign' | 'mainland', contact: string) => ({
    ...{ kind, ...inMinutes(world, 0), points: ['south-gate'], purpose: 'A talk on silence' },
    visitor: { name: 'Quinta Silva', contact, language: 'en' },
  });

  it('holds no link, no session, no code, no name, no address and no number, whatever went wrong on the way', async () => {
    const host = await member(world, CAMPUS, 'gzadmin');
    const asked = await api(host, 'POST', 'visits', visit('mainland', NUMBER));
    const link = await copiedLink(host, String(asked.body['id']));
    const foreign = String((await api(host, 'POST', 'visits', visit('foreign', ADDRESS))).body['id']);
    await api(host, 'POST', `visits/${foreign}/decision`, { approve: true });
    const mailed = await linkTo(world, ADDRESS);

    const visitor = new Visitor(world);
    const page = await visitor.browser.open(new URL(link).pathname);
    expect(page.url.pathname).to.equal(`/${CAMPUS}/pass`);
    await visitor.proveNumber(`+86${NUMBER}`);
    const { body } = await visitor.askCode();
    expect((await world.gates.gate(...SOUTH_GATE).scan(String(body['text']))).decision).to.equal('grant');
    // Wrong turns: a link that is none, a page that is not there below a link, a cancelled visit.
    await visitor.browser.open(`${new URL(link).pathname.slice(0, -1)}_`);
    await visitor.browser.open(`${new URL(mailed).pathname}/more`);
    await api(host, 'DELETE', `visits/${foreign}`);
    await new Visitor(world).browser.open(new URL(mailed).pathname);

    const log = lines.join('');
    expect(log.length).to.be.above(0);
    const secrets = [link.slice(-43), mailed.slice(-43), String(body['text']).slice(0, 40), NUMBER, ADDRESS];
    const texts = world.demo.services.messages.inbox(`+86${NUMBER}`).map(({ text }) => text ?? '');
    const digits = texts.flatMap((text) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
    expect(digits).to.have.length(1);
    for (const secret of [...secrets, ...digits, 'Quinta', 'silence', world.demo.password])
      expect(log.includes(secret), secret).to.equal(false);
  });
});
