import { ConfigError } from '../core/config/read-config.js';
import type { Context } from '../core/use-cases/context.js';

/** The number of the campus that an operator named by its slug. */
export async function campusNumber(context: Pick<Context, 'pool'>, slug: string): Promise<number> {
  return (await findCampus(context, slug)).number;
}

/** The campus that an operator named by its slug. */
export async function findCampus(
  { pool }: Pick<Context, 'pool'>,
  slug: string,
): Promise<{ number: number; timeZone: string }> {
  const { rows } = await pool.query<{ number: number; timeZone: string }>(
    `select number, file -> 'campus' ->> 'timeZone' as "timeZone" from campuses where slug = $1`,
    [slug],
  );
  const campus = rows[0];
  if (!campus) throw new ConfigError(`There is no campus ${slug}.`);
  return campus;
}
