import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { isOurs, unsquatted, unused } from '../../../../core/store/embedded/safe-folder.js';
import { openFolder } from './running-starter.js';

describe('a folder where everyone may write', () => {
  let place = '';
  let remove: () => void;
  beforeEach(async () => {
    const opened = await openFolder();
    place = opened.folder;
    remove = opened.remove;
  });
  afterEach(() => remove());

  it('is ours when only we can have put something into it', () => {
    const [own, open, link] = ['own', 'open', 'link'].map((name) => path.join(place, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(own);
    mkdirSync(open);
    chmodSync(open, 0o777);
    symlinkSync(own, link);
    expect([own, open, link, path.join(place, 'absent')].map(isOurs)).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });

  it('is taken by its name, or under a name that nobody guesses when somebody sits on it', () => {
    const wanted = path.join(place, 'programs');
    expect(unsquatted(wanted)).to.equal(wanted);
    mkdirSync(wanted);
    expect(unsquatted(wanted)).to.equal(wanted);
    chmodSync(wanted, 0o777);
    const other = unsquatted(wanted);
    expect(other)
      .to.match(/programs-[0-9a-f]{16}$/)
      .and.not.equal(unsquatted(wanted));
    mkdirSync(other);
    expect(unsquatted(wanted), 'the one of last time').to.equal(other);
    rmSync(wanted, { recursive: true });
    symlinkSync(other, wanted);
    expect(unsquatted(wanted), 'a link is a stranger').to.equal(other);
    expect(unused(wanted)).to.not.equal(wanted);
  });
});
