import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { migrate } from '../../../../core/store/migrate.js';
import { type Delivery, Inbox } from '../../../../plugins/hcms/amqp/inbox.js';
import { Seen } from '../../../../plugins/hcms/amqp/seen.js';
import type { WorkerEvent } from '../../../../plugins/hcms/amqp/worker-event.js';
import { eventSource } from '../../../../plugins/hcms/amqp/worker-events.js';
import { type SyncCampus, sourceOf, staff, startSyncCampus } from '../../../core/use-cases/sync-campus.js';
import { readable } from '../../../support/readable.js';

const MIGRATIONS = fileURLToPath(new URL('../../../../plugins/hcms/migrations/', import.meta.url));

/** What comes out of the inbox, into a real database; the broker itself is in test/peers. */
describe('worker events in whatever order they come', () => {
  let campus: SyncCampus;
  let inbox: Inbox;
  let acknowledged: string[];
  before(async () => {
    campus = await startSyncCampus();
    await migrate(campus.url, [{ name: 'hcms', dir: MIGRATIONS }]);
    await campus.sync(sourceOf([staff(1), staff(2), staff(3)]));
  });
  beforeEach(() => {
    inbox = new Inbox();
    acknowledged = [];
  });
  after(() => campus?.stop());

  const scope = () => ({
    campus: { number: 1 },
    node: { secretFor: () => Buffer.alloc(32, 7) },
    query: campus.rows,
  });
  const source = (more: { people?: string } = { people: 'feed' }) =>
    eventSource(
      { name: 'events', ...more },
      300,
      inbox,
      new Seen(scope() as unknown as ConstructorParameters<typeof Seen>[0], 'events'),
    );
  let position = 1_000;
  const arrives = (number: number, at: number, more: Record<string, unknown> = {}): Delivery => {
    const record = 'left' in more ? { sourceKey: `H${number}`, left: true } : staff(number, more);
    const event: WorkerEvent = { sourceKey: `H${number}`, position: at, record };
    const delivery = { event, ack: () => void acknowledged.push(`${event.sourceKey}@${at}`) };
    inbox.add(delivery);
    return delivery;
  };
  const next = () => {
    position += 10;
    return position;
  };
  const pull = () => campus.sync(source());

  it('an event ends the credential of a person whom another source told of, and voids the code', async () => {
    const { handle } = await campus.showCode('H1');
    arrives(1, next(), { card: 'reported_lost' });
    const report = await pull();
    expect([report.outcome, report.counts.changed]).to.deep.equal(['applied', 1]);
    expect(await campus.credential('H1')).to.equal('revoked card_not_current');
    expect([...campus.snapshot().bundle.voids.keys()]).to.include(handle);
    expect(await campus.rows('select 1 from people where source <> $1', ['test/feed'])).to.deep.equal([]);
  });

  it('an event is acknowledged after the commit and not before', async () => {
    arrives(2, next(), { unit: 'Registry' });
    const stopped = new AbortController();
    stopped.abort();
    await campus.sync(source(), stopped.signal);
    expect(acknowledged).to.deep.equal([]);
    expect(inbox.size).to.equal(1);
    await pull();
    expect(acknowledged).to.have.length(1);
    expect(inbox.size).to.equal(0);
  });

  it('one that comes twice changes nothing the second time, and is acknowledged too', async () => {
    const at = next();
    arrives(2, at, { card: 'replaced' });
    expect((await pull()).outcome).to.equal('applied');
    arrives(2, at, { card: 'replaced' });
    expect((await pull()).outcome).to.equal('unchanged');
    expect(acknowledged).to.deep.equal([`H2@${at}`, `H2@${at}`]);
  });

  it('an older one that comes later is dropped, alone or beside the newer one', async () => {
    const [old, newer] = [next(), next()];
    arrives(3, newer, { card: 'reported_lost' });
    await pull();
    arrives(3, old, { card: 'current' });
    await pull();
    expect(await campus.credential('H3')).to.equal('revoked card_not_current');
    const [third, fourth] = [next(), next()];
    arrives(3, fourth, { card: 'current' });
    arrives(3, third, { card: 'replaced' });
    await pull();
    expect(await campus.credential('H3')).to.equal('active eligible');
    expect(acknowledged).to.have.members([newer, old, fourth, third].map((at) => `H3@${at}`));
  });

  it('what the broker took back with its connection is not acknowledged for it', async () => {
    arrives(2, next(), { unit: 'Archive' });
    const pulling = source().pull(null, new AbortController().signal);
    await pulling.next();
    const end = await pulling.next();
    inbox.forget();
    if (end.done) end.value.committed?.();
    expect(acknowledged).to.deep.equal([]);
  });

  it('a worker who left is gone, and the table of what was seen holds no number', async () => {
    arrives(2, next(), { left: true });
    expect((await pull()).counts.left).to.equal(1);
    expect(await campus.credential('H2')).to.equal('revoked left_source');
    arrives(2_039_144_770, next());
    await pull();
    const [row] = await campus.rows<{ text: string; newest: number }>(
      "select string_agg(s::text, ' ') as text, max(position)::int as newest from hcms_amqp_seen s",
    );
    expect(row?.newest).to.equal(position);
    expect(readable(row?.text, ['2039144770'])).to.deep.equal([]);
  });

  it('events without another source’s people are about their own', async () => {
    arrives(77, next());
    await campus.sync(source({}));
    expect(await campus.rows('select source from people where source <> $1', ['test/feed'])).to.deep.equal([
      { source: 'test/events' },
    ]);
  });
});
