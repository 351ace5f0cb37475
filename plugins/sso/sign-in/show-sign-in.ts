import type { Answer } from '../../../core/http/route.js';
import type { Interaction } from './interaction.js';
import { signInPage } from './pages.js';
import type { SignInParts } from './parts.js';

/** A try that did not lead on: what is said, and the name that was typed. */
export interface Refused {
  status: number;
  sentence: string;
  name: string;
  headers?: Record<string, string>;
}

/** The sign-in form, empty or with what went wrong. The PIN is never sent back. */
export function showSignIn(parts: SignInParts, under: Interaction, refused?: Refused): Answer {
  const { settings } = parts.scope;
  const examples = settings.signIn.flatMap(({ suffix }) => (suffix === undefined ? [] : [`name${suffix}`]));
  const name = refused?.name ?? under.loginHint;
  const html = signInPage(under.reader, {
    name,
    password: refused === undefined ? demoPassword(parts, under) : '',
    focus: { name: !under.framed && name === '', password: !under.framed && name !== '' },
    alert: refused?.sentence ?? null,
    invalid: refused?.status === 401,
    examples: examples.join(' / '),
    describedBy: [refused ? 'alert' : '', examples.length > 0 ? 'name-hint' : ''].filter(Boolean).join(' '),
    forgotPinUrl: settings.forgotPinUrl ?? null,
  });
  return { status: refused?.status ?? 200, headers: { ...parts.pages.headers, ...refused?.headers }, html };
}

/** On the virtual campus everybody has one password, and it is filled in for whoever was chosen on the landing page. */
function demoPassword({ scope }: SignInParts, { loginHint }: Interaction): string {
  const { demoPassword: password, production } = scope.node;
  return production || loginHint === '' ? '' : (password ?? '');
}
