import type { GateView, PointName } from '../gate.js';
import { html, type Markup } from './html.js';
import { displayWords } from './words.js';

export function gatePath({ campus, device }: Pick<GateView, 'campus' | 'device'>): string {
  return `/${encodeURIComponent(campus)}/${encodeURIComponent(device)}`;
}

/** Every device of the virtual campus, by campus. */
export function listPage(gates: GateView[]): string {
  const campuses = [...new Set(gates.map(({ campus }) => campus))];
  return page(
    'Gates of the virtual campus',
    html`<main class="list"><h1>Gates of the virtual campus</h1>${campuses.map(
      (campus) =>
        html`<h2>${campus}</h2><ul>${gates.filter((gate) => gate.campus === campus).map(listed)}</ul>`,
    )}</main>`,
  );
}

function listed(gate: GateView): Markup {
  return html`<li><a href="${gatePath(gate)}">${gate.name}</a> <small>${gate.kind}, ${lineWords(gate)}</small></li>`;
}

/** `note` is said once above the form: a picture without a code in it, say. `point` is the reader chosen last. */
export function gatePage(gate: GateView, point?: string, note?: string): string {
  const { big, small } = displayWords(gate);
  const path = gatePath(gate);
  return page(
    gate.name,
    html`<main class="device" data-gate="${path}" data-light="${gate.light}">
<header><h1>${gate.name}</h1><p>${gate.campus} / ${gate.device} (${gate.kind})</p></header>
<section class="display" aria-live="polite"><div class="light" aria-hidden="true"></div>
<p class="big" data-big>${big}</p><p class="small" data-small>${small}</p></section>
<dl><dt>Door</dt><dd data-door>${gate.door}</dd><dt>Line</dt><dd data-line>${lineWords(gate)}</dd>
<dt>Policy</dt><dd data-policy>${policyWords(gate)}</dd></dl>
<p class="note" role="status" data-note>${note ?? ''}</p>
<form method="post" action="${path}/scan">
<label for="point">Reader</label><select id="point" name="point">${gate.points.map((one) => option(one, point))}</select>
<label for="text">Text of a code</label>
<textarea id="text" name="text" rows="4" required autocomplete="off" spellcheck="false"></textarea>
<button>Scan</button></form>
<form class="picture" hidden data-picture><label for="picture">Or a picture of one: choose it, or paste it here with Ctrl-V</label>
<input id="picture" type="file" accept="image/*"></form>
<form method="post" action="${path}/line">
<button name="line" value="${gate.online ? 'cut' : 'mend'}">${gate.online ? 'Pull the cable' : 'Plug the cable in'}</button></form>
<p><a href="/">All gates</a></p></main><script type="module" src="/gate.js"></script>`,
  );
}

/** What the page's script shows anew while it stands open. */
export function liveFacts(gate: GateView): Record<string, string> {
  return {
    light: gate.light,
    ...displayWords(gate),
    door: gate.door,
    line: lineWords(gate),
    policy: policyWords(gate),
  };
}

function option({ id, name }: PointName, chosen: string | undefined): Markup {
  return html`<option value="${id}"${id === chosen ? html` selected` : ''}>${name}</option>`;
}

function lineWords({ online }: GateView): string {
  return online ? 'connected' : 'not connected';
}

function policyWords({ policyVersion }: GateView): string {
  return policyVersion === undefined ? 'none' : `version ${policyVersion}`;
}

function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/gate.css"></head><body>${body}</body></html>
`.text;
}
