import type { Place } from '../../support/place.js';
import type { Answer, Gate } from '../gate.js';
import { gatePage, gatePath, listPage, liveFacts, missingPage } from './pages.js';
import { readQr } from './read-qr.js';
import { programView } from './view.js';

export interface Asked {
  method: string;
  url: URL;
  type: string;
  /** What the caller takes: a program that takes JSON gets the device's view instead of a page. */
  accept: string;
  place: Place;
  body: Buffer;
}

export interface Reply {
  status: number;
  type?: string;
  location?: string;
  body?: string;
}

/** Answers one request; an action that the device does not have is a 404. */
export async function route(gates: Gate[], asked: Asked): Promise<Reply> {
  const { method, url, place } = asked;
  if (method === 'GET' && url.pathname === '/') {
    return page(
      listPage(
        place,
        gates.map((gate) => gate.view()),
      ),
    );
  }
  const gate = gates.find((one) => `${url.pathname}/`.startsWith(`${gatePath(one.view())}/`));
  if (gate === undefined) return { ...page(missingPage(place, 'There is no such device')), status: 404 };
  const action = `${method} ${url.pathname.slice(gatePath(gate.view()).length)}`;
  switch (action) {
    case 'GET ':
      return shown(gate, asked, { point: url.searchParams.get('point') ?? undefined });
    case 'GET /state':
      return json(200, liveFacts(gate.view()));
    case 'POST /scan':
      return scanText(gate, asked);
    case 'POST /picture':
      return scanPicture(gate, asked);
    case 'POST /press':
      return pressKey(gate, asked);
    case 'POST /line':
      return changeLine(gate, asked);
    default:
      return { status: 404, body: 'This device has no such button.' };
  }
}

async function scanText(gate: Gate, asked: Asked): Promise<Reply> {
  const form = new URLSearchParams(asked.body.toString('utf8'));
  const text = form.get('text')?.trim() ?? '';
  const point = form.get('point') ?? '';
  if (!knows(gate, point)) return { status: 400, body: 'This device has no such reader.' };
  if (text === '')
    return { ...shown(gate, asked, { point, said: 'Paste the text of a code first.' }), status: 422 };
  const answer = await gate.scan(text, point);
  return done(gate, asked, { point, answer });
}

async function scanPicture(gate: Gate, { url, body, type }: Asked): Promise<Reply> {
  const point = url.searchParams.get('point') ?? '';
  if (!knows(gate, point)) return json(400, { error: 'unknown_point' });
  if (type !== 'image/png') return json(415, { error: 'png_only' });
  const text = readQr(body);
  if (text === undefined) return json(422, { error: 'no_code_in_picture' });
  const { id, decision, reason, message } = await gate.scan(text, point);
  return json(200, { id, decision, reason, ...(message === undefined ? {} : { message }) });
}

async function changeLine(gate: Gate, asked: Asked): Promise<Reply> {
  const line = new URLSearchParams(asked.body.toString('utf8')).get('line');
  if (line === 'cut') await gate.goOffline();
  // The page does not wait for the hub: the line shows when it is up.
  else if (line === 'mend') void gate.comeBack().catch(() => undefined);
  else return { status: 400, body: 'cut or mend' };
  return done(gate, asked, {});
}

async function pressKey(gate: Gate, asked: Asked): Promise<Reply> {
  const button = new URLSearchParams(asked.body.toString('utf8')).get('button') ?? '';
  const { buttons = [] } = gate.view();
  if (!gate.press || !buttons.some(({ name }) => name === button))
    return { status: 400, body: 'This device has no such key.' };
  const said = await gate.press(button).catch(() => 'The hub cannot be reached.');
  return said === '' ? done(gate, asked, {}) : shown(gate, asked, { said });
}

function knows(gate: Gate, point: string): boolean {
  return gate.view().points.some(({ id }) => id === point);
}

interface Told {
  point?: string | undefined;
  said?: string;
  answer?: Answer;
}

/** The device as it is now: its page, or for a program its view. */
function shown(gate: Gate, { place, accept }: Asked, { point, said, answer }: Told): Reply {
  if (takesJson(accept)) return json(200, programView(gate.view(), { said, answer }));
  return page(gatePage(place, gate.view(), { point, note: said }));
}

/** After a button: back to the page, so that a reload does not press it again. */
function done(gate: Gate, asked: Asked, told: Told): Reply {
  if (takesJson(asked.accept)) return shown(gate, asked, told);
  const { point } = told;
  const query = point === undefined ? '' : `?${new URLSearchParams({ point })}`;
  return { status: 303, location: asked.place.base + gatePath(gate.view()) + query };
}

function takesJson(accept: string): boolean {
  return accept.includes('application/json');
}

function page(body: string): Reply {
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

function json(status: number, body: object): Reply {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
