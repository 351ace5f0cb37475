import type { Request } from 'express';
import { LANGUAGES, type Language } from '../domain/languages.js';

/** `?lang=`, then the cookie that it left, then Accept-Language, then the campus's first language. */
export function chooseLanguage(request: Request, offered: readonly Language[]): Language {
  const asked = [String(request.query['lang'] ?? ''), cookie(request, 'gatehouse_lang') ?? ''];
  const chosen = asked.find((tag): tag is Language => offered.includes(tag as Language));
  return chosen ?? fromHeader(request, offered) ?? offered[0] ?? 'en';
}

/** The value of a cookie, as sent. */
export function cookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const SCRIPTS: [RegExp, Language][] = [
  [/^zh-(hant|tw|hk|mo)/i, 'zh-Hant'],
  [/^zh/i, 'zh-Hans'],
  [/^en/i, 'en'],
];

function fromHeader(request: Request, offered: readonly Language[]): Language | undefined {
  const tags = request.acceptsLanguages();
  for (const tag of tags) {
    const language = SCRIPTS.find(([pattern]) => pattern.test(tag))?.[1];
    if (language && offered.includes(language)) return language;
  }
  return undefined;
}

/** Where no campus is meant, every language is offered. */
export const ALL_LANGUAGES = LANGUAGES;
