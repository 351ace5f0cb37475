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

/** "CHAN Ching Lam" is "C. C. L."; of a name without spaces, such as a Chinese one, the first sign. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/u).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  return words.map((letter) => `${letter.toLocaleUpperCase('en')}.`).join(' ');
}
