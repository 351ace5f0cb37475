import type { MessageKind } from '../../domain/messages.js';
import type { Change } from '../../store/change.js';
import { cancelQueued } from '../../store/messages.js';

/**
 * Takes back what has not been sent yet about a visit, or to one visitor, as part of a change; answers what was taken back,
 * so that nobody is told of the end of a visit that they never heard of. What a receipt or a retry would still need is
 * emptied as well. A one-time code is not about a visit: it stays.
 */
export function cancelMessages(
  to: Change,
  whose: { visit: string } | { visitor: string },
): Promise<{ kind: MessageKind; visitor: string | null }[]> {
  return cancelQueued(to.sql, whose);
}
