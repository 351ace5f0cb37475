import { z } from 'zod';
import { expected } from '../../core/campus-file/expected.js';
import { brandingSection, campusSection } from '../../core/campus-file/sections/campus.js';
import { localizedText, loginName } from '../../core/campus-file/words.js';

/** What a new campus is made of. */
export interface Answers {
  name: string;
  nameHant: string;
  nameHans: string;
  number: number;
  slug: string;
  languages: ('en' | 'zh-Hant' | 'zh-Hans')[];
  zone: string;
  colour: string;
  admin: string;
  directory: string;
  base: string;
  account: string;
  contact: string;
}

export interface Question {
  key: keyof Answers;
  /** Its flag of the command line, without the dashes. */
  flag: string;
  words: string;
  /** What the schema of campus files says; the directory's words are the plugin's own. */
  schema: z.ZodType;
  /** Where nothing is typed; undefined where somebody has to say it. */
  usual(known: Partial<Answers>): string | undefined;
}

const text = localizedText.shape.en;
const dn = z.string().regex(/^[\w-]+=.+/, 'a distinguished name such as ou=people,dc=example,dc=edu');
const list = (value: unknown) =>
  String(value)
    .split(',')
    .map((one) => one.trim());

/** In the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  {
    key: 'name',
    flag: 'name',
    words: 'Name of the campus, in English',
    schema: text,
    usual: () => undefined,
  },
  {
    key: 'languages',
    flag: 'languages',
    words: 'Languages of its people, the first one first (en, zh-Hant, zh-Hans)',
    schema: z.preprocess(list, campusSection.shape.languages),
    usual: () => 'en',
  },
  {
    key: 'nameHant',
    flag: 'name-zh-hant',
    words: 'Name in Traditional Chinese',
    schema: text,
    usual: ({ name }) => name,
  },
  {
    key: 'nameHans',
    flag: 'name-zh-hans',
    words: 'Name in Simplified Chinese',
    schema: text,
    usual: ({ name }) => name,
  },
  {
    key: 'slug',
    flag: 'slug',
    words: 'Short name for addresses',
    schema: campusSection.shape.slug,
    usual: ({ name }) => slugOf(name ?? ''),
  },
  {
    key: 'number',
    flag: 'number',
    words: 'Number of the campus, in every code and never given to another',
    schema: z.preprocess((value) => Number(value), campusSection.shape.number),
    usual: () => '1',
  },
  {
    key: 'zone',
    flag: 'zone',
    words: 'Time zone',
    schema: campusSection.shape.timeZone,
    usual: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
  {
    key: 'colour',
    flag: 'colour',
    words: 'Colour of its pages',
    schema: brandingSection.shape.colour,
    usual: () => '#1f4e79',
  },
  {
    key: 'admin',
    flag: 'admin',
    words: 'Sign-in name of the first administrator, a member of staff',
    schema: loginName,
    usual: () => undefined,
  },
  {
    key: 'directory',
    flag: 'directory',
    words: 'LDAP directory against which people sign in',
    schema: z.string().min(1),
    usual: () => 'ldaps://directory.example.edu',
  },
  {
    key: 'base',
    flag: 'base',
    words: 'Where people are found in it',
    schema: dn,
    usual: ({ directory }) => `ou=people,${suffixOf(directory ?? '')}`,
  },
  {
    key: 'account',
    flag: 'account',
    words: 'Account of the hub that may search there',
    schema: dn,
    usual: ({ directory }) => `cn=gatehouse,ou=services,${suffixOf(directory ?? '')}`,
  },
  {
    key: 'contact',
    flag: 'contact',
    words: 'E-mail address of the help desk',
    schema: z.email({ error: 'an e-mail address' }).max(254),
    usual: () => undefined,
  },
];

/** Not every campus speaks Chinese: a name is asked for in its languages only. */
export function isAsked({ key }: Question, { languages = [] }: Partial<Answers>): boolean {
  if (key === 'nameHant') return languages.includes('zh-Hant');
  if (key === 'nameHans') return languages.includes('zh-Hans');
  return true;
}

/** The answer as the file takes it, or what was expected, in the schema's own words. */
export function checked(
  question: Question,
  said: string,
): { ok: true; value: unknown } | { ok: false; expected: string } {
  const read = question.schema.safeParse(said.trim(), { error: expected });
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, expected: read.error.issues[0]?.message ?? 'another answer' };
}

function slugOf(name: string): string | undefined {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? undefined : slug;
}

/** `ldaps://directory.example.edu` stands most often for dc=example,dc=edu. */
function suffixOf(directory: string): string {
  const host = /^\w+:\/\/([^:/]+)/.exec(directory)?.[1] ?? 'directory.example.edu';
  const labels = host.split('.').slice(1);
  return (labels.length > 1 ? labels : ['example', 'edu']).map((label) => `dc=${label}`).join(',');
}
