import { randomUUID } from 'node:crypto';
import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { hostOrRefuse } from '../../../core/use-cases/visits/may.js';
import { requestVisit } from '../../../core/use-cases/visits/request-visit.js';
import { type Said, saidOf } from '../../components/visit-fields/faults.js';
import { one, type Typed, typedForm } from '../../components/visit-fields/typed.js';
import { atDesk, type Desk } from './desk.js';
import { formSheet } from './form-sheet.js';
import { NEW_GROUP, NEW_VISIT, type NewKind } from './new-kinds.js';

/** `/{campus}/visits/new` and `/new-group`: the form, and what becomes of it. */
export function newVisitRoutes(context: Context): AnyRoute[] {
  return [NEW_VISIT, NEW_GROUP].flatMap((kind) => [showRoute(context, kind), askRoute(context, kind)]);
}

function showRoute(context: Context, kind: NewKind): AnyRoute {
  return route({
    method: 'get',
    path: `/{campus}/visits/${kind.path}`,
    role: 'holder',
    summary: kind.summary,
    handle: (ask) =>
      atDesk(context, ask, (desk) => {
        hostOrRefuse(desk.snapshot, desk.host, kind.mayInvite);
        return newSheet(desk, kind, {}, {});
      }),
  });
}

function askRoute(context: Context, kind: NewKind): AnyRoute {
  return route<Typed>({
    method: 'post',
    path: `/{campus}/visits/${kind.path}`,
    role: 'holder',
    summary: kind.summary,
    body: typedForm,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const typed = ask.body;
        try {
          const requestKey = one(typed, 'requestKey') || undefined;
          const asked = { ...kind.read(desk, typed), requestKey };
          const { id } = await requestVisit(context, desk.snapshot, desk.host, asked);
          return { redirect: `${desk.base}/${id}?done=made` };
        } catch (error) {
          if (!(error instanceof Problem) || error.code !== 'visit_invalid') throw error;
          return newSheet(desk, kind, typed, saidOf(error, desk.language));
        }
      }),
  });
}

function newSheet(desk: Desk, kind: NewKind, typed: Typed, said: Said): Answer {
  const { snapshot, language, context, base, words } = desk;
  const { title, lede, waits, submit } = words[kind.place];
  const fields = kind.fields({ file: snapshot.file, language, typed, said, now: context.now() });
  const approval = snapshot.file.visits?.approval ?? {};
  return formSheet(desk, {
    title,
    ledes: kind.approvals.every((one) => approval[one] === 'approver') ? [lede, waits] : [lede],
    at: kind.place,
    wrong: Object.keys(said).length > 0,
    action: `${base}/${kind.path}`,
    fields,
    // The same form sent twice, by a second click or a reload, is one visit.
    hidden: { requestKey: one(typed, 'requestKey') || randomUUID() },
    submit,
    back: { href: base, label: words.back },
  });
}
