import pg from 'pg';

/** For whoever looks for events: newest first in a campus, at a point, of a device, and of the reasons that are not usual. */
const WANTED = [
  { name: 'events_by_moment', on: '(campus, at, id)' },
  { name: 'events_by_point', on: '(campus, point, at, id)' },
  { name: 'events_by_device', on: '(campus, device, at, id)' },
  { name: 'events_unusual', on: "(campus, reason, at, id) where reason <> 'permitted'" },
  // What one person's codes did.
  { name: 'events_by_handle', on: '(handle, id) where handle is not null' },
];
/** Their questions are answered by those above. */
const UNUSED = ['events_by_campus', 'events_by_time'];
/** Another number than that of the migrations: who waits for those must not be waited for here. */
const LOCK = 0x47_48_05;

/**
 * Makes the indexes of events beside the traffic: events go on being written, however long it takes. To be called when a
 * hub has started; one node does it, and one that was interrupted is made anew. Ends early, and quietly, by `signal`. False
 * where another is at it: that one may be killed before the last index, so whoever hears this calls again.
 */
export async function buildEventIndexes(url: string, signal?: AbortSignal): Promise<boolean> {
  // The pool's patience with a statement is far shorter.
  const client = new pg.Client({ connectionString: url, application_name: 'gatehouse indexes' });
  client.on('error', () => {});
  const leave = () => void client.end().catch(() => {});
  signal?.addEventListener('abort', leave, { once: true });
  try {
    await client.connect();
    return await build(client);
  } catch (error) {
    if (!signal?.aborted) throw error;
    return false;
  } finally {
    signal?.removeEventListener('abort', leave);
    await client.end().catch(() => {});
  }
}

async function build(client: pg.Client): Promise<boolean> {
  // Never waited for: making an index waits for everybody who is in a statement, the waiting node as well.
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK]);
  if (!rows[0]?.mine) return false;
  const found = await indexes(client);
  for (const { name, on } of WANTED) {
    if (found.get(name) === true) continue;
    if (found.has(name)) await client.query(`drop index concurrently ${name}`);
    await client.query(`create index concurrently ${name} on events ${on}`);
  }
  for (const name of UNUSED) if (found.has(name)) await client.query(`drop index concurrently ${name}`);
  return true;
}

/** The indexes of events, and whether each is whole. */
async function indexes(client: pg.Client): Promise<Map<string, boolean>> {
  const { rows } = await client.query<{ name: string; whole: boolean }>(
    `select c.relname as name, i.indisvalid as whole
     from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'events'::regclass`,
  );
  return new Map(rows.map(({ name, whole }) => [name, whole]));
}
