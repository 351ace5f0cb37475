import { campusDay } from '../../../core/domain/campus-day.js';
import type { Language } from '../../../core/domain/languages.js';
import type { LocalDate } from '../../../core/domain/policy-source.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer, RouteAsk } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { seenAreas } from '../../../core/http/seen-areas.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { readPolicyOrigin } from '../../../core/store/policy-origin.js';
import type { Context } from '../../../core/use-cases/context.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { momentText } from '../../components/visit-facts/when.js';
import { RULE_WORDS, type RuleWords } from './words.js';

/** What both pages of rules work with. */
export interface RulesDesk {
  context: Context;
  snapshot: Snapshot;
  language: Language;
  words: RuleWords;
  /** `/{campus}/console/rules`. */
  base: string;
  /** Areas of whoever looks; null for all. */
  seen: ReadonlySet<string> | null;
  today: LocalDate;
}

interface View {
  words: RuleWords;
  base: string;
  list: boolean;
  lines: string[];
  command: string;
  body: string;
}

const frame = template<View>(new URL('./frame.hbs', import.meta.url));

/** A page of rules for whoever asks: its body under the two tabs, and below it where the rules come from. */
export async function rulesPage(
  context: Context,
  host: PluginHost,
  ask: Pick<RouteAsk<unknown, unknown>, 'params' | 'principal' | 'language'>,
  show: (desk: RulesDesk) => { body: string; list: boolean },
): Promise<Answer> {
  const snapshot = campusOf(context, ask.params);
  const { language, principal } = ask;
  const words = RULE_WORDS[language];
  const base = `/${snapshot.slug}/console/rules`;
  const today = campusDay(snapshot.file.campus.timeZone, context.now());
  const seen = seenAreas(principal, CONSOLE_PAGES.rules.roles);
  const desk = { context, snapshot, language, words, base, seen, today };
  const lines = await originLines(desk);
  const { body: inner, list } = show(desk);
  const command = `gatehouse apply ${snapshot.slug}.yaml`;
  const body = frame({ words, base, list, lines, command, body: inner });
  const { title } = words;
  const style = 'console-rules';
  return { html: consolePage({ host, snapshot, principal, language, page: 'rules', title, body, style }) };
}

async function originLines({ context, snapshot, words, language }: RulesDesk): Promise<string[]> {
  const { version } = snapshot.bundle;
  const { timeZone } = snapshot.file.campus;
  const origin = await readPolicyOrigin(context.pool, snapshot.campus, version);
  const moment = (at: Date) => momentText(at, language, timeZone);
  return [
    ...(origin ? [words.origin(version, moment(origin.since))] : []),
    ...(origin?.file ? [words.file(origin.file.name, moment(origin.file.at))] : []),
    words.zone(timeZone),
  ];
}
