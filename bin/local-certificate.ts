import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

/** What a browser on this machine or on its network is shown. PEM texts. */
export interface LocalCertificate {
  key: string;
  cert: string;
  /** The name or address of this machine that other machines reach it by; localhost where it is on no network. */
  name: string;
  /** SHA-256 of the certificate, as browsers show it. */
  fingerprint: string;
}

const DAY_MS = 86_400_000;
/** Safari takes no certificate of more than 825 days, Chrome none of the public ones above 398. */
const DAYS = 365;
const RENEW_DAYS = 30;

/**
 * A certificate of our own making for this machine, kept in `folder` with its key (mode 0600). A new one is made when it
 * ends within a month, or when the machine has an address that it does not name.
 */
export async function localCertificate(
  folder: string,
  now: number,
  addresses: readonly string[] = lanAddresses(),
): Promise<LocalCertificate> {
  const names = ['localhost', '127.0.0.1', '::1', ...addresses];
  const kept = await readKept(folder);
  const pair = kept && stillGood(kept.cert, names, now) ? kept : await make(folder, names, now);
  const { fingerprint256: fingerprint } = new X509Certificate(pair.cert);
  return { ...pair, name: addresses[0] ?? 'localhost', fingerprint };
}

/** IPv4 addresses of this machine that others of its network reach. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((some) => some ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address);
}

interface Pair {
  key: string;
  cert: string;
}

async function readKept(folder: string): Promise<Pair | null> {
  try {
    const [key, cert] = await Promise.all([
      readFile(path.join(folder, 'key.pem'), 'utf8'),
      readFile(path.join(folder, 'certificate.pem'), 'utf8'),
    ]);
    // Two starts at once could leave one's key beside the other's certificate.
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) ? { key, cert } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function stillGood(cert: string, names: readonly string[], now: number): boolean {
  const known = new X509Certificate(cert);
  if (Date.parse(known.validTo) - now < RENEW_DAYS * DAY_MS) return false;
  return names.every((name) => (isIP(name) ? known.checkIP(name) : known.checkHost(name)));
}

async function make(folder: string, names: readonly string[], now: number): Promise<Pair> {
  const altNames = names.map((name) =>
    isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
  );
  const made = await generate([{ name: 'commonName', value: 'Gatehouse demo' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A clock that runs behind on the phone would refuse one that begins this second.
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + DAYS * DAY_MS),
    extensions: [
      // It vouches for itself and for nobody else.
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await put(path.join(folder, 'key.pem'), made.private, 0o600);
  await put(path.join(folder, 'certificate.pem'), made.cert, 0o644);
  return { key: made.private, cert: made.cert };
}

/** Whole or not at all: a start that is killed leaves no half of a key. */
async function put(file: string, text: string, mode: number): Promise<void> {
  await writeFile(`${file}.part`, text, { mode });
  await rename(`${file}.part`, file);
}
