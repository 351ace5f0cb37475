import { html, type Markup } from '../gates/page/html.js';
import type { Mail } from '../mail/mailbox.js';
import type { Sms } from '../sms/start-sms.js';
import type { Place } from '../support/place.js';

/** Everybody who got something, whoever got something last first. */
export function peoplePage(place: Place, messages: (Mail | Sms)[]): string {
  const addresses = [...new Set([...messages].reverse().map(({ to }) => to))];
  return page(
    place,
    'Inboxes of the virtual campus',
    html`<header><h1>Inboxes of the virtual campus</h1><p>Whatever the hub sends, to whatever address or number, ends here.</p></header>${
      addresses.length === 0 ? html`<p class="nothing">No mail and no SMS yet. Invite somebody.</p>` : html``
    }<ul class="threads">${addresses.map((to) => thread(place, to, messages))}</ul>`,
    true,
  );
}

function thread({ base }: Place, to: string, messages: (Mail | Sms)[]): Markup {
  const own = messages.filter((message) => message.to === to);
  const last = own.at(-1);
  const what = last?.kind === 'sms' ? 'SMS' : own.length === 1 ? 'mail' : 'mails';
  const words = last === undefined ? '' : last.kind === 'sms' ? last.text : last.subject;
  return html`<li><span class="face" aria-hidden="true">${last?.kind === 'sms' ? '☎' : '✉'}</span><div><a href="${base}${inboxPath(to)}">${to}</a> <small>${own.length} ${what}</small><p>${words.slice(0, 90)}</p></div><time>${clock(last?.at ?? '')}</time></li>`;
}

/** What one person got, newest first: mails as a list, SMS as a phone shows them. */
export function inboxPage(place: Place, to: string, messages: (Mail | Sms)[]): string {
  const newest = [...messages].reverse();
  return page(
    place,
    to,
    html`<p class="back"><a href="${place.base}/">All inboxes</a></p><h1>${to}</h1>${
      newest.length === 0 ? html`<p class="nothing">Nothing yet.</p>` : html``
    }<ol class="messages">${newest.map((message) => (message.kind === 'sms' ? bubble(message) : listed(place, message)))}</ol>`,
    true,
  );
}

export function mailPage(place: Place, mail: Mail): string {
  const path = `${place.base}/mail/${mail.id}`;
  const files = mail.attachments.map(
    ({ filename, contentType }, index) =>
      html`<li><a href="${path}/file/${index}">${filename}</a> <small>${contentType}</small></li>`,
  );
  return page(
    place,
    mail.subject,
    html`<p class="back"><a href="${place.base}${inboxPath(mail.to)}">Inbox of ${mail.to}</a></p><h1>${mail.subject}</h1>
<dl><dt>From</dt><dd>${mail.fromName} &lt;${mail.from}&gt;</dd><dt>To</dt><dd>${mail.to}</dd><dt>At</dt><dd>${clock(mail.at)}</dd></dl>
<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${path}/html" title="The mail as HTML"></iframe>
<h2>As text</h2><pre>${withLinks(mail.text)}</pre>
<h2>Files</h2><ul class="files">${files}<li><a href="${path}/raw">The whole mail</a> <small>message/rfc822</small></li></ul>`,
  );
}

export function missingPage(place: Place): string {
  return page(
    place,
    'Nothing here',
    html`<h1>Nothing here</h1><p><a href="${place.base}/">All inboxes</a></p>`,
  );
}

function inboxPath(to: string): string {
  return `/inbox?${new URLSearchParams({ to })}`;
}

function listed({ base }: Place, { id, subject, fromName, at }: Mail): Markup {
  return html`<li class="mail"><a href="${base}/mail/${id}">${subject}</a> <small>${fromName}, ${clock(at)}</small></li>`;
}

function bubble({ from, text, at }: Sms): Markup {
  return html`<li class="sms"><small>${from}, ${clock(at)}</small><p>${withLinks(text)}</p></li>`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Asia/Hong_Kong',
});

/** Both campuses live at UTC+8. */
function clock(at: string): string {
  return at === '' ? '' : CLOCK.format(new Date(at));
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
function page({ base, around }: Place, title: string, body: Markup, live = false): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="${base}/inbox.css"></head><body>${
    around.length > 0
      ? html`<nav class="around" aria-label="Around">${around.map(({ href, name }) => html`<a href="${href}">${name}</a>`)}</nav>`
      : html``
  }<main>${body}</main>${live ? html`<script type="module" src="${base}/inbox.js"></script>` : html``}</body></html>
`.text;
}
