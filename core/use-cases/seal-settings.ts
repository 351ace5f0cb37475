import type { Vault } from '../store/seal.js';

/** Paths of a plugin's secret settings; `*` stands for every entry of a list. */
export type SecretFields = (plugin: string) => readonly (readonly string[])[];

const SEALED = 'sealed:';
const REFERENCE = /^\$\{env:(\w+)\}$/;

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

/** Puts back what a masked form did not change. */
export function unmaskSettings(
  secrets: readonly (readonly string[])[],
  filled: Record<string, unknown>,
  stored: Record<string, unknown>,
  masked: string,
): Record<string, unknown> {
  return mapSecrets(filled, secrets, (text, path) => {
    const before = path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      stored,
    );
    return text === masked && typeof before === 'string' ? before : text;
  });
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

function mapTexts(
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
