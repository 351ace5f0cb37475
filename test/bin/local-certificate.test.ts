import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { localCertificate } from '../../bin/local-certificate.js';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T08:00:00Z');

describe('the demo’s own certificate', () => {
  let folder: string;
  const made = (now = NOW, addresses = ['192.0.2.7']) =>
    localCertificate(path.join(folder, 'certificate'), now, addresses);
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-certificate-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('names this machine as browsers here and on its network call it, and vouches for nobody else', async () => {
    const { cert, name, fingerprint } = await made();
    const read = new X509Certificate(cert);
    expect(name).to.equal('192.0.2.7');
    for (const address of ['127.0.0.1', '::1', '192.0.2.7']) expect(read.checkIP(address)).to.equal(address);
    expect(read.checkHost('localhost')).to.equal('localhost');
    expect(read.checkIP('192.0.2.8')).to.equal(undefined);
    expect(read.ca).to.equal(false);
    expect(read.fingerprint256).to.equal(fingerprint);
  });

  it('is localhost’s where the machine is on no network', async () => {
    expect((await made(NOW, [])).name).to.equal('localhost');
  });

  it('is kept, its key for nobody else to read', async () => {
    const first = await made();
    const { mode } = await stat(path.join(folder, 'certificate', 'key.pem'));
    expect(mode & 0o777).to.equal(0o600);
    expect(await made(NOW + 300 * DAY)).to.deep.equal(first);
  });

  it('is made anew a month before it ends, and when the machine has another address', async () => {
    const first = await made();
    const moved = await made(NOW, ['192.0.2.7', '198.51.100.4']);
    expect(moved.cert).not.to.equal(first.cert);
    const later = await made(NOW + 340 * DAY, ['192.0.2.7']);
    expect(later.cert).not.to.equal(moved.cert);
    expect(Date.parse(new X509Certificate(later.cert).validTo)).to.be.above(NOW + 700 * DAY);
  });

  it('is made anew when its key is another’s', async () => {
    const first = await made();
    const { key } = await localCertificate(path.join(folder, 'another'), NOW, ['192.0.2.7']);
    await writeFile(path.join(folder, 'certificate', 'key.pem'), key);
    const second = await made();
    expect(second.cert).not.to.equal(first.cert);
    const kept = await readFile(path.join(folder, 'certificate', 'key.pem'), 'utf8');
    expect(kept).to.equal(second.key);
  });
});
