import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Channel } from 'amqplib';
import { expect } from 'chai';
import { pino } from 'pino';
import { startWorld, type World } from '../../bin/tour/world.js';
import { findPersonByKey } from '../../core/store/people.js';
import { workerEvent } from '../../simulators/hr/worker-event.js';
import { admin, member, shows } from '../scenarios/steps.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { BROKER, broker, type Listener, listenTo, openBroker } from './support/broker.js';

const GATE = ['hku', 'main-library-gate-1'] as const;

describe('a campus with RabbitMQ', () => {
  const run = randomBytes(4).toString('hex');
  const exchange = `hr.events.${run}`;
  const queue = `gatehouse.test.${run}`;
  let database: FreshDatabase;
  let dataDir: string;
  let world: World;
  let decisions: Listener;
  let channel: Channel;
  let link: Awaited<ReturnType<typeof openBroker>>;

  before(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-rabbitmq-'));
    decisions = await listenTo('gatehouse.hku', 'decision.#');
    const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr);
    world = await startWorld({ databaseUrl: database.url, dataDir, log, amqpUrl: BROKER });
    await world.demo.services.hr('hku').publishEvents({ broker: BROKER, exchange });
    link = await openBroker(async (opened) => {
      channel = opened;
    });
    await hearWorkerEvents();
  });
  after(async () => {
    await world?.stop();
    await decisions?.stop();
    for (const name of [queue, `${queue}.dead`]) await channel?.deleteQueue(name).catch(() => undefined);
    await link?.close();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** As an admin sets it up: worker events beside the worker feed, about the same people. */
  const hearWorkerEvents = async () => {
    const it = await admin(world, 'hku');
    const path = '/api/v1/campuses/hku/plugins';
    const { body } = await it.browser.json('GET', path);
    const plugins = body['items'] as { name: string; settings: { sources: object[] } }[];
    const settings = plugins.find(({ name }) => name === 'hcms')?.settings;
    const source = {
      ...{ kind: 'amqp', broker: BROKER, exchange, queue },
      ...{ people: 'worker-feed', orderBy: 'sequence' },
    };
    const put = await it.browser.json('PUT', `${path}/hcms`, {
      enabled: true,
      settings: { ...settings, sources: [...(settings?.sources ?? []), source] },
    });
    expect(put.body, JSON.stringify(put.body)).to.include({ health: 'running' });
    expect(JSON.stringify(put.body)).not.to.contain(new URL(BROKER).password);
    await eventually(async () => (await look(queue))?.consumerCount === 1);
  };
  const look = (name: string) => channel.checkQueue(name).catch(() => undefined);
  const hr = () => world.demo.services.hr('hku');
  const credential = async (sourceKey: string) => {
    const person = await findPersonByKey(database.pool, world.hub.context.vault, 1, sourceKey);
    const { rows } = await database.pool.query<{ state: string; reason: string }>(
      'select state, reason from credentials where person = $1',
      [person],
    );
    return `${rows[0]?.state} ${rows[0]?.reason}`;
  };
  const place = async () => {
    const { rows } = await database.pool.query<{ position: number }>(
      'select max(position) as position from hcms_amqp_seen',
    );
    return rows[0]?.position ?? 0;
  };
  const publish = (sourceKey: string, at: number, change: object) => {
    const worker = { ...hr().worker(sourceKey), ...change };
    const { routingKey, event } = workerEvent('hku', { sourceKey, worker, place: at, at: new Date() });
    channel.publish(exchange, routingKey, Buffer.from(JSON.stringify(event)), { persistent: true });
  };
  it('an HR event ends a credential in seconds: the code in hand no longer opens', async () => {
    const her = await member(world, 'hku', 'clchan');
    const code = await her.code();
    expect(await shows(world, GATE, code)).to.equal('grant permitted');
    const key = sourceKeyOf(world, 'clchan');
    hr().reportCardLost(key);
    await eventually(async () => (await credential(key)) === 'revoked card_not_current');
    expect(await shows(world, GATE, code)).to.equal('deny credential_revoked');
    const refused = await her.askCode();
    expect(refused.body['code']).to.equal('credential_revoked');
    hr().change(key, { card: 'current' });
    await eventually(async () => (await credential(key)) === 'active eligible');
  });

  it('duplicates and disorder change nothing; what nobody can read goes to the dead letters, once', async () => {
    const key = sourceKeyOf(world, 'itadmin');
    const from = (await place()) + 100;
    publish(key, from + 2, { card: 'reported_lost' });
    await eventually(async () => (await credential(key)) === 'revoked card_not_current');
    publish(key, from + 1, { card: 'current' });
    publish(key, from + 2, { card: 'reported_lost' });
    publish(key, from, { card: 'current' });
    channel.publish(exchange, 'worker.changed.hku', Buffer.from('not an event'));
    channel.publish(exchange, 'worker.changed.hku', Buffer.from('{"specversion":"1.0"}'));
    await eventually(async () => (await look(`${queue}.dead`))?.messageCount === 2);
    // What comes after them in the queue has been applied, so they were.
    publish(sourceKeyOf(world, 'dschwarz'), from, { card: 'reported_lost' });
    const other = sourceKeyOf(world, 'dschwarz');
    await eventually(async () => (await credential(other)) === 'revoked card_not_current');
    expect(await credential(key)).to.equal('revoked card_not_current');
    publish(key, from + 3, { card: 'current' });
    await eventually(async () => (await credential(key)) === 'active eligible');
    expect((await look(`${queue}.dead`))?.messageCount).to.equal(2);
  });

  it('decisions go out as CloudEvents, as the event list has them, and name nobody', async () => {
    const her = await member(world, 'hku', 'clchan');
    world.clock.advance(30);
    expect(await shows(world, GATE, await her.code())).to.equal('grant permitted');
    expect(await shows(world, ['hku', 'chi-wah-gates'], 'rubbish', 'chi-wah-1f')).to.equal('deny unreadable');
    const it = await admin(world, 'hku');
    const list = await it.browser.json('GET', '/api/v1/campuses/hku/events?limit=2');
    const items = list.body['items'] as { id: string; point: string; at: string; outcome: string }[];
    for (const item of items) {
      const told = await eventually(() => decisions.heard.find(({ event }) => event.id === item.id));
      expect(told).to.include({
        routingKey: `decision.${item.point}.${item.outcome}`,
        contentType: 'application/cloudevents+json',
        messageId: item.id,
        deliveryMode: 2,
      });
      const { data, ...attributes } = told.event;
      expect(attributes).to.deep.equal({
        ...{
          specversion: '1.0',
          id: item.id,
          source: '/campuses/hku',
          type: 'internal.gatehouse.decision.v1',
        },
        ...{ time: item.at, subject: item.point, datacontenttype: 'application/json' },
      });
      expect(data).to.deep.equal(item);
      expect(JSON.stringify(told)).not.to.match(/clchan|CHAN/i);
    }
  });

  it('a broker that dies in the middle loses neither HR’s events nor decisions, and no gate waits for it', async () => {
    const key = sourceKeyOf(world, 'clchan');
    await broker('down');
    hr().reportCardLost(key);
    const before = new Set(decisions.heard.map(({ event }) => event.id));
    for (let i = 0; i < 20; i += 1)
      expect(await shows(world, ['hku', 'chi-wah-gates'], `rubbish ${i}`, 'chi-wah-2f')).to.equal(
        'deny unreadable',
      );
    const { rows } = await database.pool.query<{ id: string }>(
      `select id::text as id from events where point = 'chi-wah-2f' order by id desc limit 20`,
    );
    expect(rows.filter(({ id }) => before.has(id))).to.deep.equal([]);
    await broker('up');
    await eventually(async () => (await credential(key)) === 'revoked card_not_current');
    await eventually(() => rows.every(({ id }) => decisions.heard.some(({ event }) => event.id === id)));
    await eventually(async () => (await database.pool.query('select 1 from events_out')).rowCount === 0);
  });
});

function sourceKeyOf(world: World, loginName: string): string {
  const found = world.demo.services.people('hku').people.find((person) => person.loginName === loginName);
  if (!found) throw new Error(`nobody is called ${loginName}`);
  return found.sourceKey;
}
