import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { noAnswer, readAnswer } from '../gates/answer.js';
import type { Answer, Gate, GateConfig, GateFact, Message } from '../gates/gate.js';
import { Panel } from '../gates/panel.js';
import { askHub, type HubAsk } from '../support/ask-hub.js';
import { HeldPolicy } from '../support/held-policy.js';
import { type Log, silent } from '../support/log.js';
import type { PushPort } from '../support/push-port.js';

export interface PrinterPanelOptions extends GateConfig {
  /** The hub's address, without a path. */
  hubUrl: string;
  /** Where the hub puts quota groups; absent for a panel that asks for everything. */
  pushPort?: PushPort;
  pushToken?: string;
  language?: string;
  answerWithinMs?: number;
  now?: () => Date;
  log?: Log;
}

const session = z.looseObject({
  id: z.string(),
  user: z.string(),
  displayName: z.string(),
  quotaGroup: z.looseObject({ id: z.string(), name: z.string() }).nullable(),
  expiresAt: z.iso.datetime({ offset: true }),
});
export type PanelSession = z.infer<typeof session>;

export interface PrinterPanel extends Gate {
  /** What the hub put here; its `mode` and `driftTo` are the panel's quirks. */
  readonly held: HeldPolicy;
  /** As many of the next answers to a code are lost on their way; the panel asks again under the same request id. */
  loseAnswers: number;
  /** Who is signed in, as the panel itself remembers. */
  session(): PanelSession | null;
  /** Asks the hub who is signed in. */
  look(): Promise<PanelSession | null>;
  /** Somebody pressed a key: null, or the code with which the hub ended the session. */
  touch(): Promise<string | null>;
  logOut(): Promise<void>;
}

const TOUCH = { name: 'touch', label: 'Press a key' };
const LOG_OUT = { name: 'log-out', label: 'Log out' };

/** Starts a printer's panel with its reader. Each of its printers would have a session; it shows its last one. */
export function startPrinterPanel(options: PrinterPanelOptions): PrinterPanel {
  const { campus, device, now = () => new Date(), log = silent } = options;
  const display = new Panel(options, now);
  const held = new HeldPolicy({ pushToken: options.pushToken ?? '', points: options.points });
  const detach = options.pushPort?.attach(campus, device, (pushed) => held.answer(pushed));
  const stopping = new AbortController();
  let cut = false;
  let current: { point: string; session: PanelSession } | null = null;

  const ask = (point: string, path: string, more: Pick<HubAsk, 'method' | 'body'>) =>
    askHub({
      hubUrl: options.hubUrl,
      token: options.token,
      path: `/api/v1/campuses/${campus}/points/${encodeURIComponent(point)}/sessions${path}`,
      language: options.language ?? 'en',
      withinMs: options.answerWithinMs ?? 5000,
      stopped: stopping.signal,
      ...more,
    });
  const keep = (point: string, said: unknown): PanelSession | null => {
    const read = session.safeParse(said);
    current = read.success ? { point, session: read.data } : null;
    return current?.session ?? null;
  };

  const panel: PrinterPanel = {
    held,
    loseAnswers: 0,
    session: () => shown(current?.session, now()),
    async look() {
      const point = current?.point ?? display.point(undefined).id;
      const { body } = await ask(point, '/current', { method: 'GET' });
      return keep(point, body['session']);
    },
    async touch() {
      if (current === null) return null;
      const { point, session: known } = current;
      const { status, body } = await ask(point, `/${known.id}/activity`, { method: 'POST' });
      keep(point, body['session']);
      return status === 200 ? null : codeOf(status, body);
    },
    async logOut() {
      if (current === null) return;
      const { point, session: known } = current;
      await ask(point, `/${known.id}`, { method: 'DELETE' });
      current = null;
    },
    view: () => ({
      kind: 'panel',
      ...display.view(),
      online: !cut,
      ...(held.version === undefined ? {} : { policyVersion: held.version }),
      facts: factsOf(panel.session()),
      buttons: [TOUCH, LOG_OUT],
    }),
    async scan(text, id) {
      const point = display.point(id);
      const answer = cut ? noAnswer(randomUUID(), 'offline') : await asked(point.id, text);
      if (answer.decision === 'grant') keep(point.id, answer.body?.['session']);
      return display.show(point, answer);
    },
    async press(button) {
      if (button === TOUCH.name) return (await panel.touch()) ?? '';
      if (button !== LOG_OUT.name) throw new RangeError(`The panel has no button ${button}.`);
      await panel.logOut();
      return '';
    },
    goOffline: async () => {
      cut = true;
    },
    comeBack: async () => {
      cut = false;
    },
    stop: async () => {
      cut = true;
      detach?.();
      stopping.abort();
    },
  };

  const asked = async (point: string, code: string): Promise<Answer> => {
    const requestId = randomUUID();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      try {
        const { status, body } = await ask(point, '', { method: 'POST', body: { code, requestId } });
        if (panel.loseAnswers > 0) {
          panel.loseAnswers -= 1;
          continue;
        }
        if (status === 200) return readAnswer(requestId, body, now());
        return noAnswer(requestId, codeOf(status, body), body);
      } catch (error) {
        log('panel:unreachable', { device, attempt, error: String(error) });
      }
    }
    return noAnswer(requestId, 'unreachable');
  };
  return panel;
}

/** A panel signs out by its own clock too, before it has asked. */
function shown(known: PanelSession | undefined, now: Date): PanelSession | null {
  return known !== undefined && Date.parse(known.expiresAt) > now.getTime() ? known : null;
}

function factsOf(known: PanelSession | null): GateFact[] {
  return [
    { name: 'user', label: 'Signed in', value: known === null ? 'nobody' : known.displayName },
    { name: 'account', label: 'Print account', value: known?.user ?? '-' },
    { name: 'quota', label: 'Quota', value: known?.quotaGroup?.name ?? '-' },
  ];
}

function codeOf(status: number, { code }: Message): string {
  return typeof code === 'string' ? code : `http_${status}`;
}
