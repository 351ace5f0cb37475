import { type Language, localized } from '../../../core/domain/languages.js';
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
  language: Language;
  saved: boolean;
  /** The plugin whose form was refused, and why. */
  refused: { plugin: string; errors: FieldError[]; settings: Record<string, unknown> } | null;
}

/** What the template shows: every label, value and sentence ready. */
export function consoleView(ask: ConsoleAsk) {
  const words = CONSOLE_WORDS[ask.language];
  const { slug } = ask.snapshot;
  return {
    words,
    saved: ask.saved,
    plugins: ask.plugins.map((plugin) => pluginCard(plugin, slug, words, ask)),
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
  // What could not be read as JSON comes back as it was typed.
  return kind === 'json' && typeof given !== 'string' ? JSON.stringify(given, null, 2) : String(given);
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
