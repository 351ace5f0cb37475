import type { Vault } from '../store/seal.js';

/** Paths of a plugin's secret settings; `*` stands for every entry of a list. */
export type SecretFields = (plugin: string) => readonly (readonly string[])[];

const SEALED = 'sealed:';
const REFERENCE = /^\$\{env:(\w+)\}$/;

/** Whether the text stands for a variable of the environment. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

/** Secrets sealed for the database. What is sealed already and `${env:NAME}` stay as they are. */
export function sealSettings(
  vault: Vault,
  secrets: readonly (readonly string[])[],
  settings: Record<string, unknown>,
): Record<string, unknown> {
  return mapSecrets(settings, secrets, (text) =>
    text.startsWith(SEALED) || REFERENCE.test(text)
      ? text
      : SEALED + vault.seal('plugin-settings', text).toString('base64url'),
  );
}

/** The settings as the plugin needs them. `missing` names the environment variables that are not set. */
export function openSettings(
  vault: Vault,
  stored: Record<string, unknown>,
  env: (name: string) => string | undefined,
): { settings: Record<string, unknown>; missing: string[] } {
  const missing: string[] = [];
  const settings = mapTexts(stored, (text) => {
    if (text.startsWith(SEALED)) {
      return vault.open('plugin-settings', Buffer.from(text.slice(SEALED.length), 'base64url')).toString();
    }
    const name = REFERENCE.exec(text)?.[1];
    if (name === undefined) return text;
    const value = env(name);
    if (value === undefined) missing.push(name);
    return value ?? '';
  });
  return { settings: settings as Record<string, unknown>, missing };
}

/** For showing: a secret that is set becomes `masked`. */
export function maskSettings(
  secrets: readonly (readonly string[])[],
  stored: Record<string, unknown>,
  masked: string,
): Record<string, unknown> {
  return mapSecrets(stored, secrets, (text) => (REFERENCE.test(text) || text === '' ? text : masked));
}

/**
 * Puts back what a masked form did not change. In a list a masked secret is that of the entry that is the same in all
 * else, or of the one at its place where the list is as long as it was; else it stays masked: an entry that moved up
 * must not get the secret of the one that was removed.
 */
export function unmaskSettings(
  secrets: readonly (readonly string[])[],
  filled: Record<string, unknown>,
  stored: Record<string, unknown>,
  masked: string,
): Record<string, unknown> {
  const twin = twinOf(filled, stored, masked);
  return mapSecrets(filled, secrets, (text, path) => {
    const before = path.reduce<unknown>((value, key) => fieldOf(value, key), twin);
    return text === masked && typeof before === 'string' ? before : text;
  });
}

/** What was stored, in the shape of what was filled in. */
function twinOf(filled: unknown, stored: unknown, masked: string): unknown {
  if (Array.isArray(filled)) {
    const before: unknown[] = Array.isArray(stored) ? stored : [];
    return filled.map((entry, index) => {
      const same = before.find((one) => isSame(entry, one, masked));
      return twinOf(entry, same ?? (before.length === filled.length ? before[index] : undefined), masked);
    });
  }
  if (typeof filled !== 'object' || filled === null) return stored;
  return Object.fromEntries(
    Object.entries(filled).map(([key, entry]) => [key, twinOf(entry, fieldOf(stored, key), masked)]),
  );
}

/** Whether they differ in nothing but what is masked. */
function isSame(filled: unknown, stored: unknown, masked: string): boolean {
  if (filled === masked) return typeof stored === 'string';
  if (typeof filled !== 'object' || filled === null) return filled === stored;
  if (typeof stored !== 'object' || stored === null) return false;
  const keys = new Set([...Object.keys(filled), ...Object.keys(stored)]);
  return [...keys].every((key) => isSame(fieldOf(filled, key), fieldOf(stored, key), masked));
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/**
 * Paths of texts that an admin cannot mean: a sealed text or a variable of the environment that neither the settings
 * as they were nor the campus file has (another campus's secrets stand in the same environment), and a mask that hides
 * nothing.
 */
export function borrowedTexts(
  filled: Record<string, unknown>,
  known: readonly unknown[],
  masked: string,
): string[] {
  const own = new Set<string>();
  for (const settings of known) {
    mapTexts(settings, (text) => {
      own.add(text);
      return text;
    });
  }
  const borrowed: string[] = [];
  mapTexts(filled, (text, path) => {
    const special = text === masked || text.startsWith(SEALED) || REFERENCE.test(text);
    if (special && !own.has(text)) borrowed.push(path.join('.'));
    return text;
  });
  return borrowed;
}

function mapSecrets(
  value: Record<string, unknown>,
  secrets: readonly (readonly string[])[],
  change: (text: string, path: readonly string[]) => string,
): Record<string, unknown> {
  const isSecret = (path: readonly string[]) =>
    secrets.some(
      (secret) => secret.length === path.length && secret.every((key, i) => key === '*' || key === path[i]),
    );
  return mapTexts(value, (text, path) => (isSecret(path) ? change(text, path) : text)) as Record<
    string,
    unknown
  >;
}

export function mapTexts(
  value: unknown,
  change: (text: string, path: readonly string[]) => string,
  path: readonly string[] = [],
): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value))
    return value.map((entry, index) => mapTexts(entry, change, [...path, String(index)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change, [...path, key])]),
  );
}
