/** The languages that every sentence of the product exists in (BCP 47 tags). */
export const LANGUAGES = ['en', 'zh-Hant', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in some of the languages; English is always there and stands in for a missing one. */
export type Localized = { en: string } & { [language in Exclude<Language, 'en'>]?: string | undefined };

/** The text in `language`; Chinese readers get the other Chinese script before they get English. */
export function localized(text: Localized, language: Language): string {
  const order: Record<Language, readonly Language[]> = {
    en: ['en'],
    'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
    'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
  };
  const found = order[language].find((candidate) => text[candidate] !== undefined);
  return text[found ?? 'en'] ?? text.en;
}
