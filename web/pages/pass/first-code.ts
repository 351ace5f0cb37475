import { Problem } from '../../../core/domain/problem.js';
import type { PassCodeRate } from '../../../core/http/routes/pass-rate.js';
import type { Context } from '../../../core/use-cases/context.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import { issueVisitCode } from '../../../core/use-cases/visits/issue-visit-code.js';
import type { Held } from './with-pass.js';

/** The code that goes with the page; null when the hub is only busy, so that asking again helps. */
export async function firstCode(
  context: Context,
  rate: PassCodeRate,
  { snapshot, session }: Held,
): Promise<IssuedCode | null> {
  try {
    rate.spend(session, context.now());
    return await issueVisitCode(context, snapshot, session);
  } catch (error) {
    const passes = error instanceof Problem && (error.status >= 500 || error.status === 429);
    if (passes) return null;
    throw error;
  }
}
