import { Problem } from '../../../core/domain/problem.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer, RouteAsk } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { hostOf } from '../../../core/http/routes/visits-host.js';
import type { Context } from '../../../core/use-cases/context.js';
import { isApprover } from '../../../core/use-cases/visits/may.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import type { Desk } from '../visits/desk.js';
import { VISIT_WORDS } from '../visits/words/index.js';
import { CONSOLE_VISIT_WORDS, type ConsoleVisitWords } from './words.js';

/** A host's desk with what the console adds. */
export interface VisitsDesk extends Desk {
  own: ConsoleVisitWords;
  /** `/{campus}/console/visits`. */
  here: string;
  /** Whether this person decides on visits; a guard does not. */
  decides: boolean;
}

export type VisitsAsk = Pick<RouteAsk<unknown, unknown>, 'params' | 'principal' | 'language'>;

const calm = template<{ title: string; heading: string; text: string; back: string; backLabel: string }>(
  new URL('./problem.hbs', import.meta.url),
);

/** Runs `show` for who is signed in; what cannot be done is said calmly in the same frame, with its status. */
export async function atVisits(
  context: Context,
  host: PluginHost,
  ask: VisitsAsk,
  show: (desk: VisitsDesk) => Promise<string | { redirect: string }>,
): Promise<Answer> {
  const desk = deskOf(context, ask);
  try {
    const shown = await show(desk);
    return typeof shown === 'string' ? framed(desk, host, ask, shown) : shown;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const { title: heading, text } = desk.words.problems[error.code] ?? desk.words.problems.other;
    const { title } = desk.own;
    const body = calm({ title, heading, text, back: desk.here, backLabel: desk.words.back });
    return { ...framed(desk, host, ask, body), status: error.status };
  }
}

function deskOf(context: Context, { params, principal, language }: VisitsAsk): VisitsDesk {
  const snapshot = campusOf(context, params);
  const reader = hostOf(principal);
  return {
    ...{ context, snapshot, language, host: reader },
    words: VISIT_WORDS[language],
    own: CONSOLE_VISIT_WORDS[language],
    base: `/${snapshot.slug}/visits`,
    here: `/${snapshot.slug}/console/visits`,
    decides: isApprover(reader),
  };
}

function framed({ snapshot, own }: VisitsDesk, host: PluginHost, ask: VisitsAsk, body: string): Answer {
  const { principal, language } = ask;
  const html = consolePage({
    host,
    snapshot,
    principal,
    language,
    page: 'visits',
    title: own.title,
    body,
    style: 'console-visits',
  });
  return { html, headers: { 'cache-control': 'no-store' } };
}
