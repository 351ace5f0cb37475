import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { aad } from '../../../core/codes/aad.js';
import { encodeCanonical } from '../../../core/codes/cbor.js';
import { writeSign1 } from '../../../core/codes/cose-sign1.js';
import { keySet, openKeyList, signKeyList } from '../../../core/codes/key-list.js';
import {
  exportPrivateKey,
  exportPublicKey,
  generateKeyPair,
  importPrivateKey,
  importPublicKey,
  publicKeyOf,
} from '../../../core/codes/keys.js';
import type { KeyList, ListedKey } from '../../../core/codes/listed-key.js';
import { read } from '../../../core/codes/read.js';
import { writeLive } from '../../../core/codes/write-live.js';
import { HANDLE, ISSUED } from './campus-keys.js';

const DAY = 86_400;
const { publicKey: rootPublic, privateKey: rootPrivate } = generateKeyPair();
const root = { campus: 7, key: rootPrivate };
const pinned = { campus: 7, key: rootPublic };
const code = generateKeyPair();
const listed = (key: number, purpose: ListedKey['purpose'], days = 30): ListedKey => ({
  ...{ key, purpose, publicKey: new Uint8Array(exportPublicKey(code.publicKey)) },
  ...{ notBefore: ISSUED - DAY, notAfter: ISSUED + (days - 1) * DAY },
});
const list: KeyList = {
  campus: 7,
  number: 4,
  keys: [listed(1, 'code'), listed(2, 'pass'), listed(9, 'bundle')],
};
const signed = signKeyList(root, list);

describe('a key list', () => {
  it('opens under the pinned root as it was signed', () => {
    expect(openKeyList(pinned, signed, 0)).to.deep.equal(list);
  });

  it('is taken again under its own number and refused under a higher one', () => {
    expect(openKeyList(pinned, signed, 4).number).to.equal(4);
    expect(() => openKeyList(pinned, signed, 5))
      .to.throw()
      .with.property('code', 'key_list_rollback');
  });

  it('gives the reader its code keys and no others', () => {
    const keys = keySet(openKeyList(pinned, signed, 0));
    expect([...keys.keys.keys()]).to.deep.equal([1]);
    const facts = { handle: HANDLE, groups: [1], issued: ISSUED };
    const by = (key: number) => read(keys, writeLive({ campus: 7, key, privateKey: code.privateKey }, facts));
    expect(by(1)).to.include({ ok: true, handle: HANDLE });
    expect(by(2)).to.deep.equal({ ok: false, reason: 'unknown_key' });
  });

  it('holds a hundred keys', () => {
    const many = { ...list, keys: Array.from({ length: 100 }, (_, i) => listed(i + 1, 'code')) };
    expect(openKeyList(pinned, signKeyList(root, many), 0)).to.deep.equal(many);
  });

  it('is refused under another root', () => {
    const other = { campus: 7, key: generateKeyPair().publicKey };
    expect(() => openKeyList(other, signed, 0))
      .to.throw()
      .with.property('code', 'key_list_bad_signature');
  });

  it('is refused at another campus', () => {
    expect(() => openKeyList({ ...pinned, campus: 8 }, signed, 0))
      .to.throw()
      .with.property('code', 'key_list_wrong_campus');
  });

  it('is refused when the root signed it for another purpose or as another key', () => {
    const payload = encodeCanonical(
      new Map<number, unknown>([
        [1, 4],
        [2, []],
      ]),
    );
    const as = (key: number, purpose: 'keys' | 'manifest') =>
      writeSign1({ campus: 7, key }, rootPrivate, aad(7, purpose), payload);
    expect(openKeyList(pinned, as(0, 'keys'), 0).keys).to.deep.equal([]);
    expect(() => openKeyList(pinned, as(0, 'manifest'), 0))
      .to.throw()
      .with.property('code', 'key_list_bad_signature');
    expect(() => openKeyList(pinned, as(1, 'keys'), 0))
      .to.throw()
      .with.property('code', 'key_list_bad_signature');
  });

  it('is refused with any one bit changed', () => {
    for (let bit = 0; bit < signed.length * 8; bit += 5) {
      const flipped = Uint8Array.from(signed);
      flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openKeyList(pinned, flipped, 0))
        .to.throw()
        .with.property('name', 'CodeError');
    }
  });

  for (const [says, keys, refusal] of [
    ['a key for 31 days', [listed(1, 'code', 31)], 'key_lifetime_too_long'],
    ['a key that ends before it begins', [listed(1, 'code', 0)], 'key_list_invalid'],
    ['the root key', [listed(0, 'code')], 'key_list_invalid'],
    ['a key twice', [listed(1, 'code'), listed(1, 'pass')], 'key_list_invalid'],
    ['half a public key', [{ ...listed(1, 'code'), publicKey: new Uint8Array(16) }], 'key_list_invalid'],
  ] as const) {
    it(`is not signed with ${says}`, () => {
      expect(() => signKeyList(root, { ...list, keys }))
        .to.throw()
        .with.property('code', refusal);
    });
  }

  it('is refused with a key for more than 30 days even if the root signed it', () => {
    const { publicKey, notBefore } = listed(1, 'code');
    const entry = (seconds: number) => [1, 0, publicKey, notBefore, notBefore + seconds];
    const opened = (seconds: number) => {
      const payload = encodeCanonical(
        new Map<number, unknown>([
          [1, 4],
          [2, [entry(seconds)]],
        ]),
      );
      return openKeyList(pinned, writeSign1({ campus: 7, key: 0 }, rootPrivate, aad(7, 'keys'), payload), 0);
    };
    expect(opened(30 * DAY).keys).to.have.length(1);
    expect(() => opened(30 * DAY + 1))
      .to.throw()
      .with.property('code', 'key_lifetime_too_long');
  });

  it('is refused when its payload has another shape', () => {
    for (const payload of [
      encodeCanonical([]),
      encodeCanonical(new Map([[1, 4]])),
      Buffer.from('ff', 'hex'),
    ]) {
      const message = writeSign1({ campus: 7, key: 0 }, rootPrivate, aad(7, 'keys'), payload);
      expect(() => openKeyList(pinned, message, 0))
        .to.throw()
        .with.property('code', 'key_list_unreadable');
    }
  });
});

describe('keys', () => {
  it('survive their stored forms', () => {
    const restored = importPrivateKey(exportPrivateKey(code.privateKey));
    expect(publicKeyOf(restored).equals(code.publicKey)).to.equal(true);
    expect(importPublicKey(exportPublicKey(code.privateKey)).equals(code.publicKey)).to.equal(true);
  });

  it('of another curve or kind, and bytes that are no point, are refused', () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    expect(() => importPrivateKey(exportPrivateKey(p384)))
      .to.throw()
      .with.property('code', 'key_invalid');
    const ed = createPrivateKey(
      generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
    );
    expect(() => importPrivateKey(exportPrivateKey(ed)))
      .to.throw()
      .with.property('code', 'key_invalid');
    expect(() => importPublicKey(new Uint8Array(33).fill(255)))
      .to.throw()
      .with.property('code', 'key_invalid');
    expect(() => importPublicKey(new Uint8Array(32)))
      .to.throw()
      .with.property('code', 'key_invalid');
  });
});
