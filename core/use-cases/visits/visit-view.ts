import type { Localized } from '../../domain/languages.js';
import type { VisitorView, VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { VisitRow } from '../../store/visits.js';
import { openVisit, openVisitor } from '../../store/visits-sealed.js';
import { countVisitors, readToldVisitors, type ToldVisitor } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { maskedContact } from './contact.js';
import type { Host } from './host.js';
import { isHostOf } from './may.js';

/** No group is larger. */
const ALL = 500;

/**
 * Visits as `reader` sees them: three statements, however many there are. `each` bounds the visitors shown of one visit,
 * for lists; `group.registered` counts them all.
 */
export async function visitViews(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  snapshot: Snapshot,
  reader: Host,
  rows: readonly VisitRow[],
  each = ALL,
): Promise<VisitView[]> {
  const ids = rows.map(({ id }) => id);
  const [visitors, counts] = await Promise.all([
    readToldVisitors(context.pool, ids, each),
    countVisitors(context.pool, ids),
  ]);
  const byVisit = new Map<string, ToldVisitor[]>(ids.map((id) => [id, []]));
  for (const visitor of visitors) byVisit.get(visitor.visit)?.push(visitor);
  return rows.map((row) => ({
    ...viewOf(context, snapshot, row, counts.get(row.id) ?? 0),
    own: isHostOf(reader, row),
    visitors: (byVisit.get(row.id) ?? []).map((visitor) => visitorView(context, snapshot, visitor)),
  }));
}

/** One visit; the row must be there. */
export async function visitView(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  snapshot: Snapshot,
  reader: Host,
  row: VisitRow,
): Promise<VisitView> {
  const [view] = await visitViews(context, snapshot, reader, [row]);
  if (!view) throw new Error('a visit without its view');
  return view;
}

function viewOf(
  { vault, now }: Pick<Context, 'vault' | 'now'>,
  snapshot: Snapshot,
  row: VisitRow,
  registered: number,
): Omit<VisitView, 'visitors' | 'own'> {
  const { host, purpose, note, group } = openVisit(vault, snapshot.campus, row.personal);
  const { id, kind, state, version, from, until, groupSize, groupOpen } = row;
  return {
    id,
    kind,
    state,
    version,
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    over: until <= now(),
    points: namedPoints(snapshot, row.points),
    purpose,
    host,
    note,
    createdAt: row.createdAt.toISOString(),
    group:
      groupSize === null
        ? null
        : { name: group ?? '', size: groupSize, registered, open: groupOpen === true },
  };
}

function visitorView({ vault }: Pick<Context, 'vault'>, snapshot: Snapshot, row: ToldVisitor): VisitorView {
  const { name, contact, organisation } = openVisitor(vault, snapshot.campus, row.personal);
  const { id, way, cancelledAt, openedAt, message } = row;
  return {
    id,
    name,
    way,
    contact: maskedContact(way, contact),
    organisation: organisation ?? null,
    cancelled: cancelledAt !== null,
    openedAt: openedAt?.toISOString() ?? null,
    message: message && { ...message, at: message.at.toISOString() },
  };
}

/** By campus file, which a page asks for each of its visits. */
const namesOfPoints = new WeakMap<Snapshot['file'], ReadonlyMap<string, Localized>>();

/** A point that the campus file has dropped keeps its id for a name. */
export function namedPoints(
  { file }: Snapshot,
  points: readonly string[],
): { id: string; name: Localized }[] {
  const names = namesOfPoints.get(file) ?? new Map(file.points.map(({ id, name }) => [id, name]));
  namesOfPoints.set(file, names);
  return points.map((id) => ({ id, name: names.get(id) ?? { en: id } }));
}
