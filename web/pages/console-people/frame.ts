import type { PluginHost } from '../../../core/host/plugin-host.js';
import type { RouteAsk } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { consolePage } from '../../components/console-frame/console-frame.js';

/** What every page about people needs. */
export interface PeopleDesk {
  context: Context;
  host: PluginHost;
}

export type PageAsk = Pick<RouteAsk<unknown, unknown>, 'params' | 'language' | 'principal'>;

/** A page about people, in the console's frame. */
export function peoplePage(desk: PeopleDesk, ask: PageAsk, sheet: { title: string; body: string }): string {
  const { language, principal } = ask;
  const snapshot = campusOf(desk.context, ask.params);
  const style = 'console-records';
  return consolePage({ host: desk.host, snapshot, principal, language, page: 'people', style, ...sheet });
}

export function peoplePath({ slug }: Pick<Snapshot, 'slug'>): string {
  return `/${slug}/console/people`;
}
