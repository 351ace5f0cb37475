import { change } from '../store/change.js';
import { deleteSessionsOf } from '../store/sessions.js';
import type { Context } from './context.js';

/** Ends every session at the hub of who signs in as `loginName`: the directory no longer knows the account. */
export async function endSessions(
  context: Pick<Context, 'pool' | 'vault'>,
  campus: { number: number; slug: string },
  ask: { actor: string; loginName: string },
): Promise<void> {
  await change(context.pool, campus.number, async ({ sql, audit }) => {
    const ended = await deleteSessionsOf(sql, context.vault, campus.number, ask.loginName);
    if (ended === 0) return;
    audit({
      actor: ask.actor,
      action: 'sessions.ended',
      subject: `campus:${campus.slug}`,
      detail: { sessions: ended },
    });
  });
}
