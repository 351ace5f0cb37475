import { html, type Markup } from '../gates/page/html.js';
import type { Mail } from '../mail/mailbox.js';
import type { Sms } from '../sms/start-sms.js';

/** Everybody who got something, whoever got something last first. */
export function peoplePage(messages: (Mail | Sms)[]): string {
  const addresses = [...new Set([...messages].reverse().map(({ to }) => to))];
  return page(
    'Inboxes of the virtual campus',
    html`<h1>Inboxes of the virtual campus</h1>${
      addresses.length === 0 ? html`<p>No mail and no SMS yet. Invite somebody.</p>` : html``
    }<ul>${addresses.map((to) => {
      const own = messages.filter((message) => message.to === to);
      const what = own[0]?.kind === 'sms' ? 'SMS' : own.length === 1 ? 'mail' : 'mails';
      return html`<li><a href="${inboxPath(to)}">${to}</a> <small>${own.length} ${what}</small></li>`;
    })}</ul>`,
    true,
  );
}

/** What one person got, newest first: mails as a list, SMS as a phone shows them. */
export function inboxPage(to: string, messages: (Mail | Sms)[]): string {
  const newest = [...messages].reverse();
  return page(
    to,
    html`<p><a href="/">All inboxes</a></p><h1>${to}</h1>${
      newest.length === 0 ? html`<p>Nothing yet.</p>` : html``
    }<ol class="messages">${newest.map((message) => (message.kind === 'sms' ? bubble(message) : listed(message)))}</ol>`,
    true,
  );
}

export function mailPage(mail: Mail): string {
  const path = `/mail/${mail.id}`;
  const files = mail.attachments.map(
    ({ filename, contentType }, index) =>
      html`<li><a href="${path}/file/${index}">${filename}</a> <small>${contentType}</small></li>`,
  );
  return page(
    mail.subject,
    html`<p><a href="${inboxPath(mail.to)}">Inbox of ${mail.to}</a></p><h1>${mail.subject}</h1>
<dl><dt>From</dt><dd>${mail.fromName} &lt;${mail.from}&gt;</dd><dt>To</dt><dd>${mail.to}</dd><dt>At</dt><dd>${mail.at}</dd></dl>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${path}/html" title="The mail as HTML"></iframe>
<h2>As text</h2><pre>${withLinks(mail.text)}</pre>
<h2>Files</h2><ul>${files}<li><a href="${path}/raw">The whole mail</a> <small>message/rfc822</small></li></ul>`,
  );
}

export function missingPage(): string {
  return page('Nothing here', html`<h1>Nothing here</h1><p><a href="/">All inboxes</a></p>`);
}

function inboxPath(to: string): string {
  return `/inbox?${new URLSearchParams({ to })}`;
}

function listed({ id, subject, fromName, at }: Mail): Markup {
  return html`<li class="mail"><a href="/mail/${id}">${subject}</a> <small>${fromName}, ${at}</small></li>`;
}

function bubble({ from, text, at }: Sms): Markup {
  return html`<li class="sms"><small>${from}, ${at}</small><p>${withLinks(text)}</p></li>`;
}

/** Addresses can be opened, as on a phone; everything else stays text. */
function withLinks(text: string): Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href="${piece}" target="_blank" rel="noreferrer">${piece}</a>`
        : html`${piece}`,
    );
}

/** Lists look again by themselves; a mail that is being read does not. */
function page(title: string, body: Markup, live = false): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${live ? html`<meta http-equiv="refresh" content="5">` : html``}<title>${title}</title><link rel="stylesheet" href="/inbox.css"></head><body><main>${body}</main></body></html>
`.text;
}
