import type { HookMap } from '../../core/hooks/hook-map.js';
import type { Desk } from './desk.js';
import { readSessionText } from './session-text.js';

/** Who a mini program's session belongs to on the hub's own interface, some hours after the campus sign-in. */
export function personOfToken(desk: Desk): HookMap['person:token'] {
  return async (token) => {
    const text = readSessionText(token);
    const session = text && (await desk.sessions.find(text.session));
    if (!session?.person || !desk.sessions.mayAct(session)) return null;
    const person = await desk.personOf(session);
    return person === null ? null : desk.scope.hub.signInOf(person);
  };
}
