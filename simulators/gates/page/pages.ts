import type { GateFact, GateView, PointName } from '../gate.js';
import { html, type Markup } from './html.js';
import { displayWords, lastWords } from './words.js';

export function gatePath({ campus, device }: Pick<GateView, 'campus' | 'device'>): string {
  return `/${encodeURIComponent(campus)}/${encodeURIComponent(device)}`;
}

/** Every device of the virtual campus, by campus. */
export function listPage(gates: GateView[]): string {
  const campuses = [...new Set(gates.map(({ campus }) => campus))];
  return page(
    'Devices of the virtual campus',
    html`<main class="list"><h1>Devices of the virtual campus</h1>${campuses.map(
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
    html`<main class="device" data-gate="${path}" data-light="${gate.light}" data-online="${String(gate.online)}">
<header><h1>${gate.name}</h1><p>${gate.campus} / ${gate.device} (${gate.kind})</p></header>
<div class="sides"><div>
<section class="display" aria-live="polite"><div class="light" aria-hidden="true"></div>
<p class="big" data-big>${big}</p><p class="small" data-small>${small}</p></section>
<dl><dt>Last answer</dt><dd data-last>${lastWords(gate)}</dd>
${doorOf(gate)}<dt>Line</dt><dd data-line>${lineWords(gate)}</dd>
<dt>Policy</dt><dd data-policy>${policyWords(gate)}</dd>${(gate.facts ?? []).map(fact)}</dl>
</div><div>
<p class="note" role="status" data-note>${note ?? ''}</p>
<form class="picture" hidden data-picture><label for="picture">Screenshot of a code: paste it with Ctrl-V, drop it here, or choose it</label>
<input id="picture" type="file" accept="image/*"></form>
<form method="post" action="${path}/scan">
<label for="point">Reader</label><select id="point" name="point">${gate.points.map((one) => option(one, point))}</select>
<label for="text">Or the text of a code, as a scanner reads it</label>
<textarea id="text" name="text" rows="3" required autocomplete="off" spellcheck="false"></textarea>
<button>Scan the text</button></form>
${keys(gate)}<form method="post" action="${path}/line">
<button class="cut" name="line" value="cut">Pull the cable</button>
<button class="mend" name="line" value="mend">Plug the cable in</button></form>
</div></div>
<p><a href="/">All devices</a></p></main><script type="module" src="/gate.js"></script>`,
  );
}

/** A till and a panel have none. */
function doorOf({ kind, door }: GateView): Markup {
  return kind === 'mqtt' || kind === 'http' ? html`<dt>Door</dt><dd data-door>${door}</dd>` : html``;
}

function fact({ name, label, value }: GateFact): Markup {
  return html`<dt>${label}</dt><dd ${attribute(name)}>${value}</dd>`;
}

/** Names come from the device's own program; whatever else stands in one is left out. */
function attribute(name: string): Markup {
  return html`data-fact-${name.replaceAll(/[^a-z-]/g, '')}`;
}

function keys(gate: GateView): Markup {
  const buttons = (gate.buttons ?? []).map(
    ({ name, label }) => html`<button name="button" value="${name}">${label}</button>`,
  );
  if (buttons.length === 0) return html``;
  return html`<form method="post" action="${gatePath(gate)}/press">${buttons}</form>
`;
}

/** Instead of a gate: what is wrong, and the way on. */
export function missingPage(sentence: string): string {
  return page(
    sentence,
    html`<main class="list"><h1>${sentence}</h1><p><a href="/">All devices</a></p></main>`,
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
    ...Object.fromEntries((gate.facts ?? []).map(({ name, value }) => [`fact-${name}`, value])),
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
