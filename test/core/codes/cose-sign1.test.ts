import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { aad } from '../../../core/codes/aad.js';
import {
  decodeSign1,
  type Sign1,
  signedBytes,
  verifySign1,
  verifySign1Async,
  writeSign1,
} from '../../../core/codes/cose-sign1.js';
import { generateKeyPair } from '../../../core/codes/keys.js';

type Vector = Record<
  'x' | 'y' | 'external' | 'protected' | 'payload' | 'toBeSigned' | 'signature' | 'message',
  string
>;
const file = new URL('../../vectors/cose-sign1.json', import.meta.url);
const vector = JSON.parse(readFileSync(file, 'utf8')) as Vector;
const hex = (text: string) => Buffer.from(text, 'hex');
const { publicKey, privateKey } = generateKeyPair();
const payload = hex('a10102');
const written = writeSign1({ campus: 7, key: 3 }, privateKey, aad(7, 'live'), payload);

describe('COSE_Sign1', () => {
  const theirs: Sign1 = {
    kid: { campus: 0, key: 0 },
    protected: hex(vector.protected),
    payload: hex(vector.payload),
    signature: hex(vector.signature),
  };
  const { x, y } = vector;
  const theirKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });

  it("builds the bytes to be signed as the working group's example does", () => {
    const bytes = signedBytes(theirs.protected, hex(vector.external), theirs.payload);
    expect(Buffer.from(bytes).toString('hex')).to.equal(vector.toBeSigned);
  });

  it("verifies the example's signature, and not under another external_aad", () => {
    expect(verifySign1(theirs, hex(vector.external), theirKey)).to.equal(true);
    expect(verifySign1(theirs, hex('00'), theirKey)).to.equal(false);
  });

  it('verifies the same on the thread pool', async () => {
    expect(await verifySign1Async(theirs, hex(vector.external), theirKey)).to.equal(true);
    expect(await verifySign1Async(theirs, hex('00'), theirKey)).to.equal(false);
  });

  it("refuses the example's own message: its kid is not protected", () => {
    expect(() => decodeSign1(hex(vector.message)))
      .to.throw()
      .with.property('code', 'cose_unreadable');
  });

  it('writes tag 18, four items, ES256 and kid protected, nothing unprotected', () => {
    const start = 'd28449a20126044400070003a043a101025840';
    expect(Buffer.from(written).toString('hex').slice(0, start.length)).to.equal(start);
    expect(written.length).to.equal(start.length / 2 + 64);
    const message = decodeSign1(written);
    expect(message.kid).to.deep.equal({ campus: 7, key: 3 });
    expect(verifySign1(message, aad(7, 'live'), publicKey)).to.equal(true);
  });

  it('accepts a signature with a high s', () => {
    const message = decodeSign1(written);
    const twin = { ...message, signature: otherS(message.signature) };
    expect(Buffer.from(twin.signature)).not.to.deep.equal(Buffer.from(message.signature));
    expect(verifySign1(twin, aad(7, 'live'), publicKey)).to.equal(true);
  });

  for (const [says, change] of [
    ['without its tag', (text: string) => text.slice(2)],
    ['under tag 17', (text: string) => `d1${text.slice(2)}`],
    ['with the tag in two bytes', (text: string) => `d812${text.slice(2)}`],
    ['with five items', (text: string) => `d285${text.slice(4)}00`],
    ['with another algorithm', (text: string) => text.replace('a2012604', 'a2012704')],
    [
      'with a third protected label',
      (text: string) => text.replace('49a201260444000700', '4ba30100012604440007'),
    ],
    [
      'with a protected map in other order',
      (text: string) => text.replace('a20126044400070003', 'a20444000700030126'),
    ],
    ['with a kid of two bytes', (text: string) => text.replace('49a20126044400070003', '47a2012604420003')],
    ['with something unprotected', (text: string) => text.replace('a043a10102', 'a1010143a10102')],
    ['with nil for a payload', (text: string) => text.replace('43a10102', 'f6')],
    ['with a signature of 63 bytes', (text: string) => `${text.replace('5840', '583f').slice(0, -2)}`],
    ['with a byte behind it', (text: string) => `${text}00`],
  ] as const) {
    it(`refuses a message ${says}`, () => {
      const changed = change(Buffer.from(written).toString('hex'));
      expect(changed).not.to.equal(Buffer.from(written).toString('hex'));
      expect(() => decodeSign1(hex(changed)))
        .to.throw()
        .with.property('code')
        .that.matches(/^cose_unreadable|cbor_not_canonical$/);
    });
  }
});

/** (r, n - s) is the other signature that fits. */
function otherS(signature: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
  return Buffer.concat([signature.subarray(0, 32), hex((order - s).toString(16).padStart(64, '0'))]);
}
