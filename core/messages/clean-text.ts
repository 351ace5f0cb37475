/** Marks that turn the reading direction of what follows: in a name they could rewrite a whole sentence. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A value on one line: line breaks would begin a header of a mail, other control characters are nothing to read. */
export function cleanLine(text: string): string {
  return text
    .replaceAll(DIRECTION, '')
    .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** For plain text: a right-to-left name keeps its direction to itself (Unicode UAX 9, isolates). */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** At most so many characters as a reader counts them; what is cut off ends in a full stop, which every phone can show. */
export function shortened(text: string, most: number): string {
  const characters = [...graphemes.segment(text)].map(({ segment }) => segment);
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}.`;
}
