import { renderPage } from '../../core/http/page/layout.js';
import type { Answer } from '../../core/http/route.js';
import type { Ask, Desk } from './desk.js';

/** A page of this plugin inside the frame that all pages share. */
export function framed(
  desk: Desk,
  ask: Ask,
  page: { title: string; body: string; account?: boolean; status?: number },
): Answer {
  const { principal, language } = ask;
  const name = page.account && principal?.kind === 'person' ? principal.displayName : null;
  const html = renderPage({
    campus: desk.scope.hub.file(),
    language,
    title: page.title,
    body: page.body,
    topics: ['code', 'sign-in'],
    account: name === null ? null : { name, signOut: `/${desk.scope.campus.slug}/sign-out` },
    styles: ['/assets/plugins/wechat/wechat.css'],
    kind: 'wechat-page',
  });
  return { status: page.status ?? 200, html };
}
