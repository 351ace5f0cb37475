import type { DeviceView } from '../domain/devices.js';
import type { PersonRecord } from '../domain/eligibility.js';

/** Who calls, proven. `campus` is a slug; a principal of one campus is nobody on another's paths. */
export type Principal =
  | { kind: 'device'; campus: string; device: DeviceView }
  | {
      kind: 'person';
      campus: string;
      /** Id of the person that a source told us of; null for somebody who can sign in and is in no source. */
      person: string | null;
      displayName: string;
      affiliation: PersonRecord['affiliation'] | null;
      roles: readonly string[];
      /** Areas of which she is the owner, with every area inside them. */
      areas: readonly string[];
      /** Which session it is: its token's digest, as hex. Absent for a bearer token. */
      session?: string;
      /** By cookie: unsafe methods must come from our own pages. */
      via: 'session' | 'token';
    };
