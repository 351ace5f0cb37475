import { isLine, tidied } from './check-text.js';
import { visitInvalid } from './visit-problems.js';

/** What goes along with a decision or an end; null when nothing was said. Throws `visit_invalid` (422). */
export function noteOf(typed: string | undefined): string | null {
  const note = tidied(typed ?? '');
  if (!isLine(note, 300)) throw visitInvalid([{ field: 'note', code: 'note_invalid' }]);
  return note || null;
}
