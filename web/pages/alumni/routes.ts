import { z } from 'zod';
import type { Language } from '../../../core/domain/languages.js';
import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { bookAlumni } from '../../../core/use-cases/visits/book-alumni.js';
import { saidOf } from '../../components/visit-fields/faults.js';
import { windowOf } from '../../components/visit-fields/read-window.js';
import { languageOf, one, type Typed, typedForm } from '../../components/visit-fields/typed.js';
import { sentenceSheet } from '../../components/visitor-sheet/visitor-sheet.js';
import { alumniSheet } from './sheet.js';
import { ALUMNI_WORDS } from './words.js';

/** Where alumni book for themselves. */
export function alumniPages(context: Context): AnyRoute[] {
  return [formRoute(context), bookRoute(context)];
}

function formRoute(context: Context): AnyRoute {
  const query = z.object({ done: z.string().optional() });
  return route<undefined, z.output<typeof query>>({
    method: 'get',
    path: '/{campus}/alumni',
    role: 'public',
    summary: 'Alumni book a visit',
    query,
    handle({ params, language, query: asked }) {
      const snapshot = campusOf(context, params);
      const words = ALUMNI_WORDS[language];
      if (asked.done !== undefined) return sentenceSheet(snapshot, language, words.done);
      if (!snapshot.file.visits?.alumni) return off(snapshot, language);
      return alumniSheet(snapshot, { language, typed: {}, said: {}, now: context.now() });
    },
  });
}

function bookRoute(context: Context): AnyRoute {
  return route<Typed>({
    method: 'post',
    path: '/{campus}/alumni',
    role: 'public',
    summary: 'Alumni book a visit',
    body: typedForm,
    async handle({ params, language, body: typed, remoteAddress }) {
      const snapshot = campusOf(context, params);
      if (!snapshot.file.visits?.alumni) return off(snapshot, language);
      try {
        await bookAlumni(context, snapshot, {
          name: one(typed, 'name'),
          number: one(typed, 'number'),
          purpose: one(typed, 'purpose'),
          language: languageOf(typed, language),
          remoteAddress,
          ...windowOf(typed, snapshot.file.campus.timeZone),
        });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return again(snapshot, { error, typed, language, now: context.now() });
      }
      // The one answer, whoever asked: it tells nobody who is in the register.
      return { redirect: `/${snapshot.slug}/alumni?done=1` };
    },
  });
}

function again(
  snapshot: Snapshot,
  { error, ...ask }: { error: Problem; typed: Typed; language: Language; now: number },
): Answer {
  const { language } = ask;
  if (error.code === 'visit_invalid')
    return alumniSheet(snapshot, { ...ask, said: saidOf(error, language), status: 422 });
  if (error.status !== 429) throw error;
  const seconds = typeof error.extra['retryAfter'] === 'number' ? error.extra['retryAfter'] : 60;
  const problem = ALUMNI_WORDS[language].tooMany(Math.ceil(seconds / 60));
  return alumniSheet(snapshot, { ...ask, said: {}, problem, status: 429 });
}

function off(snapshot: Snapshot, language: Language): Answer {
  return sentenceSheet(snapshot, language, { ...ALUMNI_WORDS[language].off, status: 404 });
}
