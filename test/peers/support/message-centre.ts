import { createServer, type Server, type Socket } from 'node:net';
import { listen } from '../../../simulators/support/listen.js';

/** A short message as the message centre got it (SMPP 3.4 section 4.4). */
export interface Submitted {
  to: string;
  from: string;
  dataCoding: number;
  /** Of its user data header; 1 of 1 without one. */
  part: { reference: number; total: number; number: number };
  text: string;
}

export interface MessageCentre {
  submitted(): readonly Submitted[];
  /** What stands on a phone: the parts of each message put together in their order. */
  phone(to: string): string[];
  stop(): Promise<void>;
}

const BIND = new Set([0x01, 0x02, 0x09]);
const SUBMIT = 0x04;
const DELIVER = 0x05;
const UNBIND = 0x06;
const ENQUIRE = 0x15;
const RESPONSE = 0x80000000;
const UCS2 = 8;
const HAS_HEADER = 0x40;
const IS_RECEIPT = 0x04;

/** A message centre as far as a gateway needs one: it takes messages and tells receipts; numbers that end in 99 are off. */
export async function startMessageCentre(port: number): Promise<MessageCentre> {
  const submitted: Submitted[] = [];
  const sockets = new Set<Socket>();
  let serial = 0;
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
    eachPdu(socket, (command, sequence, body) => {
      if (BIND.has(command)) return answer(socket, command, sequence, cString('centre'));
      if (command === ENQUIRE || command === UNBIND) return answer(socket, command, sequence);
      if (command !== SUBMIT) return;
      serial += 1;
      const { message, receipt } = readSubmit(body);
      submitted.push(message);
      answer(socket, command, sequence, cString(String(serial)));
      if (receipt) tellReceipt(socket, message, serial);
    });
  });
  await listen(server, port);
  return {
    submitted: () => submitted,
    phone: (to) => wholeTexts(submitted.filter((message) => message.to === to)),
    stop: () => stopped(server, sockets),
  };
}

function eachPdu(socket: Socket, heard: (command: number, sequence: number, body: Buffer) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 16 && pending.length >= pending.readUInt32BE(0)) {
      const pdu = pending.subarray(0, pending.readUInt32BE(0));
      pending = pending.subarray(pdu.length);
      heard(pdu.readUInt32BE(4), pdu.readUInt32BE(12), pdu.subarray(16));
    }
  });
}

function answer(socket: Socket, command: number, sequence: number, body: Buffer = Buffer.alloc(0)): void {
  send(socket, command + RESPONSE, sequence, body);
}

function send(socket: Socket, command: number, sequence: number, body: Buffer): void {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(16 + body.length, 0);
  header.writeUInt32BE(command, 4);
  header.writeUInt32BE(sequence, 12);
  socket.write(Buffer.concat([header, body]));
}

function readSubmit(body: Buffer): { message: Submitted; receipt: boolean } {
  let at = 0;
  const string = () => {
    const end = body.indexOf(0, at);
    const text = body.toString('latin1', at, end);
    at = end + 1;
    return text;
  };
  const byte = () => body.readUInt8(at++);
  string();
  byte();
  byte();
  const from = string();
  byte();
  byte();
  const to = string();
  const esmClass = byte();
  byte();
  byte();
  string();
  string();
  const receipt = (byte() & 1) === 1;
  byte();
  const dataCoding = byte();
  byte();
  const octets = body.subarray(at + 1, at + 1 + body.readUInt8(at));
  const headerLength = (esmClass & HAS_HEADER) === 0 ? 0 : octets.readUInt8(0) + 1;
  const [reference = 0, total = 1, number = 1] = headerLength === 6 ? octets.subarray(3, 6) : [];
  const content = octets.subarray(headerLength);
  const text =
    dataCoding === UCS2 ? Buffer.from(content).swap16().toString('utf16le') : content.toString('latin1');
  return { message: { to, from, dataCoding, part: { reference, total, number }, text }, receipt };
}

function tellReceipt(socket: Socket, { to, from }: Submitted, id: number): void {
  const state = to.endsWith('99') ? 'UNDELIV' : 'DELIVRD';
  const text = `id:${id} sub:001 dlvrd:001 submit date:2611220100 done date:2611220100 stat:${state} err:000 text:`;
  const body = Buffer.concat([
    ...[cString(''), Buffer.from([1, 1]), cString(to), Buffer.from([0, 0]), cString(from)],
    ...[Buffer.from([IS_RECEIPT, 0, 0]), cString(''), cString(''), Buffer.from([0, 0, 0, 0, text.length])],
    Buffer.from(text, 'latin1'),
  ]);
  send(socket, DELIVER, id, body);
}

function wholeTexts(parts: Submitted[]): string[] {
  const references = [...new Set(parts.map(({ part }) => part.reference))];
  return references.map((reference) =>
    parts
      .filter(({ part }) => part.reference === reference)
      .sort((a, b) => a.part.number - b.part.number)
      .map(({ text }) => text)
      .join(''),
  );
}

function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1');
}

function stopped(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
