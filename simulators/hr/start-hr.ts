import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { CampusPeople } from '../people/people.js';
import { jsonApi } from '../support/json-api.js';
import { close, listen } from '../support/listen.js';
import { type Log, silent } from '../support/log.js';
import { type HrActions, hrActions } from './actions.js';
import { controlVerbs } from './control.js';
import { type EventPublisher, startEventPublisher } from './event-publisher.js';
import { HrFault } from './faults.js';
import { getWorkers, readGetWorkers } from './get-workers.js';
import { openJournal } from './journal.js';
import { WorkerRecords } from './records.js';
import { FEED_PATH, soapEndpoint } from './soap-endpoint.js';
import { type Credentials, UsernameTokenCheck } from './username-token.js';

export interface HrOptions extends CampusPeople {
  /** What the feed asks its callers for. */
  credentials: Credentials;
  port?: number;
  controlPort?: number;
  /** Keeps the changes between two runs; in memory without it. */
  journalFile?: string;
  now?: () => Date;
  log?: Log;
}

export interface Hr extends HrActions {
  /** Where the worker feed is called. */
  url: string;
  wsdlUrl: string;
  /** Where a story outside this process reaches the actions: `control.ts` lists the verbs. */
  controlUrl: string;
  /** From now on each change goes out as an event too; see `worker-event.ts`. */
  publishEvents(to: { broker: string; exchange?: string }): Promise<EventPublisher>;
  stop(): Promise<void>;
}

/** Starts the HR system of one campus: the SOAP worker feed and its control socket. */
export async function startHr(options: HrOptions): Promise<Hr> {
  const { now = () => new Date(), log = silent } = options;
  const records = new WorkerRecords(options.people, openJournal(options.journalFile));
  const actions = hrActions(records, now);
  const stopping = new AbortController();

  const operation = async (body: unknown): Promise<unknown> => {
    const request = readGetWorkers(body);
    const quirks = actions.quirks();
    log('hr:get-workers', { campus: options.campus, changedSince: request.ChangedSince, quirks });
    if (quirks.delayMs > 0) await wait(quirks.delayMs, undefined, { signal: stopping.signal });
    if (quirks.fault) throw new HrFault('Server.Unavailable', 'The feed cannot be read at the moment.');
    return getWorkers(records, request, quirks, now());
  };

  const endpoint = await soapEndpoint(new UsernameTokenCheck(options.credentials, now), operation);
  const feed = createServer((request, response) => {
    endpoint(request, response).catch((error: unknown) => {
      log('hr:error', { campus: options.campus, error: String(error) });
      response.destroy();
    });
  });
  const control = jsonApi(controlVerbs(actions));
  const url = `http://127.0.0.1:${await listen(feed, options.port ?? 0)}${FEED_PATH}`;
  const controlUrl = `http://127.0.0.1:${await listen(control, options.controlPort ?? 0)}`;
  let publisher: EventPublisher | undefined;
  const publishEvents = async (to: { broker: string; exchange?: string }) => {
    publisher ??= await startEventPublisher({ ...to, campus: options.campus });
    records.heard = publisher.publish;
    return publisher;
  };
  const stop = async () => {
    stopping.abort();
    await Promise.all([close(feed), close(control), publisher?.stop()]);
  };
  return { ...actions, url, wsdlUrl: `${url}?wsdl`, controlUrl, publishEvents, stop };
}
