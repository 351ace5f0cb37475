import type { CredentialReason, CredentialState } from '../../domain/credential.js';
import type { PersonRecord } from '../../domain/eligibility.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { loginDigest, openPersonal, personKeyDigest } from '../../store/people.js';
import { type FoundPerson, findRecords, hasUnwordedPeople } from '../../store/people-search.js';
import { plainWords, wordDigests } from '../../store/people-search-words.js';
import type { Context } from '../context.js';

/** A person in a list of who was found. */
export interface PersonHit {
  id: string;
  displayName: string;
  loginName: string | null;
  affiliation: PersonRecord['affiliation'];
  unit: string | null;
  /** No source tells of this person any more. */
  left: boolean;
  /** `none`: known to a source and never judged yet. */
  state: CredentialState | 'none';
  reason: CredentialReason | null;
  hasPhone: boolean;
}

export interface PeopleFound {
  people: PersonHit[];
  /** There are more than were found: say more of the name. */
  more: boolean;
  /** Names of some people are not in the index yet. */
  unfinished: boolean;
}

const MOST_PEOPLE = 20;
/** Each person has a record by each source that tells of her: one or two. */
const RECORDS = 2 * MOST_PEOPLE + 1;

/** People by sign-in name, by their number at a source, or by words of the name that must all be there. */
export async function findPeople(context: Context, snapshot: Snapshot, text: string): Promise<PeopleFound> {
  const { pool, vault } = context;
  const { campus } = snapshot;
  const typed = text.normalize('NFKC').trim();
  const [records, unfinished] = await Promise.all([
    findRecords(
      pool,
      {
        campus,
        logins: loginsOf(typed).map((name) => loginDigest(vault, campus, name)),
        keys: numbersOf(typed).map((number) => personKeyDigest(vault, campus, number)),
        words: wordDigests(vault, campus, plainWords(typed)),
      },
      RECORDS,
    ),
    hasUnwordedPeople(pool, campus),
  ]);
  // The first record of each person is the one that still comes and runs.
  const first = [...new Map([...records].reverse().map((record) => [record.key, record])).values()].reverse();
  const people = first.slice(0, MOST_PEOPLE).map((record) => hit(context, record));
  return { people: people.sort(byName), more: first.length > MOST_PEOPLE, unfinished };
}

/** Sign-in names rest without a domain, and people type their e-mail address. */
function loginsOf(typed: string): string[] {
  const [name = ''] = typed.split('@');
  return /\s/.test(typed) || typed === '' ? [] : [...new Set([typed, name])];
}

/** Numbers are as the source writes them; people mind no capitals. */
function numbersOf(typed: string): string[] {
  if (/\s/.test(typed) || typed === '') return [];
  return [...new Set([typed, typed.toUpperCase(), typed.toLowerCase()])];
}

function hit({ vault }: Context, record: FoundPerson): PersonHit {
  const { name, loginName } = openPersonal(vault, record.personal);
  const { id, affiliation, unit, left, state, reason, hasPhone } = record;
  const found = { id, displayName: name, loginName: loginName ?? null, affiliation, unit, left };
  return { ...found, state: state ?? 'none', reason, hasPhone };
}

function byName(one: PersonHit, other: PersonHit): number {
  return Number(one.left) - Number(other.left) || one.displayName.localeCompare(other.displayName);
}
