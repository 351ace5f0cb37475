import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Scope } from '../../../core/host/plugin.js';
import { type Sealing, tokenDigest } from '../sealing.js';
import { errors } from './library.js';

type Store = Pick<Scope, 'campus' | 'query' | 'now'>;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAYLOAD = 'payload, consumed_at as "consumedAt"';

interface Row {
  payload: Buffer;
  consumedAt: Date | null;
}

/** Keeps one kind of the provider's models in `sso_models`, for one campus and for all nodes. */
export class ModelStore implements Adapter {
  constructor(
    private readonly model: string,
    private readonly store: Store,
    private readonly sealing: Sealing,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const account = payload.accountId ?? payload.session?.accountId;
    await this.store.query(
      `insert into sso_models (campus, model, id, grant_id, uid, account, payload, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (campus, model, id) do update
       set grant_id = excluded.grant_id, uid = excluded.uid, account = excluded.account, payload = excluded.payload,
           expires_at = excluded.expires_at`,
      [
        ...this.#key(id),
        payload.grantId === undefined ? null : tokenDigest(payload.grantId),
        payload.uid === undefined ? null : tokenDigest(payload.uid),
        account !== undefined && UUID.test(account) ? account : null,
        this.sealing.seal(this.model, payload),
        new Date(this.store.now() + expiresIn * 1_000),
      ],
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    // Clients stand in the settings; an unknown one is not looked for here.
    if (this.model === 'Client') return undefined;
    return this.#read(
      await this.store.query<Row>(
        `select ${PAYLOAD} from sso_models where campus = $1 and model = $2 and id = $3 and expires_at > $4`,
        [...this.#key(id), new Date(this.store.now())],
      ),
    );
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#read(
      await this.store.query<Row>(
        `select ${PAYLOAD} from sso_models where campus = $1 and model = $2 and uid = $3 and expires_at > $4`,
        [...this.#key(uid), new Date(this.store.now())],
      ),
    );
  }

  /** Device codes are not offered here. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** Once: of two that bring the same code in the same instant, to whichever nodes, one is refused. */
  async consume(id: string): Promise<void> {
    const taken = await this.store.query(
      `update sso_models set consumed_at = $4
       where campus = $1 and model = $2 and id = $3 and consumed_at is null returning model`,
      [...this.#key(id), new Date(this.store.now())],
    );
    if (taken.length === 0) throw new errors.InvalidGrant('already used');
  }

  async destroy(id: string): Promise<void> {
    await this.store.query(
      'delete from sso_models where campus = $1 and model = $2 and id = $3',
      this.#key(id),
    );
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.store.query(
      'delete from sso_models where campus = $1 and model = $2 and grant_id = $3',
      this.#key(grantId),
    );
  }

  #key(secret: string): [number, string, Buffer] {
    return [this.store.campus.number, this.model, tokenDigest(secret)];
  }

  #read([row]: Row[]): AdapterPayload | undefined {
    if (row === undefined) return undefined;
    const payload = this.sealing.open(this.model, row.payload) as AdapterPayload;
    return row.consumedAt === null
      ? payload
      : { ...payload, consumed: Math.floor(row.consumedAt.getTime() / 1_000) };
  }
}

/** Rows that nobody can use any more. */
export async function removeExpired(store: Store): Promise<void> {
  await store.query('delete from sso_models where campus = $1 and expires_at < $2', [
    store.campus.number,
    new Date(store.now()),
  ]);
}
