import { isReference, mapTexts } from './seal-settings.js';

/** Scheme and authority: what a secret could be sent to. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Paths of secrets that an admin leaves as they are, hidden or by a variable, beside an address that is new: whoever
 * does not know a secret must not be able to have it sent to a machine of the own choice.
 */
export function keptSecrets(
  filled: Record<string, unknown>,
  known: readonly unknown[],
  ask: { secrets: readonly (readonly string[])[]; masked: string },
): string[] {
  const old = new Set<string>();
  for (const settings of known) forEachText(settings, (text) => old.add(text));
  const moved: string[][] = [];
  const kept: string[][] = [];
  forEachText(filled, (text, path) => {
    if (ADDRESS.test(text) && !old.has(text)) moved.push(path.slice(0, -1));
    if (isSecret(path, ask.secrets) && (text === ask.masked || isReference(text))) kept.push(path);
  });
  const isBeside = (secret: string[], parent: string[]) =>
    parent.every((key, index) => secret[index] === key);
  return kept
    .filter((secret) => moved.some((parent) => isBeside(secret, parent)))
    .map((path) => path.join('.'));
}

function forEachText(value: unknown, look: (text: string, path: string[]) => void): void {
  mapTexts(value, (text, path) => {
    look(text, [...path]);
    return text;
  });
}

function isSecret(path: readonly string[], secrets: readonly (readonly string[])[]): boolean {
  return secrets.some(
    (secret) => secret.length === path.length && secret.every((key, i) => key === '*' || key === path[i]),
  );
}
