import ldap from 'ldapjs';
import type { CampusPeople } from '../people/people.js';
import { layoutOf, personDn } from './entries.js';

interface Account {
  dn: ldap.DN;
  password: string;
  locked: boolean;
}

/** Who may bind as a person, and with what. */
export class Accounts {
  readonly #byKey = new Map<string, Account>();

  constructor(campuses: CampusPeople[]) {
    for (const { campus, password, people } of campuses) {
      for (const person of people) {
        const dn = ldap.parseDN(personDn(person, layoutOf(campus)));
        this.#byKey.set(`${campus}/${person.sourceKey}`, { dn, password, locked: false });
      }
    }
  }

  password(dn: ldap.DN): string | undefined {
    const account = [...this.#byKey.values()].find((candidate) => candidate.dn.equals(dn));
    return account === undefined || account.locked ? undefined : account.password;
  }

  of(campus: string, sourceKey: string, change: (account: Account) => Account): void {
    const account = this.#byKey.get(`${campus}/${sourceKey}`);
    if (account === undefined) throw new RangeError(`The directory of ${campus} has no ${sourceKey}.`);
    this.#byKey.set(`${campus}/${sourceKey}`, change(account));
  }
}
