import type { Place } from '../../support/place.js';
import type { GateFact, GateView, PointName } from '../gate.js';
import { html, type Markup } from './html.js';
import { displayWords, lastWords } from './words.js';

export function gatePath({ campus, device }: Pick<GateView, 'campus' | 'device'>): string {
  return `/${encodeURIComponent(campus)}/${encodeURIComponent(device)}`;
}

/** What stands on the housing below the name. */
const KINDS: Record<GateView['kind'], string> = {
  mqtt: 'Gate, MQTT',
  http: 'Reader, HTTP',
  till: 'Till',
  panel: 'Printer panel',
};

/** Every device of the virtual campus, by campus. */
export function listPage(place: Place, gates: GateView[]): string {
  const campuses = [...new Set(gates.map(({ campus }) => campus))];
  return page(
    place,
    'Devices of the virtual campus',
    html`<main class="list"><h1>Devices of the virtual campus</h1>${campuses.map(
      (campus) =>
        html`<h2>${campus}</h2><ul>${gates
          .filter((gate) => gate.campus === campus)
          .map((gate) => listed(place, gate))}</ul>`,
    )}</main>`,
  );
}

function listed({ base }: Place, gate: GateView): Markup {
  return html`<li><a href="${base}${gatePath(gate)}">${gate.name}</a> <small>${KINDS[gate.kind]}, ${lineWords(gate)}</small></li>`;
}

/** `note` is said once above the form: a picture without a code in it, say. `point` is the reader chosen last. */
export function gatePage(
  place: Place,
  gate: GateView,
  { point, note }: { point?: string | undefined; note?: string | undefined } = {},
): string {
  const path = `${place.base}${gatePath(gate)}`;
  return page(
    place,
    gate.name,
    html`<main class="device" data-gate="${path}" data-light="${gate.light}" data-online="${String(gate.online)}" data-kind="${gate.kind}">
<header><h1>${gate.name}</h1><p>${KINDS[gate.kind]} · ${gate.campus} / ${gate.device}</p></header>
<div class="sides"><div>
${unit(gate)}
<dl class="plate"><div><dt>Last answer</dt><dd data-last>${lastWords(gate)}</dd></div>
${doorOf(gate)}<div><dt>Line</dt><dd data-line>${lineWords(gate)}</dd></div>
<div><dt>Policy</dt><dd data-policy>${policyWords(gate)}</dd></div></dl>
</div><div class="hand">
<p class="note" role="status" data-note>${note ?? ''}</p>
<form class="picture" hidden data-picture><label for="picture">Screenshot of a code: paste it with Ctrl-V, drop it here, or choose it</label>
<input id="picture" type="file" accept="image/*"></form>
<form method="post" action="${path}/scan">
${pointField(gate, point)}
<label for="text">Or the text of a code, as a scanner reads it</label>
<textarea id="text" name="text" rows="3" required autocomplete="off" spellcheck="false"></textarea>
<button>Scan the text</button></form>
${keys(path, gate)}<form method="post" action="${path}/line">
<button class="cut" name="line" value="cut">Pull the cable</button>
<button class="mend" name="line" value="mend">Plug the cable in</button></form>
</div></div>
<p class="way"><a href="${place.base}/">All devices</a></p></main><script type="module" src="${place.base}/gate.js"></script>`,
  );
}

/** The device itself: housing, ring of light, display, and the glass that the code is held to. */
function unit(gate: GateView): Markup {
  const { big, small } = displayWords(gate);
  const facts = gate.facts ?? [];
  return html`<section class="unit" aria-label="Display"><div class="light" aria-hidden="true"><div class="glass"></div></div>
<div class="display" aria-live="polite"><p class="big" data-big>${big}</p><p class="small" data-small>${small}</p>
${facts.length > 0 ? html`<dl class="facts">${facts.map(fact)}</dl>` : html``}</div></section>`;
}

/** With one reader there is nothing to choose. */
function pointField({ points }: GateView, chosen: string | undefined): Markup {
  const [only] = points;
  if (points.length === 1 && only)
    return html`<p class="reader">Reader: ${only.name}</p>
<input type="hidden" id="point" name="point" value="${only.id}">`;
  return html`<label for="point">Reader</label><select id="point" name="point">${points.map((one) => option(one, chosen))}</select>`;
}

/** A till and a panel have none. */
function doorOf({ kind, door }: GateView): Markup {
  return kind === 'mqtt' || kind === 'http'
    ? html`<div><dt>Door</dt><dd data-door>${door}</dd></div>`
    : html``;
}

function fact({ name, label, value }: GateFact): Markup {
  return html`<div><dt>${label}</dt><dd ${attribute(name)}>${value}</dd></div>`;
}

/** Names come from the device's own program; whatever else stands in one is left out. */
function attribute(name: string): Markup {
  return html`data-fact-${name.replaceAll(/[^a-z-]/g, '')}`;
}

function keys(path: string, { buttons = [] }: GateView): Markup {
  if (buttons.length === 0) return html``;
  return html`<form class="keys" method="post" action="${path}/press">${buttons.map(
    ({ name, label }) => html`<button name="button" value="${name}">${label}</button>`,
  )}</form>
`;
}

/** Instead of a gate: what is wrong, and the way on. */
export function missingPage(place: Place, sentence: string): string {
  return page(
    place,
    sentence,
    html`<main class="list"><h1>${sentence}</h1><p><a href="${place.base}/">All devices</a></p></main>`,
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

function page({ base, around }: Place, title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="${base}/gate.css"></head><body>${
    around.length > 0
      ? html`<nav class="around" aria-label="Around">${around.map(
          ({ href, name }) => html`<a href="${href}">${name}</a>`,
        )}</nav>`
      : html``
  }${body}</body></html>
`.text;
}
