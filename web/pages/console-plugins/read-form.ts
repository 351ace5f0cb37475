import type { FormField } from '../../../core/host/settings-form.js';
import type { FieldError } from './view.js';

/**
 * A posted form as settings. Empty texts are left out, so that a default can stand in; numbers and JSON that cannot be
 * read come back as errors with their field, and stand in the settings as they were typed.
 */
export function readForm(
  fields: readonly FormField[],
  posted: Record<string, string>,
): { settings: Record<string, unknown>; errors: FieldError[] } {
  const settings: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const field of fields) {
    const key = field.path.join('.');
    const read = readField(field, posted[`set:${key}`]);
    if ('expected' in read) {
      errors.push({ path: key, expected: read.expected });
      put(settings, field.path, posted[`set:${key}`]);
    } else if (read.value !== undefined) put(settings, field.path, read.value);
  }
  return { settings, errors };
}

function readField(field: FormField, text: string | undefined): { value: unknown } | { expected: string } {
  if (field.kind === 'boolean') return { value: text === 'true' };
  if (text === undefined || text.trim() === '') return { value: undefined };
  if (field.kind === 'number') {
    const value = Number(text);
    return Number.isFinite(value) ? { value } : { expected: 'a number' };
  }
  if (field.kind !== 'json') return { value: text };
  try {
    const value: unknown = JSON.parse(text);
    return { value: value ?? undefined };
  } catch {
    return { expected: 'JSON, such as [{ "key": "value" }]' };
  }
}

function put(settings: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    settings[key] = value;
    return;
  }
  const inner = (settings[key] ?? {}) as Record<string, unknown>;
  settings[key] = inner;
  put(inner, rest, value);
}
