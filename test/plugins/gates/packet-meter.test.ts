import { expect } from 'chai';
import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { PacketMeter } from '../../../plugins/gates/broker/packet-meter.js';

const LIMIT = 300;
/** Real packets, and the largest remaining length among them. */
const publish = (bytes: number) =>
  generate({ cmd: 'publish', topic: 't', payload: Buffer.alloc(bytes), qos: 0, dup: false, retain: false });

describe('the packet meter', () => {
  it('accepts exactly the streams without a packet above the limit, however they are cut', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 6 });
    const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sizes, cuts, (lengths, pieces) => {
        const meter = new PacketMeter(LIMIT);
        const stream = Buffer.concat(lengths.map(publish));
        const accepted = chunks(stream, pieces).every((chunk) => meter.accepts(chunk));
        // The remaining length of a PUBLISH at QoS 0: two bytes of topic length, the topic, the payload.
        expect(accepted).to.equal(lengths.every((bytes) => bytes + 3 <= LIMIT));
      }),
    );
  });

  it('refuses a length of five bytes, which no packet has', () => {
    const meter = new PacketMeter(Number.POSITIVE_INFINITY);
    expect(meter.accepts(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]))).to.equal(false);
  });
});

function chunks(stream: Buffer, pieces: readonly number[]): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0, piece = 0; at < stream.length; piece++) {
    const length = pieces[piece % pieces.length] ?? 1;
    found.push(stream.subarray(at, at + length));
    at += length;
  }
  return found;
}
