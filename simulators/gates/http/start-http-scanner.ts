import { randomUUID } from 'node:crypto';
import { type Log, silent } from '../../support/log.js';
import { noAnswer, readAnswer } from '../answer.js';
import type { Answer, Gate, GateConfig, Message } from '../gate.js';
import { Panel } from '../panel.js';

export interface HttpScannerOptions extends GateConfig {
  /** The hub's address, without a path. */
  hubUrl: string;
  answerWithinMs?: number;
  now?: () => Date;
  log?: Log;
}

/** Starts a scanner that asks the hub by HTTP, one POST a scan. A lost answer is asked for once more under the same id. */
export function startHttpScanner(options: HttpScannerOptions): Gate {
  const { now = () => new Date(), log = silent } = options;
  const panel = new Panel(options, now);
  const stopping = new AbortController();
  let cut = false;

  const ask = async (code: string, point: string): Promise<Answer> => {
    const id = randomUUID();
    if (cut) return noAnswer(id, 'offline');
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      try {
        return await post(options, { id, point, code }, stopping.signal, now);
      } catch (error) {
        log('gate:unreachable', { device: options.device, attempt, error: String(error) });
      }
    }
    return noAnswer(id, 'unreachable');
  };

  return {
    view: () => ({ kind: 'http', ...panel.view(), online: !cut }),
    scan: async (text, pointId) => {
      const point = panel.point(pointId);
      return panel.show(point, await ask(text, point.id));
    },
    goOffline: async () => {
      cut = true;
    },
    comeBack: async () => {
      cut = false;
    },
    stop: async () => {
      cut = true;
      stopping.abort();
    },
  };
}

interface Scan {
  id: string;
  point: string;
  code: string;
}

async function post(
  options: HttpScannerOptions,
  scan: Scan,
  stopped: AbortSignal,
  now: () => Date,
): Promise<Answer> {
  const path = `/api/v1/campuses/${options.campus}/points/${encodeURIComponent(scan.point)}/decisions`;
  const response = await fetch(new URL(path, options.hubUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ code: scan.code, requestId: scan.id }),
    redirect: 'error',
    signal: AbortSignal.any([stopped, AbortSignal.timeout(options.answerWithinMs ?? 5000)]),
  });
  const body = await readJson(response);
  if (response.ok) return readAnswer(scan.id, body, now());
  return noAnswer(scan.id, typeof body.code === 'string' ? body.code : `http_${response.status}`, body);
}

/** An answer that is no JSON object is an empty one: it opens nothing. */
async function readJson(response: Response): Promise<Message> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Message) : {};
  } catch {
    return {};
  }
}
