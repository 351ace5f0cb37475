import QRCode from 'qrcode';
import { APPOINTMENTS, type Appointment, dayOf, isOpen } from './appointment.js';

/** The slips that visitors of the old system got, with their codes: shown to a gate they are read as any other. */
export async function appointmentsPage(now: Date): Promise<string> {
  const slips = await Promise.all(APPOINTMENTS.map((one) => slip(one, now)));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Old appointment system</title><style>body{font:16px/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
article{border:1px solid #999;padding:1rem;margin:1rem 0}svg{width:12rem;height:12rem}code{user-select:all}</style>
<h1>Old appointment system</h1>${slips.join('')}</html>`;
}

async function slip(one: Appointment, now: Date): Promise<string> {
  const code = await QRCode.toString(one.qr, { type: 'svg', margin: 4 });
  return `<article><h2>${one.id}: ${one.visitor}</h2><p>${one.gates.join(', ')}, ${dayOf(one.from)} to
${dayOf(one.until)}${isOpen(one, now) ? '' : ' (not now)'}</p>${code}<p><code>${one.qr}</code></p></article>`;
}
