import type { PersonRecord } from '../../domain/eligibility.js';
import { groupsOf } from '../../domain/judge-eligibility.js';
import type { Localized } from '../../domain/languages.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { AuditEntry } from '../../store/audit.js';
import { openPersonal } from '../../store/people.js';
import { type PersonEvent, readPersonEvents } from '../../store/people-events.js';
import { type PersonFacts, recordOf } from '../../store/people-facts.js';
import { readPersonHistory } from '../../store/people-history.js';
import { countComing } from '../../store/visits-of-person.js';
import type { Context } from '../context.js';
import { type HolderRow, readHolder } from '../find-holder.js';
import { type CardView, showCard } from '../show-card.js';

/** Somebody as an administrator or the help desk sees her. */
export interface PersonView extends HolderRow {
  loginName: string | null;
  /** Staff, student or member number, as the source has it. */
  number: string;
  unit: string | null;
  entity: string | null;
  /** When the source stopped telling of her. */
  leftAt: string | null;
  groups: Localized[];
  /** What she reads of her card, and whom to ask. */
  card: CardView;
  /** Visits of hers as a host that are under way or to come. */
  visits: number;
  /** What was done with her right and her phone, newest first; `detail.note` is open. */
  history: AuditEntry[];
  /** The last refusals: why, and when. Not where: that would be following her. */
  refusals: Pick<PersonEvent, 'at' | 'reason'>[];
}

const REFUSALS = 5;

/** Null where the campus knows of no such person. */
export async function readPersonView(
  context: Context,
  snapshot: Snapshot,
  person: string,
): Promise<PersonView | null> {
  const holder = await readHolder(context, snapshot, person);
  const record = holder && (await readRecord(context, snapshot.campus, person));
  if (!holder || !record) return null;
  const { pool } = context;
  const of = { campus: snapshot.campus, person };
  const [card, visits, history, refused] = await Promise.all([
    showCard(context, snapshot, person, holder.affiliation),
    countComing(pool, { ...of, now: context.now() }),
    readPersonHistory(pool, of),
    readPersonEvents(pool, { ...of, only: 'deny', limit: REFUSALS }),
  ]);
  return {
    ...holder,
    ...record,
    card,
    visits,
    history: history.map((row) => withNote(context, row)),
    groups: groupNames(snapshot, record),
    refusals: refused.map(({ at, reason }) => ({ at, reason })),
  };
}

interface Stored {
  loginName: string | null;
  number: string;
  affiliation: PersonRecord['affiliation'];
  unit: string | null;
  entity: string | null;
  leftAt: string | null;
  facts: PersonFacts;
}

async function readRecord(
  { pool, vault }: Context,
  campus: number,
  person: string,
): Promise<Stored | undefined> {
  const { rows } = await pool.query<{ personal: Buffer; facts: PersonFacts; leftAt: Date | null }>(
    'select personal, facts, left_at as "leftAt" from people where campus = $1 and id = $2',
    [campus, person],
  );
  return rows.map(({ personal, facts, leftAt }) => {
    const { sourceKey, loginName } = openPersonal(vault, personal);
    const { affiliation, unit, entity } = facts;
    const told = { affiliation, unit, entity, facts };
    return {
      ...told,
      loginName: loginName ?? null,
      number: sourceKey,
      leftAt: leftAt?.toISOString() ?? null,
    };
  })[0];
}

function groupNames({ file }: Snapshot, { facts, loginName }: Stored): Localized[] {
  const ids = groupsOf(recordOf(facts, loginName ?? undefined), file.groups);
  return file.groups.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}

function withNote({ vault }: Context, row: AuditEntry): AuditEntry {
  const { note } = row.detail;
  if (typeof note !== 'string') return row;
  return {
    ...row,
    detail: { ...row.detail, note: vault.open('hold-note', Buffer.from(note, 'base64')).toString() },
  };
}
