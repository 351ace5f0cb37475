import { expect } from 'chai';
import fc from 'fast-check';
import { formFields, secretFields } from '../../../../core/host/settings-form.js';
import { readWorkerEvent } from '../../../../plugins/hcms/amqp/worker-event.js';
import { hcmsSettings } from '../../../../plugins/hcms/settings.js';
import { staff } from '../../../core/use-cases/sync-campus.js';

const NOW = Date.parse('2026-11-22T04:00:00Z');

const event = (changes: object = {}) => ({
  specversion: '1.0',
  id: '7f0e',
  source: '/hr/hku',
  type: 'hk.hr.worker.changed.v1',
  time: '2026-11-22T11:59:58+08:00',
  sequence: '0000000042',
  datacontenttype: 'application/json',
  data: staff(1),
  ...changes,
});
const read = (changes: object = {}, orderBy: 'time' | 'sequence' = 'time') =>
  readWorkerEvent(Buffer.from(JSON.stringify(event(changes))), orderBy, NOW);

describe('a worker event', () => {
  it('is a CloudEvent with the whole record of one worker, placed by its time or its sequence', () => {
    expect(read()).to.deep.equal({ sourceKey: 'H1', position: NOW - 2_000, record: staff(1) });
    expect(read({}, 'sequence')?.position).to.equal(42);
    expect(read({ sequence: 43 }, 'sequence')?.position).to.equal(43);
  });

  it('that somebody left needs the number alone', () => {
    const gone = { type: 'worker.left.v1', data: { sourceKey: 'H1', reason: 'retired' } };
    expect(read(gone)?.record).to.deep.equal({ sourceKey: 'H1', left: true });
  });

  for (const [what, changes] of Object.entries({
    'another version of CloudEvents': { specversion: '0.3' },
    'another type': { type: 'hk.hr.worker.photo.v1' },
    'no id': { id: '' },
    'no time': { time: undefined },
    'a time without a zone': { time: '2026-11-22T11:59:58' },
    'a time of the day after tomorrow, which would make all later events look old': {
      time: '2026-11-24T04:00:00Z',
    },
    'no record': { data: undefined },
    'half a record': { data: { sourceKey: 'H1' } },
    'a record with fields that nobody agreed on': { data: staff(1, { salary: 1 }) },
    'a date of no calendar': { data: staff(1, { appointments: [{ from: '2026-02-31' }] }) },
  })) {
    it(`is not read with ${what}`, () => {
      expect(read(changes)).to.equal(null);
    });
  }

  it('is not read without its sequence where sequences order', () => {
    expect(read({ sequence: undefined }, 'sequence')).to.equal(null);
    expect(read({ sequence: '4 2' }, 'sequence')).to.equal(null);
  });

  it('whatever else the bytes are, they are refused and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
        expect(readWorkerEvent(Buffer.from(bytes), 'time', NOW)).to.equal(null);
      }),
      { numRuns: 200 },
    );
    const large = JSON.stringify(event({ padding: 'x'.repeat(70_000) }));
    expect(readWorkerEvent(Buffer.from(large), 'time', NOW)).to.equal(null);
  });
});

describe('settings of a source of worker events', () => {
  const parse = (...sources: object[]) => hcmsSettings.safeParse({ sources }).error?.issues[0]?.message;
  const events = { kind: 'amqp', broker: 'amqps://hub:secret@broker.example/hr' };

  it('have a form that masks the broker, which holds a password', () => {
    expect(secretFields(hcmsSettings)).to.have.deep.members([
      ['sources', '*', 'password'],
      ['sources', '*', 'broker'],
    ]);
    expect(formFields(hcmsSettings).map(({ path }) => path.join('.'))).to.include('sources');
  });

  it('name a broker, and may name the source whose people the events are about', () => {
    const feed = { kind: 'soap', url: 'https://hr.example/feed', user: 'hub', password: 'x' };
    expect(parse(events)).to.equal(undefined);
    expect(parse(feed, { ...events, people: 'worker-feed' })).to.equal(undefined);
    expect(
      parse(events, { ...feed, name: 'other' }, { ...events, name: 'two', people: 'worker-feed' }),
    ).to.equal('people of another source of this list, or of its own');
    expect(parse({ ...events, broker: 'http://broker.example' })).to.equal('an amqp or amqps address');
  });
});
