/** What ends or turns a line, and what would be a link where a mail program shows it. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|:\/\/|\bwww\./iu;
/** What a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@]/;

/** The text as it is kept: composed, trimmed, one space between words. */
export function tidied(typed: string): string {
  return typed.normalize('NFC').trim().replace(/ +/g, ' ');
}

/** A line of text that is safe in a mail's header, on a page and in a spreadsheet; at most `most` characters. */
export function isLine(text: string, most: number): boolean {
  return text.length <= most && !UNSAFE.test(text) && !FORMULA.test(text.normalize('NFKC'));
}

/** A line with a letter of any script in it. */
export function isName(text: string): boolean {
  return isLine(text, 100) && /\p{L}/u.test(text);
}
