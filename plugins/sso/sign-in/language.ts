import { LANGUAGES, type Language } from '../../../core/domain/languages.js';

const HANT = /^zh(-hant|-(tw|hk|mo)\b)/i;

/** The first language of a list such as `zh-HK, en;q=0.8` or `zh-HK en` (RFC 9110 12.5.4, OIDC `ui_locales`) that we have. */
export function readLanguages(list: string | undefined): Language | undefined {
  const tags = (list ?? '')
    .split(/[\s,]+/)
    .map((part) => ({ tag: part.split(';')[0] ?? '', weight: weightOf(part) }))
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of tags) {
    const known = LANGUAGES.find((language) => language.toLowerCase() === tag.toLowerCase());
    if (known) return known;
    if (HANT.test(tag)) return 'zh-Hant';
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return undefined;
}

function weightOf(part: string): number {
  const weight = /;q=([\d.]+)/.exec(part)?.[1];
  return weight === undefined ? 1 : Number(weight);
}
