import { randomUUID } from 'node:crypto';
import type { Channel, Delivery, RenderedMessage } from '../../../../core/domain/messages.js';
import { change } from '../../../../core/store/change.js';
import { type DeliverOn, deliverMessage } from '../../../../core/use-cases/messages/deliver-message.js';
import { type MessageAsk, queueMessages } from '../../../../core/use-cases/messages/queue-messages.js';
import { NEVER, NOON, type SyncCampus, startSyncCampus } from '../sync-campus.js';

export const HOUR = 3_600_000;
export const PUBLIC_URL = 'https://gatehouse.hku.test';

export interface StoredMessage {
  id: string;
  kind: string;
  state: string;
  cause: string | null;
  uncertain: boolean;
  attempt: number;
  providerId: string | null;
  content: Buffer | null;
}

type Deliver = (message: RenderedMessage, signal: AbortSignal) => Promise<Delivery>;

/** A campus with one visit of one visitor, whose messages a test's own channel carries. */
export interface MessageCampus extends SyncCampus {
  visit: string;
  visitor: string;
  /** An invitation by e-mail with a link to the pass, but for what is given; answers the ids of the new messages. */
  queue(...asks: Partial<MessageAsk>[]): Promise<string[]>;
  message(id: string): Promise<StoredMessage>;
  messages(): Promise<StoredMessage[]>;
  /** One attempt; answers what it threw, if anything. */
  attempt(id: string, deliver: Deliver, on?: Partial<DeliverOn> & { last?: boolean }): Promise<unknown>;
  /** An attempt that begins and whose hub is killed. */
  dieSending(id: string): Promise<RenderedMessage>;
  links(): Promise<number>;
}

const accepted = async (): Promise<Delivery> => ({ state: 'accepted', providerId: undefined });

export async function startMessageCampus(): Promise<MessageCampus> {
  const campus = await startSyncCampus();
  const { context, rows } = campus;
  const { visit, visitor } = await addVisit(campus);
  const all = 'id, kind, state, cause, uncertain, attempt, provider_id as "providerId", content';
  const queue: MessageCampus['queue'] = async (...asks) => {
    const before = new Set((await rows<{ id: string }>('select id from messages')).map(({ id }) => id));
    await change(context.pool, 1, (to) =>
      queueMessages(
        to,
        context.vault,
        asks.map((ask) => ({ ...invitation(visit, visitor), ...ask })),
      ),
    );
    const after = await rows<{ id: string }>('select id from messages order by created_at, id');
    return after.map(({ id }) => id).filter((id) => !before.has(id));
  };
  const attempt: MessageCampus['attempt'] = (message, deliver, { last = false, ...on } = {}) => {
    const channel = (name: Channel) => ({ channel: name, deliver });
    const ways = { publicUrl: PUBLIC_URL, channel, passLinks: [], ...on };
    return deliverMessage(context, campus.snapshot(), ways, { message, last }, NEVER).then(
      () => undefined,
      (error: unknown) => error,
    );
  };
  return {
    ...campus,
    visit,
    visitor,
    queue,
    attempt,
    messages: () => rows<StoredMessage>(`select ${all} from messages order by created_at, id`),
    message: async (id) => {
      const [row] = await rows<StoredMessage>(`select ${all} from messages where id = $1`, [id]);
      if (!row) throw new Error(`no message ${id}`);
      return row;
    },
    dieSending: (id) =>
      new Promise((resolve) => {
        // Nothing of this attempt goes on, as after a kill: the channel never answers.
        void attempt(id, (message) => {
          resolve(message);
          return new Promise(() => {});
        });
      }),
    links: async () => {
      const [row] = await rows<{ n: number }>('select count(*)::int as n from visit_links');
      return row?.n ?? 0;
    },
  };
}

export { accepted };

function invitation(visit: string, visitor: string): MessageAsk {
  return {
    campus: 1,
    kind: 'visit-invitation',
    channel: 'email',
    to: 'ines@example.org',
    toName: 'Ines Duarte',
    language: 'en',
    visit,
    visitor,
    dedupe: randomUUID(),
    expires: NOON + 10 * HOUR,
    values: {
      visitor: 'Ines Duarte',
      host: 'Chan Siu Ming',
      from: NOON + 2 * HOUR,
      until: NOON + 10 * HOUR,
      points: ['main-library-gate'],
      visitVersion: 0,
      calendarUid: visitor,
    },
    link: 'pass',
  };
}

async function addVisit({ rows }: SyncCampus): Promise<{ visit: string; visitor: string }> {
  const [visit] = await rows<{ id: string }>(
    `insert into visits (campus, kind, state, personal, begins_at, ends_at, points)
     values (1, 'foreign', 'approved', '', now(), now() + interval '1 hour', '{main-library-gate}') returning id`,
  );
  const [visitor] = await rows<{ id: string }>(
    `insert into visitors (campus, visit, way, contact_digest, personal, language)
     values (1, $1, 'foreign', 'x', '', 'en') returning id`,
    [visit?.id],
  );
  return { visit: visit?.id ?? '', visitor: visitor?.id ?? '' };
}
