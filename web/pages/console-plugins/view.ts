import type { DecisionEvent } from '../../../core/domain/decision-event.js';
import { type Language, localized } from '../../../core/domain/languages.js';
import { DENY_REASONS, GRANT_REASONS } from '../../../core/domain/reasons.js';
import { sentence } from '../../../core/domain/sentences/index.js';
import type { FormField } from '../../../core/host/settings-form.js';
import type { PluginView } from '../../../core/http/routes/plugins.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { CONSOLE_WORDS, type ConsoleWords } from './words.js';

export interface FieldError {
  path: string;
  expected: string;
}

export interface ConsoleAsk {
  snapshot: Snapshot;
  plugins: PluginView[];
  events: DecisionEvent[];
  language: Language;
  saved: boolean;
  /** The plugin whose form was refused, and why. */
  refused: { plugin: string; errors: FieldError[]; settings: Record<string, unknown> } | null;
}

/** What the template shows: every label, value and sentence ready. */
export function consoleView(ask: ConsoleAsk) {
  const words = CONSOLE_WORDS[ask.language];
  const { slug, file } = ask.snapshot;
  return {
    words,
    saved: ask.saved,
    plugins: ask.plugins.map((plugin) => pluginCard(plugin, slug, words, ask)),
    source: `/api/v1/campuses/${slug}/events/live`,
    liveWords: JSON.stringify(liveWords(words, ask)),
    timeZone: file.campus.timeZone,
    events: ask.events.map((event) => eventRow(event, words, ask)),
  };
}

function pluginCard(plugin: PluginView, slug: string, words: ConsoleWords, ask: ConsoleAsk) {
  const refused = ask.refused?.plugin === plugin.name ? ask.refused : null;
  const settings = refused?.settings ?? plugin.settings;
  return {
    name: plugin.name,
    version: plugin.version,
    title: localized(plugin.title, ask.language),
    hooks: plugin.hooks,
    enabled: plugin.enabled,
    health: plugin.health,
    healthName: words.health[plugin.health as keyof ConsoleWords['health']],
    problem: plugin.problem,
    open: refused !== null,
    errors: refused?.errors ?? [],
    action: `/${slug}/console/plugins/${plugin.name}`,
    fields: plugin.fields.map((field) => fieldView(plugin.name, field, settings, ask.language)),
  };
}

function fieldView(plugin: string, field: FormField, settings: Record<string, unknown>, language: Language) {
  const key = field.path.join('.');
  const given = field.path.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | undefined)?.[name],
    settings,
  );
  // A box and a list show what holds: saved as they stand they must change nothing.
  const value = given ?? field.standard;
  const text = textOf(field, given);
  return {
    id: `${plugin}-${key}`,
    key,
    title: localized(field.title, language),
    help: helpOf(field, language),
    standard: standardOf(field, language),
    required: field.required,
    isBoolean: field.kind === 'boolean',
    isJson: field.kind === 'json',
    checked: value === true,
    inputmode: field.kind === 'number' ? 'numeric' : 'text',
    rows: Math.min(12, text.split('\n').length + 1),
    value: text,
    choices: field.choices.map((choice) => ({ value: choice, chosen: choice === value })),
  };
}

function textOf({ kind }: FormField, given: unknown): string {
  if (given === undefined || given === null) return '';
  return kind === 'json' ? JSON.stringify(given, null, 2) : String(given);
}

/** What an empty field stands for, where that can be said in a line. */
function standardOf({ kind, standard }: FormField, language: Language): string | null {
  const short = typeof standard === 'number' || (typeof standard === 'string' && standard !== '');
  return short && kind !== 'choice' && kind !== 'secret'
    ? CONSOLE_WORDS[language].standard(String(standard))
    : null;
}

function helpOf({ help, kind }: FormField, language: Language): string | null {
  if (help) return localized(help, language);
  return kind === 'secret' ? CONSOLE_WORDS[language].secretHelp : null;
}

function eventRow(event: DecisionEvent, words: ConsoleWords, ask: ConsoleAsk) {
  const { timeZone } = ask.snapshot.file.campus;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(new Date(event.at));
  return {
    time,
    point: pointName(ask, event.point),
    device: event.device,
    outcome: event.outcome,
    decision: words[event.outcome],
    reason: `${sentence(event.reason, 'guard', ask.language)} (${event.reason})`,
  };
}

function pointName(ask: ConsoleAsk, id: string): string {
  const point = ask.snapshot.file.points.find((candidate) => candidate.id === id);
  return point ? localized(point.name, ask.language) : id;
}

/** What the island needs to write a row as the server does. */
function liveWords(words: ConsoleWords, ask: ConsoleAsk) {
  const reasons = [...GRANT_REASONS, ...DENY_REASONS].map((reason) => [
    reason,
    sentence(reason, 'guard', ask.language),
  ]);
  const points = ask.snapshot.file.points.map((point) => [point.id, localized(point.name, ask.language)]);
  return {
    grant: words.grant,
    deny: words.deny,
    reasons: Object.fromEntries(reasons) as Record<string, string>,
    points: Object.fromEntries(points) as Record<string, string>,
  };
}
