import type { ProvenReading, Reading, UnprovenReading } from '../domain/reading.js';
import { aad } from './aad.js';
import { decodeBase32 } from './base32.js';
import { decodeSign1, type Sign1, verifySign1, verifySign1Async } from './cose-sign1.js';
import { FORMATS } from './formats.js';
import type { CodeKey, KeySet } from './key-list.js';
import { decodeLivePayload, type LiveFacts } from './live-payload.js';

/** Room for a reader's prefix and suffix around a code; what is longer is not looked at. */
const MAX_SURROUNDED = 512;
/** The symbology identifier that a reader may put in front (ISO/IEC 15424), in either case for a wedge's Caps Lock. */
const AIM_PREFIX = /^\][a-z][0-9a-z]/i;

/** A text of ours whose signature remains to be verified. */
interface Opened {
  message: Sign1;
  key: CodeKey;
}

/**
 * What a scanned text proves to say. Surrounding white space and an AIM identifier are tolerated, and either case.
 * The signature is verified before the payload is looked at. Never throws, whatever the text.
 */
export function read(keys: KeySet, text: string): Reading {
  const opened = open(keys, text);
  if ('ok' in opened) return opened;
  return settle(
    keys,
    opened,
    verifySign1(opened.message, aad(keys.campus, FORMATS.live.purpose), opened.key.publicKey),
  );
}

/** The same answer with the signature verified on the thread pool: for the hub, whose main thread has other guests. */
export async function readAsync(keys: KeySet, text: string): Promise<Reading> {
  const opened = open(keys, text);
  if ('ok' in opened) return opened;
  const purpose = aad(keys.campus, FORMATS.live.purpose);
  return settle(keys, opened, await verifySign1Async(opened.message, purpose, opened.key.publicKey));
}

function open(keys: KeySet, text: string): Opened | UnprovenReading {
  const message = messageOf(text);
  if (message === undefined) return refused('unreadable');
  if (message.kid.campus !== keys.campus) return refused('wrong_campus');
  const key = keys.keys.get(message.kid.key);
  return key === undefined ? refused('unknown_key') : { message, key };
}

function messageOf(text: string): Sign1 | undefined {
  const { prefix, maxCharacters } = FORMATS.live;
  if (text.length > MAX_SURROUNDED) return undefined;
  const code = text.trim().replace(AIM_PREFIX, '').trim();
  if (code.length > maxCharacters || code.slice(0, prefix.length).toUpperCase() !== prefix) return undefined;
  const bytes = decodeBase32(code.slice(prefix.length));
  return bytes && quietly(() => decodeSign1(bytes));
}

/** Only now, behind a good signature, is the payload read: what no key of ours signed is not parsed. */
function settle(keys: KeySet, { message, key }: Opened, genuine: boolean): Reading {
  if (!genuine) return refused('bad_signature');
  const facts = quietly(() => decodeLivePayload(message.payload));
  if (facts === undefined) return refused('unreadable');
  if (!(key.notBefore <= facts.issued && facts.issued < key.notAfter)) return refused('unknown_key');
  return proven(keys.campus, message.kid.key, facts);
}

function proven(campus: number, key: number, facts: LiveFacts): ProvenReading {
  return { ok: true, campus, key, ...facts };
}

function refused(reason: UnprovenReading['reason']): UnprovenReading {
  return { ok: false, reason };
}

function quietly<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
