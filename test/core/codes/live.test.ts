import { expect } from 'chai';
import fc from 'fast-check';
import { decodeBase32, encodeBase32 } from '../../../core/codes/base32.js';
import { encodeCanonical } from '../../../core/codes/cbor.js';
import { newHandle } from '../../../core/codes/handle.js';
import { generateKeyPair } from '../../../core/codes/keys.js';
import { encodeLivePayload, type LiveFacts } from '../../../core/codes/live-payload.js';
import { read, readAsync } from '../../../core/codes/read.js';
import { stepStart } from '../../../core/codes/step.js';
import { writeLive } from '../../../core/codes/write-live.js';
import { CAMPUS, HANDLE, ISSUED, keys, NOT_AFTER, NOT_BEFORE, signedText, signer } from './campus-keys.js';

const facts: LiveFacts = { handle: HANDLE, groups: [1, 5, 300], issued: ISSUED };
const text = writeLive(signer, facts);
const proven = { ok: true, campus: CAMPUS, key: 3, ...facts };
const refused = (reason: string) => ({ ok: false, reason });
const dozen = Array.from({ length: 12 }, (_, i) => 60_000 + i);

describe('a live code', () => {
  it('reads back as what was written', () => {
    expect(text).to.match(/^GH1[A-Z2-7]+$/);
    expect(read(keys, text)).to.deep.equal(proven);
  });

  it('reads back with a visit', () => {
    const visit = {
      ...facts,
      groups: [5],
      window: { from: ISSUED - 60, until: ISSUED + 3600 },
      points: [1, 77],
    };
    expect(read(keys, writeLive(signer, visit))).to.deep.equal({ ...proven, ...visit });
  });

  it('reads back whatever facts it can say', () => {
    const numbers = fc
      .uniqueArray(fc.integer({ min: 1, max: 65_535 }), { maxLength: 6 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(numbers, fc.integer({ min: NOT_BEFORE + 60, max: NOT_AFTER - 60 }), (groups, at) => {
        const handle = newHandle();
        const some = { handle, groups, issued: stepStart(handle, at) };
        expect(read(keys, writeLive(signer, some))).to.deep.equal({
          ok: true,
          campus: CAMPUS,
          key: 3,
          ...some,
        });
      }),
    );
  });

  it('holds twelve groups of the largest numbers in exactly 221 characters, QR version 8-M', () => {
    const longest = writeLive(signer, { ...facts, groups: dozen });
    expect(longest).to.have.length(221);
    expect(read(keys, longest)).to.deep.equal({ ...proven, groups: dozen });
  });

  it('is usually short enough for QR version 7-M, 178 characters', () => {
    expect(writeLive(signer, { ...facts, groups: [1, 2, 30, 41, 57] }).length).to.be.at.most(178);
  });

  for (const [says, change, code] of [
    ['thirteen groups', { groups: [...dozen, 65_000] }, 'too_many_groups'],
    ['more than fits', { groups: dozen, points: [1] }, 'code_too_long'],
    ['groups out of order', { groups: [5, 1] }, 'code_facts_invalid'],
    ['a group twice', { groups: [5, 5] }, 'code_facts_invalid'],
    ['group 0', { groups: [0] }, 'code_facts_invalid'],
    ['group 65536', { groups: [65_536] }, 'code_facts_invalid'],
    ['an instant that starts no step', { issued: ISSUED + 1 }, 'code_facts_invalid'],
    ['a fraction of a second', { issued: ISSUED + 0.5 }, 'code_facts_invalid'],
    ['a handle in upper case', { handle: HANDLE.toUpperCase() }, 'code_facts_invalid'],
    ['an empty window', { window: { from: ISSUED, until: ISSUED } }, 'code_facts_invalid'],
    ['a visit to no points', { points: [] }, 'code_facts_invalid'],
  ] as const) {
    it(`is not written for ${says}`, () => {
      expect(() => writeLive(signer, { ...facts, ...change }))
        .to.throw()
        .with.property('code', code);
    });
  }
});

describe('read', () => {
  for (const [says, surrounded] of [
    ['in lower case', text.toLowerCase()],
    ['with a carriage return behind', `${text}\r`],
    ['with CR LF behind', `${text}\r\n`],
    ['with a tab behind', `${text}\t`],
    ['with white space around', `  ${text} \n`],
    ['behind the AIM identifier of a QR code', `]Q1${text}\r\n`],
    ['behind the AIM identifier with inverted case', `]q1${text.toLowerCase()}`],
  ]) {
    it(`takes a code ${says}`, () => expect(read(keys, surrounded ?? '')).to.deep.equal(proven));
  }

  for (const [says, other] of [
    ['an empty text', ''],
    ['the prefix alone', 'GH1'],
    ['another version', text.replace('GH1', 'GH2')],
    ['a web address', 'https://example.org/'],
    ['a code with white space inside', `${text.slice(0, 40)} ${text.slice(40)}`],
    ['two codes at once', text + text],
    ['ten million characters', 'GH1'.padEnd(10_000_000, 'A')],
    ['half a surrogate pair', `GH1\ud800${text.slice(4)}`],
  ]) {
    it(`says unreadable to ${says}`, () =>
      expect(read(keys, other ?? '')).to.deep.equal(refused('unreadable')));
  }

  it('says wrong_campus to a code of another campus', () => {
    expect(read(keys, writeLive({ ...signer, campus: 8 }, facts))).to.deep.equal(refused('wrong_campus'));
  });

  it('says unknown_key to a key that is not on the list', () => {
    expect(read(keys, writeLive({ ...signer, key: 4 }, facts))).to.deep.equal(refused('unknown_key'));
  });

  it('says bad_signature to another key under the same name', () => {
    const { privateKey } = generateKeyPair();
    expect(read(keys, writeLive({ ...signer, privateKey }, facts))).to.deep.equal(refused('bad_signature'));
  });

  it('says bad_signature to what was signed for another purpose', () => {
    const payload = encodeLivePayload(facts);
    expect(read(keys, signedText(payload))).to.deep.equal(proven);
    expect(read(keys, signedText(payload, 'pass'))).to.deep.equal(refused('bad_signature'));
  });

  it('holds a key to the times it was listed for, by when the code was issued', () => {
    const at = (issued: number) => read(keys, writeLive(signer, { ...facts, issued }));
    expect(at(NOT_BEFORE).ok).to.equal(true);
    expect(at(NOT_BEFORE - 30)).to.deep.equal(refused('unknown_key'));
    expect(at(NOT_AFTER - 30).ok).to.equal(true);
    expect(at(NOT_AFTER)).to.deep.equal(refused('unknown_key'));
  });

  const handle = Buffer.from(HANDLE, 'hex');
  const base: [number, unknown][] = [
    [1, handle],
    [2, [1, 5]],
    [3, ISSUED],
  ];
  const changed = (...entries: [number, unknown][]) => encodeCanonical(new Map([...base, ...entries]));
  for (const [says, payload] of [
    ['no map', encodeCanonical([1, 2, 3])],
    [
      'no groups',
      encodeCanonical(
        new Map<number, unknown>([
          [1, handle],
          [3, ISSUED],
        ]),
      ),
    ],
    ['a label that is not ours', changed([6, 1])],
    ['a short handle', changed([1, handle.subarray(1)])],
    ['groups out of order', changed([2, [5, 1]])],
    ['a group twice', changed([2, [5, 5]])],
    ['thirteen groups', changed([2, [...dozen, 65_000]])],
    ['a group of 65536', changed([2, [65_536]])],
    ['an instant that starts no step', changed([3, ISSUED + 1])],
    ['an instant below zero', changed([3, -30])],
    ['a window of one instant', changed([4, [ISSUED]])],
    ['a window of three instants', changed([4, [1, 2, 3]])],
    ['a window that ends when it begins', changed([4, [ISSUED, ISSUED]])],
    ['points that are no list', changed([5, 1])],
    ['an empty list of points', changed([5, []])],
    ['labels out of order', Buffer.from('a2020101', 'hex')],
    ['bytes that are no CBOR', Buffer.from('ff', 'hex')],
  ] as const) {
    it(`says unreadable when the campus itself signed ${says}`, () => {
      expect(read(keys, signedText(payload))).to.deep.equal(refused('unreadable'));
    });
  }

  it('answers the same from the thread pool', async () => {
    const forged = writeLive({ ...signer, privateKey: generateKeyPair().privateKey }, facts);
    for (const shown of [text, forged, 'GH1', text.slice(0, -1)]) {
      expect(await readAsync(keys, shown)).to.deep.equal(read(keys, shown));
    }
  });

  it('refuses every code in which one bit is not as it was signed', () => {
    const bytes = decodeBase32(text.slice(3)) ?? new Uint8Array();
    const reasons = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      const reading = read(keys, `GH1${encodeBase32(flipped)}`);
      reasons.add(reading.ok ? `bit ${bit} passed` : reading.reason);
    }
    expect([...reasons]).to.have.members(['unreadable', 'wrong_campus', 'unknown_key', 'bad_signature']);
  });

  it('refuses every code with one other character', () => {
    for (let i = 0; i < text.length; i++) {
      const other = text[i] === 'B' ? 'C' : 'B';
      expect(read(keys, text.slice(0, i) + other + text.slice(i + 1)).ok).to.equal(false);
    }
  });
});
