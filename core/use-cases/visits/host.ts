import type { PersonRecord } from '../../domain/eligibility.js';

/** Who asks for visits, decides on them or looks after them: somebody signed in. */
export interface Host {
  /** Null for somebody who can sign in and is in no source: such a one may decide by a role, and not invite. */
  person: string | null;
  displayName: string;
  affiliation: PersonRecord['affiliation'] | null;
  roles: readonly string[];
  /** As in the audit: `holder:<person>`. */
  actor: string;
}
