import { expect } from 'chai';
import fc from 'fast-check';
import { type PhonePass, readPass, writePass } from '../../../../plugins/staffapp/phone/pass.js';

const SECRET = Buffer.alloc(32, 1);
const PASS: PhonePass = {
  token: 'k3J9-fQ2_xLrVq8mZt4Wb7Ny1Pc6Hd5Gs0Ae3Ui9Ro2',
  person: '7d3f2a8e-0c51-4a9b-9a53-0d1c3f6b8e21',
  linkedAt: 1_795_000_000_000,
  until: 1_797_592_000_000,
};
const text = writePass(SECRET, 'hku', PASS);

describe('phone pass', () => {
  it('is read back as it was written', () => {
    expect(readPass(SECRET, 'hku', text)).to.deep.equal(PASS);
  });

  it('fits a cookie as it is', () => {
    expect(text).to.match(/^[\w.-]+$/);
    expect(text.length).to.be.below(300);
  });

  it('is nothing on another campus or another installation', () => {
    expect(readPass(SECRET, 'hkust-gz', text)).to.equal(null);
    expect(readPass(Buffer.alloc(32, 2), 'hku', text)).to.equal(null);
  });

  it('is nothing once any character was changed', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'A', '_', '.', '9'), (at, sign) => {
        const changed = text.slice(0, at) + sign + text.slice(at + 1);
        // The last character of base64url carries two spare bits, so a few changes there mean the same bytes.
        fc.pre(changed !== text && at !== text.length - 1);
        expect(readPass(SECRET, 'hku', changed)).to.equal(null);
      }),
    );
  });

  it('is nothing in rubbish', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (rubbish) => readPass(SECRET, 'hku', rubbish) === null),
    );
  });
});
