import { setTimeout as wait } from 'node:timers/promises';
import QRCode from 'qrcode';
import { ConfigError } from '../../core/config/read-config.js';
import { createVault } from '../../core/store/seal.js';
import type { IssuedCode } from '../../core/use-cases/issue-code.js';
import { issueTrialCode } from '../../core/use-cases/issue-trial-code.js';
import { besideHub } from '../beside-hub.js';
import { findCampus } from '../campus-number.js';

/** Less than this is too short to carry a code to a gate by hand. */
const ENOUGH_MS = 15_000;

/** Prints the code that an invented person's phone would show now: as text for a script, as a QR code in a terminal. */
export async function codeCommand(slug: string, loginName: string): Promise<void> {
  await besideHub(async (on) => {
    if (on.secret === undefined)
      throw new ConfigError('GATEHOUSE_SECRET must be set: the key that signs codes rests under it.');
    const context = { ...on, vault: createVault(on.secret) };
    const { number, timeZone } = await findCampus(on, slug);
    const ask = { campus: number, timeZone, loginName, anybody: on.secret.startsWith('demo-') };
    await print(await fresh(() => issueTrialCode(context, ask)));
  });
}

async function fresh(issue: () => Promise<IssuedCode>): Promise<IssuedCode> {
  const code = await issue();
  const left = code.until - code.now;
  if (left >= ENOUGH_MS) return code;
  if (process.stderr.isTTY)
    process.stderr.write(`The next code comes in ${Math.ceil(left / 1000)} seconds ...\n`);
  await wait(left + 100);
  return issue();
}

async function print({ text, until, now }: IssuedCode): Promise<void> {
  if (process.stdout.isTTY) {
    process.stdout.write(await QRCode.toString(text, { type: 'terminal', small: true }));
    process.stderr.write(`Good for ${Math.round((until - now) / 1000)} seconds, once at each point:\n`);
  }
  process.stdout.write(`${text}\n`);
}
