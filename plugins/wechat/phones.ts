import { Problem } from '../../core/domain/problem.js';
import type { Scope } from '../../core/host/plugin.js';
import type { Session } from './sessions.js';
import type { WechatSettings } from './settings.js';
import { secretDigest } from './token.js';

export interface PhoneLink {
  person: string;
  /** Keyed digest of the openid. */
  openid: Buffer;
  label: string;
  /** Each notice's id and the version accepted. */
  accepted: Record<string, number>;
}

/**
 * Phones that were linked in the mini program. WeChat runs on one phone of a person at a time, so the same openid is the
 * same person's phone, or the one that took its place: it may link again when its storage was cleared. Anybody else's
 * finds `another_phone_linked`.
 */
export class Phones {
  constructor(private readonly scope: Pick<Scope<WechatSettings>, 'campus' | 'hub' | 'query'>) {}

  /** Answers the hub's token of the phone. Throws what `linkDevice` throws. */
  async link(ask: PhoneLink): Promise<string> {
    const { person, label, accepted } = ask;
    const { hub } = this.scope;
    const link = () => hub.linkDevice({ person, label, accepted });
    const linked = await link().catch(async (error: unknown) => {
      const another = error instanceof Problem && error.code === 'another_phone_linked';
      if (!another || !(await this.isLinkedBy(person, ask.openid))) throw error;
      await hub.unlinkDevice(person, 'phone');
      return link();
    });
    await this.scope.query(
      `insert into wechat_phones (campus, person, openid, device, linked_at) values ($1, $2, $3, $4, $5)
       on conflict (campus, person) do update
       set openid = excluded.openid, device = excluded.device, linked_at = excluded.linked_at`,
      [this.scope.campus.number, person, ask.openid, secretDigest(linked.deviceToken), linked.linkedAt],
    );
    await this.#signOutOthers(person, ask.openid);
    return linked.deviceToken;
  }

  /** Who has a new phone signs in nowhere by the old one, though that one may have been logged out long ago. */
  async #signOutOthers(person: string, openid: Buffer): Promise<void> {
    await this.scope.query(
      `update wechat_sessions set person = null, signed_in_at = null
       where campus = $1 and person = $2 and openid <> $3`,
      [this.scope.campus.number, person, openid],
    );
  }

  /**
   * The phone behind this session was logged out from elsewhere since somebody signed in on it: it may be in a finder's
   * hands, who must not link it again. Another WeChat that waits for the first to be logged out stays signed in.
   */
  async isLoggedOut({ person, openid, signedInAt }: Session): Promise<boolean> {
    if (person === null || signedInAt === null) return false;
    const at = await this.scope.hub.lastLogOut(person);
    if (at === null || signedInAt > at) return false;
    const own = await this.scope.query(
      'select from wechat_phones where campus = $1 and person = $2 and openid = $3 and linked_at <= $4',
      [this.scope.campus.number, person, openid, new Date(at)],
    );
    return own.length > 0;
  }

  /** The phone that is linked now was linked by this WeChat. */
  isLinkedBy(person: string, openid: Buffer): Promise<boolean> {
    return this.#isLinkedNow(person, 'openid', openid);
  }

  /** The phone that is linked now is the one with this token. */
  isThis(person: string, deviceToken: string): Promise<boolean> {
    return this.#isLinkedNow(person, 'device', secretDigest(deviceToken));
  }

  async #isLinkedNow(person: string, by: 'openid' | 'device', value: Buffer): Promise<boolean> {
    const { phone } = await this.scope.hub.showCard(person, null);
    if (!phone) return false;
    const own = await this.scope.query(
      `select from wechat_phones where campus = $1 and person = $2 and linked_at = $3 and ${by} = $4`,
      [this.scope.campus.number, person, phone.linkedAt, value],
    );
    return own.length > 0;
  }

  /** Logs the phone out where this WeChat linked it; its codes are void when this returns. */
  async unlink(person: string, openid: Buffer): Promise<void> {
    if (!(await this.isLinkedBy(person, openid))) return;
    await this.scope.hub.unlinkDevice(person, 'phone').catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'no_phone_linked')) throw error;
    });
  }
}
