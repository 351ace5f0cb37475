import type { HookMap } from '../../hooks/hook-map.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { TakenMessage } from '../../store/messages.js';
import { mintLink } from '../../store/visit-links.js';
import type { Context } from '../context.js';
import type { MessageContent } from './message-content.js';

/** How long another way to the pass is waited for, milliseconds; the web page's link always works. */
const PATIENCE_MS = 8_000;

/** What a message leads to; `token` ends the link if nothing left after all. */
export interface MadeLink {
  to: 'pass' | 'group';
  /** Of the web page, which opens everywhere. */
  url: string;
  /** The same pass in a mini program; null where there is none. */
  miniProgram: string | null;
  token: string;
}

/** A link of its own for this attempt; null where the message has none. */
export async function messageLink(
  context: Pick<Context, 'pool' | 'log'>,
  snapshot: Snapshot,
  on: { publicUrl: string; passLinks: readonly HookMap['pass:link'][] },
  { message, content }: { message: TakenMessage; content: MessageContent },
  signal: AbortSignal,
): Promise<MadeLink | null> {
  const { link, values } = content;
  if (link === undefined || message.visit === null) return null;
  const token = await mintLink(context.pool, {
    campus: snapshot.campus,
    visit: message.visit,
    visitor: link === 'pass' ? message.visitor : null,
    madeFor: link === 'pass' ? 'message' : 'group',
    message: message.id,
  });
  const page = `${on.publicUrl}/${snapshot.slug}/${link === 'pass' ? 'v' : 'g'}/${token}`;
  // A mini program opens on phones; a mail may be read anywhere.
  const miniProgram =
    link === 'pass' && message.channel === 'sms'
      ? await otherWay(context, on.passLinks, { token, until: values.until ?? message.expires }, signal)
      : null;
  return { to: link, url: page, miniProgram, token };
}

async function otherWay(
  { log }: Pick<Context, 'log'>,
  ways: readonly HookMap['pass:link'][],
  ask: { token: string; until: number },
  signal: AbortSignal,
): Promise<string | null> {
  for (const way of ways) {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const url = await Promise.race([way(ask, bounded), givenUp(bounded)]);
      if (url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
    } catch (error) {
      log.info(
        { error: (error as { code?: unknown }).code ?? 'failed' },
        "pass:link: the page's link goes alone",
      );
    }
  }
  return null;
}

function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
