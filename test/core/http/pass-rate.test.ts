import { expect } from 'chai';
import { Problem } from '../../../core/domain/problem.js';
import { LinkRate, PassCodeRate } from '../../../core/http/routes/pass-rate.js';

const START = 1_800_000_000_000;

/** How many of so many asks in one instant are let through, before the first is refused with this code. */
function letThrough(asks: number, ask: () => void, code: string): number {
  for (let done = 0; done < asks; done += 1) {
    try {
      ask();
    } catch (error) {
      expect((error as Problem).code).to.equal(code);
      return done;
    }
  }
  return asks;
}

describe('how often passes are asked for', () => {
  it('an address opens 60 links at once, then one a second; another address is not held up', () => {
    const rate = new LinkRate();
    const open = (address: string, seconds: number) => () => rate.spend(address, START + seconds * 1_000);
    expect(letThrough(100, open('192.0.2.7', 0), 'too_many_links')).to.equal(60);
    expect(letThrough(100, open('192.0.2.7', 5), 'too_many_links')).to.equal(5);
    expect(letThrough(100, open('192.0.2.8', 5), 'too_many_links')).to.equal(60);
  });

  it('a crowd of one address whose links are good is never held up', async () => {
    const rate = new LinkRate();
    const opened = await Promise.all(
      Array.from({ length: 500 }, () => rate.counted('192.0.2.9', START, async () => 'a pass')),
    );
    expect(new Set(opened)).to.deep.equal(new Set(['a pass']));
    const nowhere = async () => {
      throw new Problem(404, 'link_ended', 'x');
    };
    const answers = await Promise.all(
      Array.from({ length: 61 }, () =>
        rate.counted('192.0.2.9', START, nowhere).catch((error: Problem) => error.code),
      ),
    );
    expect(answers.filter((code) => code === 'link_ended')).to.have.length(60);
    expect(answers.at(-1)).to.equal('too_many_links');
  });

  it('a pass gets 30 codes at once, then one in two seconds', () => {
    const rate = new PassCodeRate();
    const ask = (seconds: number) => () => rate.spend('a session', START + seconds * 1_000);
    expect(letThrough(100, ask(0), 'too_many_codes')).to.equal(30);
    expect(letThrough(100, ask(10), 'too_many_codes')).to.equal(5);
  });
});
