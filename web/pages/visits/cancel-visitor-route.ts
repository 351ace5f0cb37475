import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { cancelVisitor } from '../../../core/use-cases/visits/cancel-visitor.js';
import { readVisit } from '../../../core/use-cases/visits/read-visit.js';
import { visitUnknown } from '../../../core/use-cases/visits/visit-problems.js';
import { textField } from '../../components/form/fields.js';
import { visitFacts } from '../../components/visit-facts/visit-facts.js';
import { saidOf } from '../../components/visit-fields/faults.js';
import { one, type Typed, typedForm } from '../../components/visit-fields/typed.js';
import { atDesk, type Desk } from './desk.js';
import { formSheet } from './form-sheet.js';

const PATH = '/{campus}/visits/{visit}/visitors/{visitor}/cancel';

/** Asks once more, then takes one visitor off a visit. */
export function cancelVisitorRoutes(context: Context): AnyRoute[] {
  return [askRoute(context), cancelRoute(context)];
}

function askRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: PATH,
    role: 'holder',
    summary: 'Take one visitor off a visit?',
    handle: (ask) =>
      atDesk(context, ask, (desk) => {
        const { visit = '', visitor = '' } = ask.params;
        return sheet(desk, { visit, visitor, note: '' });
      }),
  });
}

function cancelRoute(context: Context): AnyRoute {
  return route<Typed>({
    method: 'post',
    path: PATH,
    role: 'holder',
    summary: 'Take one visitor off a visit',
    body: typedForm,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const { snapshot, host, base, language } = desk;
        const { visit = '', visitor = '' } = ask.params;
        const note = one(ask.body, 'note');
        try {
          await cancelVisitor(context, snapshot, host, { visit, visitor, note: note || undefined });
          return { redirect: `${base}/${visit}?done=visitorCancelled` };
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'visit_invalid') throw error;
          return sheet(desk, { visit, visitor, note }, saidOf(error, language)['note']);
        }
      }),
  });
}

async function sheet(
  desk: Desk,
  ask: { visit: string; visitor: string; note: string },
  error?: string,
): Promise<Answer> {
  const { context, snapshot, host, words, base, language } = desk;
  const visit = await readVisit(context, snapshot, host, ask.visit);
  const visitor = visit.visitors.find(({ id }) => id === ask.visitor);
  if (!visitor) throw visitUnknown();
  const { note: label, noteHint: hint } = words;
  const note = textField({
    ...{ name: 'note', label, hint, error, value: ask.note },
    ...{ required: false, maxlength: 300 },
  });
  const { title, lede, submit, keep } = words.cancelVisitor;
  return formSheet(desk, {
    title: title(visitor.name),
    ledes: [lede],
    facts: visitFacts(visit, language, snapshot.file.campus.timeZone),
    wrong: error !== undefined,
    action: `${base}/${visit.id}/visitors/${visitor.id}/cancel`,
    fields: [note],
    submit,
    back: { href: `${base}/${visit.id}`, label: keep },
  });
}
