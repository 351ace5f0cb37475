import { expect } from 'chai';
import { pino } from 'pino';
import { Announcer } from '../../../core/announce/announcer.js';
import type { BrokerMessage } from '../../../core/announce/decision-message.js';
import { EventRecorder } from '../../../core/store/event-recorder.js';
import { recordEvents, type Scan } from '../../../core/store/statements/record-events.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { addCampus, again, grant } from '../store/scans.js';

const log = pino({ level: 'silent' });

describe('decisions on their way to the message broker', () => {
  let database: FreshDatabase;
  before(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
  });
  afterEach(() => database.pool.query('truncate events, events_out'));
  after(() => database?.drop());

  const record = (...scans: Scan[]) => recordEvents(database.pool, scans, true);
  const waiting = async () =>
    (await database.pool.query<{ event: number }>('select event from events_out order by event')).rows.map(
      ({ event }) => String(event),
    );
  /** Somebody who takes messages in, as a broker that confirms; `trouble` makes it refuse. */
  const listener = () => {
    const heard: BrokerMessage[] = [];
    const hearing = { heard, trouble: null as Error | null };
    const announcer = new Announcer({
      pool: database.pool,
      log,
      publish: async (messages) => {
        if (hearing.trouble) throw hearing.trouble;
        heard.push(...messages);
      },
    });
    return { announcer, hearing };
  };

  it('each recorded decision is noted in the statement that records it, and only then', async () => {
    const scan = grant();
    await record(scan, grant());
    await record(again(scan));
    const { rows } = await database.pool.query<{ same: boolean }>(
      'select o.xmin = e.xmin as same from events_out o join events e on e.id = o.event',
    );
    expect(rows).to.deep.equal([{ same: true }, { same: true }]);
  });

  it('the same answer given again, and a hub without a broker, note nothing', async () => {
    const scan = grant();
    await record(scan);
    await record(scan);
    expect(await waiting()).to.have.length(1);
    await new EventRecorder(database.pool).record(grant());
    expect(await waiting()).to.have.length(1);
    let heard = 0;
    await new EventRecorder(database.pool, () => {
      heard += 1;
    }).record(grant());
    expect(await waiting()).to.have.length(2);
    expect(heard).to.equal(1);
  });

  it('a decision goes out as a CloudEvent that names nobody, in the order of recording', async () => {
    await record(
      grant({ point: 'gate', origin: 'legacy', reason: 'permitted_by_origin', rule: undefined }),
      grant({ outcome: 'deny', reason: 'outside_hours', rule: undefined, point: 'library-door' }),
    );
    const ids = await waiting();
    const { announcer, hearing } = listener();
    expect(await announcer.announceBatch()).to.equal(2);
    const [first, second] = hearing.heard;
    expect(first).to.include({ exchange: 'gatehouse.test', routingKey: 'decision.gate.grant', id: ids[0] });
    expect(second).to.include({ routingKey: 'decision.library-door.deny', id: ids[1] });
    const body = JSON.parse(String(first?.body)) as Record<string, unknown>;
    expect(body).to.deep.equal({
      specversion: '1.0',
      id: ids[0],
      source: '/campuses/test',
      type: 'internal.gatehouse.decision.v1',
      time: '2026-03-02T04:00:00.000Z',
      subject: 'gate',
      datacontenttype: 'application/json',
      data: {
        ...{ id: ids[0], campus: 'test', point: 'gate', device: 'reader-1', at: '2026-03-02T04:00:00.000Z' },
        ...{ outcome: 'grant', reason: 'permitted_by_origin', version: 3, origin: 'legacy' },
      },
    });
    expect(await waiting()).to.deep.equal([]);
  });

  it('what the broker does not confirm stays and is told later; decisions go on meanwhile', async () => {
    await record(grant());
    const { announcer, hearing } = listener();
    hearing.trouble = new Error('the message broker is away');
    const failure = await announcer.announceBatch().catch((error: Error) => error.message);
    expect(failure).to.equal('the message broker is away');
    await record(grant());
    const ids = await waiting();
    expect(await announcer.backlog()).to.include({ waiting: 2 });
    expect((await announcer.backlog()).oldestSeconds).to.be.above(0);
    hearing.trouble = null;
    await announcer.announceBatch();
    expect(hearing.heard.map(({ id }) => id)).to.deep.equal(ids);
    expect(await announcer.backlog()).to.deep.equal({ waiting: 0, oldestSeconds: 0 });
  });

  it('a recorder’s word is enough: what is recorded goes out, batch after batch, and a refusal is tried again', async () => {
    const { announcer, hearing } = listener();
    hearing.trouble = new Error('not now');
    announcer.start();
    const recorder = new EventRecorder(database.pool, () => announcer.poke());
    await recorder.record(grant());
    hearing.trouble = null;
    await Promise.all(Array.from({ length: 700 }, () => recorder.record(grant())));
    await eventually(async () => (await waiting()).length === 0);
    await announcer.stop();
    expect(new Set(hearing.heard.map(({ id }) => id)).size).to.equal(701);
    await recorder.record(grant());
    expect(await waiting(), 'after the stop').to.have.length(1);
  });

  it('two nodes share the work: what one has in hand the other leaves alone', async () => {
    await record(...Array.from({ length: 501 }, () => grant()));
    const there = listener();
    const seen: string[] = [];
    const here = new Announcer({
      pool: database.pool,
      log,
      publish: async (messages) => {
        seen.push(...messages.map(({ id }) => id));
        expect(await there.announcer.announceBatch()).to.equal(1);
      },
    });
    expect(await here.announceBatch()).to.equal(500);
    expect(there.hearing.heard.map(({ id }) => id)).to.not.include.members(seen);
    expect(await waiting()).to.deep.equal([]);
  });

  it('a note whose event was thrown away goes without a word', async () => {
    await record(grant());
    await database.pool.query('truncate events');
    const { announcer, hearing } = listener();
    expect(await announcer.announceBatch()).to.equal(1);
    expect(hearing.heard).to.deep.equal([]);
    expect(await waiting()).to.deep.equal([]);
  });
});
