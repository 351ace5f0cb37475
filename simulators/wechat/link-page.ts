import type { ServerResponse } from 'node:http';
import type { App } from './app.js';

/** What a browser shows at a URL link: here there is no WeChat to open, so the page says where it would lead. */
export function linkPage(app: App, url: string, response: ServerResponse): void {
  const link = app.links.get(url);
  const alive = link !== undefined && app.now() < link.until;
  const text = alive
    ? `This link opens the page ${link.path} of the mini program ${app.appid}.`
    : 'This link has expired.';
  response
    .writeHead(alive ? 200 : 410, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'referrer-policy': 'no-referrer',
    })
    .end(`<!doctype html><html lang="en"><title>Simulated WeChat link</title><p>${escaped(text)}</p></html>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
