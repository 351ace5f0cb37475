import { createInterface } from 'node:readline';
import { ConfigError } from '../../core/config/read-config.js';
import { forgetCampus } from '../../core/use-cases/forget-campus.js';
import { besideHub } from '../beside-hub.js';
import { findCampus } from '../campus-number.js';

/** Removes a campus with everything of it, after its slug was typed. */
export async function forget(slug: string, { yes }: { yes: boolean }): Promise<void> {
  await besideHub(async (on) => {
    const { number } = await findCampus(on, slug);
    const { rows } = await on.pool.query<{ people: number; devices: number }>(
      `select (select count(*)::int from people where campus = $1) as people,
              (select count(*)::int from devices where campus = $1 and withdrawn_at is null) as devices`,
      [number],
    );
    const { people = 0, devices = 0 } = rows[0] ?? {};
    if (!yes && !(await typed(slug, people, devices))) throw new ConfigError('Nothing was removed.');
    for (const { table, rows: lost } of await forgetCampus(on, number))
      process.stdout.write(`${table}\t${lost}\n`);
    process.stdout.write(
      `${new Date(on.now()).toISOString()} ${slug} (${number}) is forgotten. Keep these lines: nothing else tells of it.\n`,
    );
  });
}

async function typed(slug: string, people: number, devices: number): Promise<boolean> {
  process.stdout.write(
    `This removes ${slug} for good: ${people} people, ${devices} devices, its keys, codes, visits, events and audit.\n` +
      `No code of it opens anything any more, and no backup is made.\nType ${slug} to go on: `,
  );
  for await (const line of createInterface({ input: process.stdin })) return line.trim() === slug;
  return false;
}
