import { z } from 'zod';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { rulesPage } from './desk.js';
import { rulesView } from './rules-view.js';
import { weekView } from './week-view.js';

const text = z.string().trim().max(100).catch('');
const id = z.string().max(100).optional().catch(undefined);
const rulesQuery = z.object({ q: text, after: id });
/** The days around it have to be in the calendar, too. */
const day = z.iso.date().refine((date) => date >= '2000-01-01' && date < '2100-01-01');
/** Twelve: no code carries more groups. */
const weekQuery = z.object({
  q: text,
  point: id,
  group: z
    .union([
      z
        .string()
        .max(100)
        .transform((one) => [one]),
      z.array(z.string().max(100)).max(12),
    ])
    .catch([]),
  week: day.optional().catch(undefined),
});

const rules = template<ReturnType<typeof rulesView>>(new URL('./rules.hbs', import.meta.url));
const week = template<ReturnType<typeof weekView>>(new URL('./week.hbs', import.meta.url));

/** `/{campus}/console/rules` and `/week`: the rules as sentences, and the hours that they make at a place. */
export function consoleRulePages(context: Context, host: PluginHost): AnyRoute[] {
  return [
    route<undefined, z.output<typeof rulesQuery>>({
      method: 'get',
      path: '/{campus}/console/rules',
      role: CONSOLE_PAGES.rules.roles,
      summary: 'The rules as sentences',
      query: rulesQuery,
      handle: (ask) =>
        rulesPage(context, host, ask, (desk) => ({ list: true, body: rules(rulesView(desk, ask.query)) })),
    }),
    route<undefined, z.output<typeof weekQuery>>({
      method: 'get',
      path: '/{campus}/console/rules/week',
      role: CONSOLE_PAGES.rules.roles,
      summary: 'A week at a place, for some groups, and who may pass there',
      query: weekQuery,
      handle: (ask) =>
        rulesPage(context, host, ask, (desk) => {
          const { point, group: groups, week: at, q } = ask.query;
          return { list: false, body: week(weekView(desk, { point, groups, week: at, q })) };
        }),
    }),
  ];
}
