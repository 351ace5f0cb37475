import type { CampusFile } from '../../../core/campus-file/schema.js';
import type { Language } from '../../../core/domain/languages.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import { WORDS, type Words } from './words.js';

/** In whose frame and which language a page is drawn. */
export interface Reader {
  file: CampusFile;
  language: Language;
}

export interface SignInView {
  name: string;
  password: string;
  /** The field in which typing begins: none in a frame, which would take the focus from the page around it. */
  focus: { name: boolean; password: boolean };
  /** What went wrong with the last try; null before one. */
  alert: string | null;
  /** The fields themselves were at fault. */
  invalid: boolean;
  examples: string;
  describedBy: string;
  forgotPinUrl: string | null;
}

interface Common {
  words: Words;
  language: Language;
  title: string;
}

const at = (name: string) => new URL(`./${name}.hbs`, import.meta.url);
const signIn = template<SignInView & Common>(at('sign-in'));
const consent = template<{ scopes: string[] } & Common>(at('consent'));
const signOut = template<{ action: string; xsrf: string } & Common>(at('sign-out'));
const notice = template<{ sentence: string; code: string | null; href: string | null } & Common>(
  at('notice'),
);

/** The sign-in form: it works without script, and needs no exception of the content security policy. */
export function signInPage(reader: Reader, view: SignInView): string {
  const words = WORDS[reader.language];
  const title = view.alert === null ? words.signIn : `${words.error}: ${words.signIn}`;
  return framed(reader, title, (common) => signIn({ ...common, ...view }));
}

export function consentPage(reader: Reader, client: string, scopes: string[]): string {
  return framed(reader, WORDS[reader.language].consentTitle(client), (common) =>
    consent({ ...common, scopes }),
  );
}

/** Asks whether to sign out; `xsrf` proves that the answer comes from this page. */
export function signOutPage(reader: Reader, form: { action: string; xsrf: string }): string {
  return framed(reader, WORDS[reader.language].signOutTitle, (common) => signOut({ ...common, ...form }));
}

export function noticePage(
  reader: Reader,
  what: 'expired' | 'problem' | 'signedOut',
  more: { code?: string; href?: string } = {},
): string {
  const words = WORDS[reader.language];
  return framed(reader, words[`${what}Title`], (common) =>
    notice({ ...common, sentence: words[what], code: more.code ?? null, href: more.href ?? null }),
  );
}

function framed({ file, language }: Reader, title: string, body: (common: Common) => string): string {
  return renderPage({
    campus: file,
    topics: ['sign-in'],
    language,
    title,
    body: body({ words: WORDS[language], language, title }),
  });
}
