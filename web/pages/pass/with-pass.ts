import type { Request } from 'express';
import type { Language } from '../../../core/domain/languages.js';
import { Problem } from '../../../core/domain/problem.js';
import type { Answer } from '../../../core/http/route.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { type ShownPass, showPass } from '../../../core/use-cases/visits/show-pass.js';
import { passSession } from './cookie.js';
import { calmSheet } from './sheet.js';

/** The pass that a browser holds, with the campus that it is of. */
export interface Held {
  snapshot: Snapshot;
  language: Language;
  session: string;
  shown: ShownPass;
}

/** Runs `show` with the browser's pass; a browser without one, or with one that has ended, is told so calmly. */
export async function withPass(
  context: Context,
  snapshot: Snapshot,
  ask: { request: Request; language: Language },
  show: (held: Held) => Promise<Answer>,
): Promise<Answer> {
  const { language } = ask;
  const session = passSession(ask.request, snapshot.slug);
  if (session === null) return calmSheet(snapshot, language, { why: 'none' });
  try {
    return await show({ snapshot, language, session, shown: await showPass(context, snapshot, session) });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'pass_ended') throw error;
    return calmSheet(snapshot, language, { why: 'ended' });
  }
}
