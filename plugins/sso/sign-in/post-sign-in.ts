import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../../../core/http/route.js';
import { type Authenticated, authenticate } from '../ldap/authenticate.js';
import { DirectoryUnavailable } from '../ldap/connection.js';
import { endSession } from '../provider/logout.js';
import { finish, type Interaction } from './interaction.js';
import type { SignInParts } from './parts.js';
import { showSignIn } from './show-sign-in.js';
import { WORDS, type Words } from './words.js';

/** Milliseconds that a refusal takes at least: a name that is not there is not told by a quicker answer. */
const REFUSAL = 300;

export interface Sent {
  name: string;
  password: string;
  remoteAddress: string;
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
    return refuse(401, wrongSentence(parts, words));
  }
  await parts.throttle.succeeded(tried);
  return { redirect: await signIn(parts, under, await parts.accounts.remember(answer.account)) };
}

/** One sentence a campus, whatever was wrong. */
function wrongSentence({ scope }: SignInParts, words: Words): string {
  const whole = scope.settings.signIn.some(({ suffix }) => suffix !== undefined);
  if (!whole) return words.wrong;
  return [words.wrong, words.wrongWhole].join(words === WORDS.en ? ' ' : '');
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
