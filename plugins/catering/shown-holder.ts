import type { HolderView } from '../../core/use-cases/holder-of.js';
import type { CateringSettings } from './settings.js';

export interface ShownHolder {
  name?: string;
  initials?: string;
}

/** What a till learns of a person; undefined where the campus lets it learn nothing. */
export function shownHolder(
  holder: HolderView | null,
  { showHolder }: Pick<CateringSettings, 'showHolder'>,
): ShownHolder | undefined {
  if (holder === null || showHolder === 'none') return undefined;
  if (showHolder === 'name') return { name: holder.displayName };
  return { initials: initialsOf(holder.displayName) };
}

/** "CHAN Ching Lam 陳靜琳" is "C. C. L."; of a name without Latin letters the first sign. */
export function initialsOf(name: string): string {
  const firsts = name.split(/[\s-]+/u).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  const latin = firsts.filter((sign) => /[\p{Script=Latin}\p{N}]/u.test(sign));
  const shown = latin.length > 0 ? latin : firsts.slice(0, 1);
  return shown.map((sign) => `${sign.toLocaleUpperCase('en')}.`).join(' ');
}
