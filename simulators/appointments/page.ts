import QRCode from 'qrcode';
import { html, Markup } from '../gates/page/html.js';
import type { Place } from '../support/place.js';
import { APPOINTMENTS, type Appointment, dayOf, isOpen } from './appointment.js';

/** The slips that visitors of the old system got, with their codes: shown to a gate they are read as any other. */
export async function appointmentsPage({ base, around }: Place, now: Date): Promise<string> {
  const slips = await Promise.all(APPOINTMENTS.map((one) => slip(one, now)));
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Old appointment system</title><link rel="stylesheet" href="${base}/slips.css"></head><body>${
    around.length > 0
      ? html`<nav class="around" aria-label="Around">${around.map(({ href, name }) => html`<a href="${href}">${name}</a>`)}</nav>`
      : html``
  }<main><h1>Old appointment system</h1>
<p>Printed before the hub came. Take a picture of a slip and show it to a gate: the gates ask the old system while it still runs.</p>
<div class="slips">${slips}</div></main></body></html>
`.text;
}

async function slip(one: Appointment, now: Date): Promise<Markup> {
  const open = isOpen(one, now);
  // The library's own drawing of our own text.
  const drawn = await QRCode.toString(one.qr, { type: 'svg', margin: 4 });
  const code = new Markup(drawn.replace('<svg ', `<svg role="img" aria-label="QR code of ${one.id}" `));
  return html`<article><h2>${one.visitor}</h2><p class="number">No. ${one.id}</p>${code}
<dl><dt>Gates</dt><dd>${one.gates.join(', ')}</dd><dt>Days</dt><dd>${dayOf(one.from)} to ${dayOf(one.until)}</dd></dl>
<p class="${open ? 'open' : 'shut'}">${open ? 'Valid now' : 'Not valid now'}</p><p class="text"><code>${one.qr}</code></p></article>`;
}
