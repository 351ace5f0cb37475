import type { Answer, GateView } from '../gate.js';

export interface Words {
  /** One or two big words on the display. */
  big: string;
  /** What the hub sent for the display, or what the device knows itself. */
  small: string;
}

const OWN_WORDS: Record<string, string> = {
  offline: 'This device is cut off.',
  timeout: 'The hub did not answer in time.',
  answer_expired: 'The answer came too late.',
  answer_unreadable: 'The answer could not be read.',
  unreachable: 'The hub cannot be reached.',
};

/** The display never speaks by colour alone. After the light has gone out it is ready for the next person. */
export function displayWords({ kind, light, last, online }: GateView): Words {
  if (light === 'grey' || last === undefined) {
    return {
      big: online ? 'Ready' : 'No line',
      small: online ? 'Show your code' : 'Not connected to the hub',
    };
  }
  return answerWords(kind, last.answer);
}

/** The last answer, which stays to be read after the light has gone out. */
export function lastWords({ kind, last }: GateView): string {
  if (last === undefined) return 'none yet';
  const { big, small } = answerWords(kind, last.answer);
  return `${big}: ${small} (${last.answer.reason})`;
}

/** Nobody passes a till or a panel. */
const GRANTED: Record<GateView['kind'], string> = {
  mqtt: 'Pass',
  http: 'Pass',
  till: 'Accepted',
  panel: 'Signed in',
};

function answerWords(kind: GateView['kind'], { decision, reason, served, message }: Answer): Words {
  const small = message ?? OWN_WORDS[reason] ?? reason;
  if (served === false) return { big: 'Not served', small };
  if (decision === 'grant') return { big: GRANTED[kind], small };
  return { big: decision === 'deny' ? 'Stop' : 'No answer', small };
}
