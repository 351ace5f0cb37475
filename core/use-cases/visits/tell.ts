import type { MessageKind } from '../../domain/messages.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { openPersonal } from '../../store/people.js';
import type { VisitRow } from '../../store/visits.js';
import { openVisit, openVisitor } from '../../store/visits-sealed.js';
import { markInvited, readVisitors, type VisitorRow } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { cancelMessages } from '../messages/cancel-messages.js';
import { type MessageAsk, type MessageValues, queueMessages } from '../messages/queue-messages.js';

type Needs = Pick<Context, 'vault' | 'now'>;
/** `invitation` is a message of its own for who registered with a group. */
type ToVisitor = 'invitation' | 'visit-changed' | 'visit-cancelled';
const INVITATIONS: readonly MessageKind[] = ['visit-invitation', 'group-registered'];
type Told = Pick<VisitRow, 'id' | 'version' | 'personal' | 'from' | 'until' | 'points'>;

/**
 * Asks for a message to a visitor, by the visitor's way. Once for each version of the visit: a request that comes twice
 * tells nobody twice.
 */
export function messageTo(
  { vault }: Needs,
  snapshot: Snapshot,
  visit: Told,
  visitor: Pick<VisitorRow, 'id' | 'way' | 'personal' | 'language'>,
  what: ToVisitor,
  note: string | null = null,
): MessageAsk {
  const { name, contact } = openVisitor(vault, snapshot.campus, visitor.personal);
  const values = valuesOf(vault, snapshot, visit);
  const invitation = values.group === undefined ? 'visit-invitation' : 'group-registered';
  const kind = what === 'invitation' ? invitation : what;
  return {
    campus: snapshot.campus,
    kind,
    channel: visitor.way === 'foreign' ? 'email' : 'sms',
    to: contact,
    toName: name,
    language: visitor.language,
    visit: visit.id,
    visitor: visitor.id,
    dedupe: `${kind}/${visitor.id}/${visit.version}`,
    expires: visit.until,
    values: { ...values, visitor: name, calendarUid: visitor.id, ...(note === null ? {} : { note }) },
    ...(kind === 'visit-cancelled' ? {} : { link: 'pass' as const }),
  };
}

function valuesOf(vault: Context['vault'], snapshot: Snapshot, visit: Told): MessageValues {
  const { host, purpose, group } = openVisit(vault, snapshot.campus, visit.personal);
  return {
    purpose,
    from: visit.from,
    until: visit.until,
    points: visit.points,
    visitVersion: visit.version,
    ...(host === null ? {} : { host }),
    ...(group === null ? {} : { group }),
  };
}

/** Tells everybody of an approved visit: who was invited before hears of the change, all others are invited. */
export async function tellVisitors(
  context: Needs,
  snapshot: Snapshot,
  to: Change,
  visit: Told,
): Promise<void> {
  const visitors = await readVisitors(to.sql, visit.id);
  const asks = visitors.map((visitor) =>
    messageTo(context, snapshot, visit, visitor, visitor.invited ? 'visit-changed' : 'invitation'),
  );
  const fresh = visitors.filter(({ invited }) => !invited).map(({ id }) => id);
  await markInvited(to.sql, fresh, context.now());
  await queueMessages(to, context.vault, asks);
}

/** Takes back what has not left yet; answers who so never heard of the visit, and counts as not invited. */
export async function takeBack(
  to: Change,
  whose: { visit: string } | { visitor: string },
): Promise<string[]> {
  const unsent = await cancelMessages(to, whose);
  const never = unsent.flatMap(({ kind, visitor }) =>
    INVITATIONS.includes(kind) && visitor ? [visitor] : [],
  );
  await markInvited(to.sql, never, null);
  return never;
}

/** Tells those of the visitors who were invited that nobody expects them any more. */
export async function tellOfTheEnd(
  context: Needs,
  snapshot: Snapshot,
  to: Change,
  visit: Told,
  visitors: readonly VisitorRow[],
  note: string | null,
): Promise<void> {
  const told = visitors.filter(({ invited }) => invited);
  await queueMessages(
    to,
    context.vault,
    told.map((visitor) => messageTo(context, snapshot, visit, visitor, 'visit-cancelled', note)),
  );
}

/** Tells the host how an approver decided, where a source knows the host's address. */
export async function tellHost(
  { vault }: Needs,
  snapshot: Snapshot,
  to: Change,
  visit: Told & Pick<VisitRow, 'host' | 'kind' | 'groupSize'>,
  kind: Extract<MessageKind, 'visit-approved' | 'visit-declined'>,
): Promise<void> {
  const { rows } = await to.sql.query<{ personal: Buffer }>('select personal from people where id = $1', [
    visit.host,
  ]);
  const [row] = rows;
  const { email, name } = row ? openPersonal(vault, row.personal) : {};
  if (email === undefined) return;
  const size = visit.groupSize === null ? {} : { size: visit.groupSize };
  // What an approver says is for the host: no visitor hears it.
  const { note } = openVisit(vault, snapshot.campus, visit.personal);
  const said = note === null ? {} : { note };
  const comes = await whoComes(vault, snapshot, to, visit);
  const ask: MessageAsk = {
    campus: snapshot.campus,
    kind,
    channel: 'email',
    to: email,
    toName: name,
    language: snapshot.file.campus.languages[0] ?? 'en',
    visit: visit.id,
    dedupe: `${kind}/${visit.id}/${visit.version}`,
    expires: visit.until,
    values: { ...valuesOf(vault, snapshot, visit), ...size, ...said, ...comes },
    ...(kind === 'visit-approved' && visit.kind === 'group' ? { link: 'group' as const } : {}),
  };
  await queueMessages(to, vault, [ask]);
}

/** The name of the one visitor that the host waits for. */
async function whoComes(
  vault: Context['vault'],
  snapshot: Snapshot,
  to: Change,
  visit: Pick<VisitRow, 'id' | 'groupSize'>,
): Promise<{ visitor?: string }> {
  if (visit.groupSize !== null) return {};
  const [visitor] = await readVisitors(to.sql, visit.id);
  return visitor ? { visitor: openVisitor(vault, snapshot.campus, visitor.personal).name } : {};
}
