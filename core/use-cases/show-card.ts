import type { CredentialReason, CredentialState } from '../domain/credential.js';
import { INELIGIBLE_REASONS, type IneligibleReason, type PersonRecord } from '../domain/eligibility.js';
import type { Localized } from '../domain/languages.js';
import { ineligibleSentence } from '../domain/sentences/index.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Context } from './context.js';

/** A person's own card: what stands, why, and what to do about it. */
export interface CardView {
  state: CredentialState | 'none';
  reason: CredentialReason;
  /** What the person reads when there is no code; null while the credential is active. */
  sentence: Localized | null;
  contact: {
    name: Localized;
    phone?: string | undefined;
    email?: string | undefined;
    advice?: Localized | undefined;
  } | null;
  links: { id: string; label: Localized; url: string }[];
  phone: { label: string; linkedAt: string } | null;
}

interface Row {
  state: CredentialState;
  reason: CredentialReason;
  label: string | null;
  linkedAt: Date | null;
}

/** The card of a person that a source told us of, or of one who only signed in (`person` null). */
export async function showCard(
  context: Context,
  snapshot: Snapshot,
  person: string | null,
  affiliation: PersonRecord['affiliation'] | null,
): Promise<CardView> {
  const row = person === null ? undefined : await readCard(context, snapshot.campus, person);
  if (row) return { ...view(snapshot, row.state, row.reason), phone: phoneOf(row) };
  return { ...view(snapshot, 'none', unknownReason(snapshot, affiliation)), phone: null };
}

async function readCard(context: Context, campus: number, person: string): Promise<Row | undefined> {
  const { rows } = await context.pool.query<Row>(
    `select c.state, c.reason, d.label, d.linked_at as "linkedAt"
     from credentials c left join linked_devices d on d.credential = c.id and d.ended_at is null
     where c.campus = $1 and c.person = $2`,
    [campus, person],
  );
  return rows[0];
}

/** Nobody told us of this person: of an affiliation that the campus does not cover, or not an appointee. */
function unknownReason(
  snapshot: Snapshot,
  affiliation: PersonRecord['affiliation'] | null,
): IneligibleReason {
  const covered = affiliation === null || snapshot.file.eligibility.affiliations.includes(affiliation);
  return covered ? 'not_current_appointee' : 'affiliation_not_covered';
}

function view(
  snapshot: Snapshot,
  state: CardView['state'],
  reason: CredentialReason,
): Omit<CardView, 'phone'> {
  if (reason === 'eligible') return { state, reason, sentence: null, contact: null, links: [] };
  const { eligibility, contacts, links } = snapshot.file;
  const answer = isIneligible(reason) ? eligibility.answers[reason] : undefined;
  const contact = contacts.find(({ topic }) => topic === answer?.contact);
  return {
    state,
    reason,
    sentence: answer?.sentence ?? ineligibleSentence(reason),
    contact: contact
      ? { name: contact.name, phone: contact.phone, email: contact.email, advice: contact.advice }
      : null,
    links: links
      .filter(({ id }) => answer?.links.includes(id))
      .map(({ id, label, url }) => ({ id, label, url })),
  };
}

function isIneligible(reason: CredentialReason): reason is IneligibleReason {
  return (INELIGIBLE_REASONS as readonly string[]).includes(reason);
}

function phoneOf(row: Row): CardView['phone'] {
  if (row.label === null || row.linkedAt === null) return null;
  return { label: row.label, linkedAt: row.linkedAt.toISOString() };
}
