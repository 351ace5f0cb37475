import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../../../core/http/route.js';
import { type Authenticated, authenticate } from '../ldap/authenticate.js';
import { DirectoryUnavailable } from '../ldap/connection.js';
import { endSession } from '../provider/logout.js';
import { finish, type Interaction } from './interaction.js';
import { signInPage } from './pages.js';
import type { SignInParts } from './parts.js';
import { WORDS } from './words.js';

/** Milliseconds that a refusal takes at least: a name that is not there is not told by a quicker answer. */
const REFUSAL = 300;

export interface Sent {
  name: string;
  password: string;
  remoteAddress: string;
}

interface Refused {
  status: number;
  sentence: string;
  name: string;
  headers?: Record<string, string>;
}

export function showSignIn(parts: SignInParts, under: Interaction, refused?: Refused): Answer {
  const { settings } = parts.scope;
  const examples = settings.signIn.flatMap(({ suffix }) => (suffix === undefined ? [] : [`name${suffix}`]));
  const html = signInPage(under.reader, {
    name: refused?.name ?? under.loginHint,
    password: refused === undefined ? demoPassword(parts, under) : '',
    alert: refused?.sentence ?? null,
    invalid: refused?.status === 401,
    examples: examples.join(' / '),
    describedBy: [refused ? 'alert' : '', examples.length > 0 ? 'name-hint' : ''].filter(Boolean).join(' '),
    forgotPinUrl: settings.forgotPinUrl ?? null,
  });
  return { status: refused?.status ?? 200, headers: { ...parts.pages.headers, ...refused?.headers }, html };
}

/** Checks what was typed. Every refusal of a name or PIN reads the same and takes about as long. */
export async function postSignIn(parts: SignInParts, under: Interaction, sent: Sent): Promise<Answer> {
  const words = WORDS[under.reader.language];
  const refuse = (status: number, sentence: string, headers?: Record<string, string>) =>
    showSignIn(parts, under, { status, sentence, name: sent.name, ...(headers ? { headers } : {}) });
  if (sent.name.trim() === '' || sent.password === '') return refuse(401, words.empty);
  const tried = { loginName: sent.name, remoteAddress: sent.remoteAddress };
  const may = await parts.throttle.begin(tried);
  if (!may.allowed) {
    const minutes = Math.ceil(may.seconds / 60);
    return refuse(429, words.tooMany(minutes), { 'retry-after': String(may.seconds) });
  }
  const refusal = wait(REFUSAL, undefined, { ref: false });
  const answer = await ask(parts, sent);
  if (answer === 'unavailable') {
    await parts.throttle.unanswered(tried);
    return refuse(503, words.unavailable, { 'retry-after': '60' });
  }
  if (answer.account === null) {
    parts.scope.log.info({ why: answer.why }, 'a sign-in was refused');
    await refusal;
    return refuse(401, words.wrong);
  }
  await parts.throttle.succeeded(tried);
  return { redirect: await signIn(parts, under, await parts.accounts.remember(answer.account)) };
}

async function ask({ scope }: SignInParts, { name, password }: Sent): Promise<Authenticated | 'unavailable'> {
  try {
    return await authenticate(scope.settings, { loginName: name, password, signal: scope.signal });
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    scope.log.warn({ why: error.why }, 'nobody can sign in: the directory is unavailable');
    return 'unavailable';
  }
}

/** Whoever was signed in on this browser before is signed out first: one session is one person's. */
async function signIn({ provider }: SignInParts, under: Interaction, accountId: string): Promise<string> {
  const { details } = under;
  if (details.session !== undefined && details.session.accountId !== accountId) {
    const before = await provider.Session.findByUid(details.session.uid);
    if (before) await endSession(provider, before);
    delete details.session;
  }
  return finish(under, { login: { accountId, amr: ['pwd'] } });
}

/** On the virtual campus everybody has one password, and it is filled in for whoever was chosen on the landing page. */
function demoPassword({ scope }: SignInParts, { loginHint }: Interaction): string {
  const { demoPassword: password, production } = scope.node;
  return production || loginHint === '' ? '' : (password ?? '');
}
