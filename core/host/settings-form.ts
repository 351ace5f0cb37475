import { z } from 'zod';
import type { Localized } from '../domain/languages.js';

/** One field of a plugin's settings, as an admin sees it. */
export interface FormField {
  /** Dotted path; the entries of lists are edited as JSON in one field. */
  path: string[];
  title: Localized;
  help: Localized | undefined;
  kind: 'text' | 'secret' | 'number' | 'boolean' | 'choice' | 'json';
  choices: string[];
  required: boolean;
  /** What holds where nothing is given; undefined where there is no such thing. */
  standard: unknown;
}

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  default?: unknown;
  const?: unknown;
  title?: string;
  label?: Localized;
  description?: string;
  help?: string | Localized;
  secret?: boolean;
}

/**
 * The form of a settings schema: what the schema says with `.meta({ label, help, secret })`, and nothing else. Label and help
 * are texts in the languages of admins; `title`, and a help that is one string, are read in English by everybody.
 */
export function formFields(settings: z.ZodType): FormField[] {
  return fieldsOf(jsonSchema(settings), []);
}

/** Paths of the secrets in a settings schema, `*` for every entry of a list. */
export function secretFields(settings: z.ZodType): string[][] {
  return secretsOf(jsonSchema(settings), []);
}

function jsonSchema(settings: z.ZodType): Schema {
  return z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }) as Schema;
}

function fieldsOf(schema: Schema, path: string[]): FormField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const at = [...path, key];
    if (property.properties && !property.secret) return fieldsOf(property, at);
    return [
      {
        path: at,
        title: property.label ?? { en: property.title ?? key },
        help: inLanguages(property.help ?? property.description),
        kind: kindOf(property),
        choices: (property.enum ?? []).map(String),
        required: schema.required?.includes(key) ?? false,
        standard: property.default,
      },
    ];
  });
}

function inLanguages(text: string | Localized | undefined): Localized | undefined {
  return typeof text === 'string' ? { en: text } : text;
}

function kindOf(schema: Schema): FormField['kind'] {
  if (schema.secret) return 'secret';
  if (schema.enum) return 'choice';
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  return schema.type === 'string' ? 'text' : 'json';
}

function secretsOf(schema: Schema, path: string[]): string[][] {
  if (schema.secret) return [path];
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((branch) =>
    secretsOf(branch, path),
  );
  const entries = schema.items ? secretsOf(schema.items, [...path, '*']) : [];
  const properties = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    secretsOf(property, [...path, key]),
  );
  return [...branches, ...entries, ...properties];
}
