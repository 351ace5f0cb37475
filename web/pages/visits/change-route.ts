import { Problem } from '../../../core/domain/problem.js';
import type { VisitView } from '../../../core/domain/visits.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { changeVisit } from '../../../core/use-cases/visits/change-visit.js';
import { readVisit } from '../../../core/use-cases/visits/read-visit.js';
import { type Said, saidOf } from '../../components/visit-fields/faults.js';
import { pointsField, windowFields } from '../../components/visit-fields/fields.js';
import { momentOf } from '../../components/visit-fields/local-moment.js';
import { windowOf } from '../../components/visit-fields/read-window.js';
import { many, type Typed, typedForm } from '../../components/visit-fields/typed.js';
import { atDesk, type Desk } from './desk.js';
import { formSheet } from './form-sheet.js';

const PATH = '/{campus}/visits/{visit}/change';

/** `/{campus}/visits/{visit}/change`: another time or place. */
export function changeRoutes(context: Context): AnyRoute[] {
  return [showRoute(context), saveRoute(context)];
}

function showRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: PATH,
    role: 'holder',
    summary: 'Change a visit',
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const visit = await readVisit(context, desk.snapshot, desk.host, ask.params['visit'] ?? '');
        return changeSheet(desk, visit, typedOf(desk, visit), {});
      }),
  });
}

function saveRoute(context: Context): AnyRoute {
  return route<Typed>({
    method: 'post',
    path: PATH,
    role: 'holder',
    summary: 'Change a visit',
    body: typedForm,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const { snapshot, host, base, language } = desk;
        const id = ask.params['visit'] ?? '';
        try {
          const window = windowOf(ask.body, snapshot.file.campus.timeZone);
          await changeVisit(context, snapshot, host, id, window);
          return { redirect: `${base}/${id}?done=changed` };
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'visit_invalid') throw error;
          const visit = await readVisit(context, snapshot, host, id);
          return changeSheet(desk, visit, ask.body, saidOf(error, language));
        }
      }),
  });
}

/** The form as it stands before anybody typed: the visit itself. */
function typedOf({ snapshot }: Desk, visit: VisitView): Typed {
  const { timeZone } = snapshot.file.campus;
  const [from, until] = [visit.from, visit.until].map((at) => momentOf(Date.parse(at), timeZone));
  return {
    fromDay: from?.day ?? '',
    fromTime: from?.time ?? '',
    untilDay: until?.day ?? '',
    untilTime: until?.time ?? '',
    points: visit.points.map(({ id }) => id),
  };
}

function changeSheet(desk: Desk, visit: VisitView, typed: Typed, said: Said): Answer {
  const { words, snapshot, language, context, base } = desk;
  const ask = { file: snapshot.file, language, typed, said, now: context.now() };
  return formSheet(desk, {
    title: words.change.title,
    ledes: [words.change.lede],
    wrong: Object.keys(said).length > 0,
    action: `${base}/${visit.id}/change`,
    fields: [...windowFields(ask), pointsField(ask, many(typed, 'points'))],
    submit: words.change.submit,
    back: { href: `${base}/${visit.id}`, label: words.cancel.keep },
  });
}
