import { Problem } from '../../../core/domain/problem.js';
import type { VisitView } from '../../../core/domain/visits.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { cancelVisit } from '../../../core/use-cases/visits/cancel-visit.js';
import { readVisit } from '../../../core/use-cases/visits/read-visit.js';
import { textField } from '../../components/form/fields.js';
import { visitFacts } from '../../components/visit-facts/visit-facts.js';
import { saidOf } from '../../components/visit-fields/faults.js';
import { one, type Typed, typedForm } from '../../components/visit-fields/typed.js';
import { atDesk, type Desk } from './desk.js';
import { formSheet } from './form-sheet.js';

const PATH = '/{campus}/visits/{visit}/cancel';

/** `/{campus}/visits/{visit}/cancel`: asks once more, then ends the visit. */
export function cancelRoutes(context: Context): AnyRoute[] {
  return [askRoute(context), cancelRoute(context)];
}

function askRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: PATH,
    role: 'holder',
    summary: 'Cancel a visit?',
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const visit = await readVisit(context, desk.snapshot, desk.host, ask.params['visit'] ?? '');
        return cancelSheet(desk, visit, '');
      }),
  });
}

function cancelRoute(context: Context): AnyRoute {
  return route<Typed>({
    method: 'post',
    path: PATH,
    role: 'holder',
    summary: 'Cancel a visit',
    body: typedForm,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const { snapshot, host, base, language } = desk;
        const id = ask.params['visit'] ?? '';
        const note = one(ask.body, 'note');
        try {
          await cancelVisit(context, snapshot, host, id, { note: note || undefined });
          return { redirect: `${base}/${id}?done=cancelled` };
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'visit_invalid') throw error;
          const visit = await readVisit(context, snapshot, host, id);
          return cancelSheet(desk, visit, note, saidOf(error, language)['note']);
        }
      }),
  });
}

function cancelSheet(desk: Desk, visit: VisitView, value: string, error?: string): Answer {
  const { words, base, language, snapshot } = desk;
  const { note: label, noteHint: hint } = words;
  const note = textField({ name: 'note', label, hint, error, value, required: false, maxlength: 300 });
  const { title, lede, submit, keep } = words.cancel;
  return formSheet(desk, {
    title,
    ledes: [lede],
    facts: visitFacts(visit, language, snapshot.file.campus.timeZone),
    wrong: error !== undefined,
    action: `${base}/${visit.id}/cancel`,
    fields: [note],
    submit,
    back: { href: `${base}/${visit.id}`, label: keep },
  });
}
