import { z } from 'zod';
import { personRecord } from '../../core/domain/eligibility.js';
import type { SignedIn } from '../../core/hooks/hook-map.js';
import type { Scope } from '../../core/host/plugin.js';
import type { DirectoryAccount } from './ldap/account.js';
import type { Sealing } from './sealing.js';

/** Written by an earlier version perhaps, so read like anything from outside. */
const stored = z.object({
  dn: z.string(),
  loginName: z.string(),
  sourceKey: z.string().nullable(),
  displayName: z.string(),
  email: z.string().nullable(),
  affiliation: personRecord.shape.affiliation.nullable(),
});

export type AccountToCheck = Pick<DirectoryAccount, 'dn' | 'loginName'> & { id: string };

/** Who has signed in here, each under an id of its own that says nothing about the person. */
export class Accounts {
  constructor(
    private readonly scope: Pick<Scope, 'campus' | 'query' | 'now'>,
    private readonly sealing: Sealing,
  ) {}

  /** The account's id: the same one as long as the directory says the same number. */
  async remember(account: DirectoryAccount): Promise<string> {
    const key = account.sourceKey === null ? `dn:${account.dn.toLowerCase()}` : `key:${account.sourceKey}`;
    const [row] = await this.scope.query<{ id: string }>(
      `insert into sso_accounts (campus, key_digest, personal, affiliation, checked_at) values ($1, $2, $3, $4, $5)
       on conflict (campus, key_digest) do update
       set personal = excluded.personal, affiliation = excluded.affiliation, checked_at = excluded.checked_at,
           ended_at = null
       returning id`,
      [
        this.scope.campus.number,
        this.sealing.digest('account', key),
        this.sealing.seal('account', account),
        account.affiliation,
        new Date(this.scope.now()),
      ],
    );
    if (row === undefined) throw new Error('the account was not written');
    return row.id;
  }

  /** Null for an id that never was, or whose account has ended. */
  async find(id: string): Promise<DirectoryAccount | null> {
    const [row] = await this.scope.query<{ personal: Buffer }>(
      'select personal from sso_accounts where campus = $1 and id::text = $2 and ended_at is null',
      [this.scope.campus.number, id],
    );
    return row ? stored.parse(this.sealing.open('account', row.personal)) : null;
  }

  /** Accounts with a session or token alive that were not looked up in the directory since `before`. */
  async toCheck(before: number, limit: number): Promise<AccountToCheck[]> {
    const rows = await this.scope.query<{ id: string; personal: Buffer }>(
      `select id, personal from sso_accounts a
       where campus = $1 and ended_at is null and checked_at < $2
         and exists (select from sso_models m where m.account = a.id and m.expires_at > $3)
       order by checked_at limit $4`,
      [this.scope.campus.number, new Date(before), new Date(this.scope.now()), limit],
    );
    return rows.map(({ id, personal }) => {
      const { dn, loginName } = stored.parse(this.sealing.open('account', personal));
      return { id, dn, loginName };
    });
  }

  async checked(ids: readonly string[]): Promise<void> {
    await this.scope.query(
      'update sso_accounts set checked_at = $3 where campus = $1 and id = any($2::uuid[])',
      [this.scope.campus.number, ids, new Date(this.scope.now())],
    );
  }

  /** Signs out who the directory calls `sourceKey`, of whatever browser and portal; the account stays. */
  async signOut(sourceKey: string): Promise<void> {
    await this.scope.query(
      `delete from sso_models where account in (
         select id from sso_accounts where campus = $1 and key_digest = $2)`,
      [this.scope.campus.number, this.sealing.digest('account', `key:${sourceKey}`)],
    );
  }

  /** Ends accounts: their sessions, codes and tokens are gone before this returns. */
  async end(ids: readonly string[]): Promise<void> {
    await this.scope.query(
      `with ended as (
         update sso_accounts set ended_at = $3 where campus = $1 and id = any($2::uuid[]) returning id)
       delete from sso_models where account in (select id from ended)`,
      [this.scope.campus.number, ids, new Date(this.scope.now())],
    );
  }
}

export function toSignedIn(account: DirectoryAccount): SignedIn {
  return {
    loginName: account.loginName,
    sourceKey: account.sourceKey,
    displayName: account.displayName,
    ...(account.affiliation === null ? {} : { affiliation: account.affiliation }),
  };
}
