import type { Request } from 'express';
import type { Language } from '../../../core/domain/languages.js';
import { Problem } from '../../../core/domain/problem.js';
import { cookie } from '../../../core/http/choose-language.js';
import type { Answer } from '../../../core/http/route.js';
import { passSession } from '../../../core/http/routes/pass-session.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { type ShownPass, showPass } from '../../../core/use-cases/visits/show-pass.js';
import { sentenceSheet } from '../../components/visitor-sheet/visitor-sheet.js';
import { PASS_WORDS } from './words.js';

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
  { request, language }: { request: Request; language: Language },
  show: (held: Held) => Promise<Answer>,
): Promise<Answer> {
  try {
    const session = passSession(request, snapshot.slug);
    return await show({ snapshot, language, session, shown: await showPass(context, snapshot, session) });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'pass_ended') throw error;
    const had = cookie(request, `gatehouse_pass_${snapshot.slug}`) !== undefined;
    const { ended, none } = PASS_WORDS[language].calm;
    return sentenceSheet(snapshot, language, had ? ended : none);
  }
}
