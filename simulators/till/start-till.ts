import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { noAnswer, readAnswer } from '../gates/answer.js';
import type { Answer, Gate, GateConfig, GateFact, Message } from '../gates/gate.js';
import { Panel } from '../gates/panel.js';
import { askHub } from '../support/ask-hub.js';
import { HeldPolicy } from '../support/held-policy.js';
import { type Log, silent } from '../support/log.js';
import type { PushPort } from '../support/push-port.js';

export interface TillOptions extends GateConfig {
  /** The hub's address, without a path. */
  hubUrl: string;
  /** Where the hub puts prices; absent for a till that asks for everything. */
  pushPort?: PushPort;
  pushToken?: string;
  language?: string;
  answerWithinMs?: number;
  now?: () => Date;
  log?: Log;
}

export interface Sale {
  point?: string;
  /** False only looks. */
  take?: boolean;
  /** Absent: a new one. */
  requestId?: string;
}

export interface Till extends Gate {
  /** What the hub put here; its `mode` and `driftTo` are the till's quirks. */
  readonly held: HeldPolicy;
  /** As many of the next answers are lost on their way; the till asks again under the same request id. */
  loseAnswers: number;
  sell(code: string, sale?: Sale): Promise<Answer>;
  /** Gives back the meal that was taken last; null when there was none. */
  giveBack(): Promise<{ status: number; body: Message } | null>;
}

const GIVE_BACK = { name: 'give-back', label: 'Give the last meal back' };
const sold = z.looseObject({
  entitlement: z.string(),
  price: z.number().nullable(),
  currency: z.string(),
  meal: z.string().optional(),
  holder: z.object({ name: z.string().optional(), initials: z.string().optional() }).optional(),
});
type Sold = z.infer<typeof sold>;

/** Starts a till. It opens its drawer for a meal and shows what the hub says of the meal. */
export function startTill(options: TillOptions): Till {
  const { campus, device, now = () => new Date(), log = silent } = options;
  const panel = new Panel(options, now);
  const held = new HeldPolicy({ pushToken: options.pushToken ?? '', points: options.points });
  const detach = options.pushPort?.attach(campus, device, (pushed) => held.answer(pushed));
  const stopping = new AbortController();
  let cut = false;
  let last: { point: string; sold: Sold } | undefined;

  const ask = (point: string, path: string, body: object) =>
    askHub({
      hubUrl: options.hubUrl,
      token: options.token,
      path: `/api/v1/campuses/${campus}/points/${encodeURIComponent(point)}/meals${path}`,
      method: 'POST',
      body,
      language: options.language ?? 'en',
      withinMs: options.answerWithinMs ?? 5000,
      stopped: stopping.signal,
    });
  const till: Till = {
    held,
    loseAnswers: 0,
    async sell(code, { point: id, take = true, requestId = randomUUID() } = {}) {
      const point = panel.point(id);
      const answer = cut ? noAnswer(requestId, 'offline') : await asked(point.id, { code, requestId, take });
      const read = sold.safeParse(answer.body);
      if (read.success) last = { point: point.id, sold: read.data };
      return panel.show(point, answer);
    },
    async giveBack() {
      const meal = last?.sold.meal;
      if (last === undefined || meal === undefined) return null;
      return ask(last.point, `/${meal}/reversal`, { requestId: randomUUID() });
    },
    view: () => ({
      kind: 'till',
      ...panel.view(),
      online: !cut,
      ...(held.version === undefined ? {} : { policyVersion: held.version }),
      facts: factsOf(last?.sold),
      buttons: [GIVE_BACK],
    }),
    scan: (text, point) => till.sell(text, point === undefined ? {} : { point }),
    press: async (button) => {
      if (button !== GIVE_BACK.name) throw new RangeError(`The till has no button ${button}.`);
      const given = await till.giveBack();
      return given === null ? 'There is no meal to give back.' : words(given);
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

  const asked = async (point: string, body: { code: string; requestId: string; take: boolean }) => {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      try {
        const { status, body: said } = await ask(point, '', body);
        if (till.loseAnswers > 0) {
          till.loseAnswers -= 1;
          continue;
        }
        if (status === 200) return ofMeal(readAnswer(body.requestId, said, now()));
        return noAnswer(body.requestId, codeOf(status, said), said);
      } catch (error) {
        log('till:unreachable', { device, attempt, error: String(error) });
      }
    }
    return noAnswer(body.requestId, 'unreachable');
  };
  return till;
}

/** A price of null beside a yes: no meal is served now. */
function ofMeal(answer: Answer): Answer {
  const nothing = answer.decision === 'grant' && answer.body?.['price'] === null;
  return nothing ? { ...answer, served: false } : answer;
}

function factsOf(sale: Sold | undefined): GateFact[] {
  const price = sale?.price ?? null;
  return [
    { name: 'meal', label: 'Meal', value: price === null ? '-' : (sale?.entitlement ?? '-') },
    { name: 'price', label: 'Price', value: price === null ? '-' : `${sale?.currency} ${price.toFixed(2)}` },
    { name: 'holder', label: 'Person', value: sale?.holder?.name ?? sale?.holder?.initials ?? '-' },
  ];
}

function words({ status, body }: { status: number; body: Message }): string {
  return status === 200 ? 'The meal was given back.' : `Not given back: ${codeOf(status, body)}.`;
}

function codeOf(status: number, { code }: Message): string {
  return typeof code === 'string' ? code : `http_${status}`;
}
