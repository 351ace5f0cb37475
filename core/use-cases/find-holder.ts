import { z } from 'zod';
import type { CredentialReason, CredentialState } from '../domain/credential.js';
import type { PersonRecord } from '../domain/eligibility.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { loginDigest, openPersonal } from '../store/people.js';
import type { Context } from './context.js';

/** A holder as an administrator or the help desk sees one. */
export interface HolderRow {
  id: string;
  displayName: string;
  affiliation: PersonRecord['affiliation'];
  /** `none`: known to a source and never judged yet. */
  state: CredentialState | 'none';
  reason: CredentialReason | null;
  since: string | null;
  phone: { label: string; linkedAt: string } | null;
  /** Who stopped the credential last or let it go, and why; null where nobody ever did. */
  hold: { action: string; cause: string | null; note: string | null; at: string } | null;
}

interface Row {
  id: string;
  personal: Buffer;
  affiliation: PersonRecord['affiliation'];
  state: CredentialState | null;
  reason: CredentialReason | null;
  since: Date | null;
  label: string | null;
  linkedAt: Date | null;
  hold: { action: string; cause: string | null; note: string | null; at: string } | null;
}

/** Anything else is nobody's id, and the database would not even compare it. */
const personId = z.uuid();
/** Below this many: a sign-in name is one person's, or one a kind of people's (staff, students). */
const MOST = 10;

/** The people who sign in with exactly this name, without regard to case; those who left last. */
export function findHolders(context: Context, snapshot: Snapshot, loginName: string): Promise<HolderRow[]> {
  const digest = loginDigest(context.vault, snapshot.campus, loginName.trim());
  return read(context, snapshot.campus, 'p.login_digest = $2', digest);
}

/** One holder by id; null where the campus has none. */
export async function readHolder(
  context: Context,
  snapshot: Snapshot,
  person: string,
): Promise<HolderRow | null> {
  if (!personId.safeParse(person).success) return null;
  const [holder] = await read(context, snapshot.campus, 'p.id = $2::uuid', person);
  return holder ?? null;
}

/** `where` is one of the two above: no part of it comes from outside. */
async function read(context: Context, campus: number, where: string, value: unknown): Promise<HolderRow[]> {
  const { rows } = await context.pool.query<Row>(
    `select p.id, p.personal, p.facts ->> 'affiliation' as affiliation, c.state, c.reason, c.since,
       d.label, d.linked_at as "linkedAt", h.hold
     from people p
     left join credentials c on c.person = p.id
     -- One phone by whichever of her records.
     left join lateral (
       select d.label, d.linked_at
       from people o join credentials oc on oc.person = o.id
       join linked_devices d on d.credential = oc.id and d.ended_at is null
       where o.campus = p.campus and o.key_digest = p.key_digest limit 1) d on true
     left join lateral (
       select jsonb_build_object('action', action, 'cause', detail ->> 'cause', 'note', detail ->> 'note', 'at', at) as hold
       from audit
       where campus = p.campus and subject = 'person:' || p.id and action like 'credential.%' and detail ? 'cause'
       order by id desc limit 1) h on true
     where p.campus = $1 and ${where}
     order by p.left_at is not null, c.state = 'active' desc nulls last, p.id limit ${MOST}`,
    [campus, value],
  );
  return rows.map((row) => view(context, row));
}

function view({ vault }: Context, row: Row): HolderRow {
  const { hold, label, linkedAt } = row;
  const note = hold?.note ? vault.open('hold-note', Buffer.from(hold.note, 'base64')).toString() : null;
  return {
    id: row.id,
    displayName: openPersonal(vault, row.personal).name,
    affiliation: row.affiliation,
    state: row.state ?? 'none',
    reason: row.reason,
    since: row.since?.toISOString() ?? null,
    phone: label !== null && linkedAt !== null ? { label, linkedAt: linkedAt.toISOString() } : null,
    hold: hold && { ...hold, note, at: new Date(hold.at).toISOString() },
  };
}
