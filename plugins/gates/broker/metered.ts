import type { Socket } from 'node:net';
import { Duplex, pipeline, Transform } from 'node:stream';
import { PacketMeter } from './packet-meter.js';

/** The socket behind a meter: a packet above the limit ends the connection before it is read. */
export function metered(socket: Socket, limit: number): { connection: Duplex; meter: PacketMeter } {
  const meter = new PacketMeter(limit);
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (meter.accepts(chunk)) done(null, chunk);
      else done(new Error('packet_too_large'));
    },
  });
  // Errors reach the connection through the streams it is made of.
  pipeline(socket, gate, () => socket.destroy());
  return { connection: Duplex.from({ readable: gate, writable: socket }), meter };
}
