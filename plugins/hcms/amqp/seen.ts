import { createHmac } from 'node:crypto';
import type { Scope } from '../../../core/host/plugin.js';
import type { WorkerEvent } from './worker-event.js';

/** How far each worker's events are known, kept as keyed digests. */
export class Seen {
  readonly #key: Buffer;

  constructor(
    private readonly scope: Pick<Scope, 'campus' | 'node' | 'query'>,
    private readonly feed: string,
  ) {
    this.#key = scope.node.secretFor('hcms/amqp-seen');
  }

  /**
   * The events that are not older than what is known, which is thereby known; no worker may come twice. Noted before
   * they are applied: an event that fails comes again as an equal one, and one that is older than it must not slip in.
   */
  async advance(events: readonly WorkerEvent[]): Promise<WorkerEvent[]> {
    if (events.length === 0) return [];
    const byDigest = new Map(events.map((event) => [this.digest(event.sourceKey), event]));
    const rows = await this.scope.query<{ worker: string }>(
      `insert into hcms_amqp_seen as known (campus, feed, worker, position)
       select $1, $2, decode(worker, 'hex'), position
       from unnest($3::text[], $4::bigint[]) as event (worker, position) order by worker
       on conflict (campus, feed, worker) do update set position = excluded.position
       where known.position <= excluded.position
       returning encode(worker, 'hex') as worker`,
      [
        this.scope.campus.number,
        this.feed,
        [...byDigest.keys()],
        [...byDigest.values()].map(({ position }) => position),
      ],
    );
    return rows.flatMap(({ worker }) => byDigest.get(worker) ?? []);
  }

  private digest(sourceKey: string): string {
    return createHmac('sha256', this.#key)
      .update(`${this.scope.campus.number}/${this.feed}/${sourceKey}`)
      .digest('hex');
  }
}
