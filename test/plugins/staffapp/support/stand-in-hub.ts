import { randomBytes } from 'node:crypto';
import type { CampusFile } from '../../../../core/campus-file/schema.js';
import type { CredentialReason } from '../../../../core/domain/credential.js';
import type { IneligibleReason } from '../../../../core/domain/eligibility.js';
import { Problem } from '../../../../core/domain/problem.js';
import { STEP_SECONDS } from '../../../../core/domain/reading.js';
import { ineligibleSentence } from '../../../../core/domain/sentences/index.js';
import type { Hub } from '../../../../core/host/hub.js';
import { acceptedNotices } from '../../../../core/use-cases/accepted-notices.js';
import type { CardView } from '../../../../core/use-cases/show-card.js';

interface Holder {
  state: CardView['state'];
  reason: CredentialReason;
  phone: { label: string; linkedAt: string; token: string; accepted: Record<string, number> } | null;
}

type WalletHub = Pick<
  Hub,
  'file' | 'showCard' | 'linkDevice' | 'unlinkDevice' | 'acceptNotices' | 'issueCode'
>;

/**
 * The part of a hub that the wallet leans on, in memory: people whose state a test sets at will, one phone each, codes of
 * the right shape that no gate would take. What the real use cases promise is tested with them.
 */
export class StandInHub implements WalletHub {
  readonly holders = new Map<string, Holder>();
  /** Thrown by the next codes, when set. */
  trouble: Problem | null = null;
  codesIssued = 0;

  constructor(
    readonly campus: CampusFile,
    private readonly now: () => number,
  ) {}

  file(): CampusFile {
    return this.campus;
  }

  person(id: string, reason: CredentialReason = 'eligible'): void {
    const phone = this.holders.get(id)?.phone ?? null;
    const state = reason === 'eligible' ? 'active' : reason === 'capture_reported' ? 'frozen' : 'suspended';
    this.holders.set(id, { state, reason, phone });
  }

  async showCard(person: string | null, affiliation: string | null): Promise<CardView> {
    const holder = person === null ? undefined : this.holders.get(person);
    const reason =
      holder?.reason ?? (affiliation === 'student' ? 'affiliation_not_covered' : 'not_current_appointee');
    const phone = holder?.phone ? { label: holder.phone.label, linkedAt: holder.phone.linkedAt } : null;
    return { state: holder?.state ?? 'none', reason, phone, ...this.advice(reason) };
  }

  private advice(reason: CredentialReason): Pick<CardView, 'sentence' | 'contact' | 'links'> {
    if (reason === 'eligible' || reason === 'capture_reported')
      return { sentence: null, contact: null, links: [] };
    const answer = this.campus.eligibility.answers[reason as IneligibleReason];
    const contact = this.campus.contacts.find(({ topic }) => topic === answer?.contact) ?? null;
    const links = this.campus.links.filter(({ id }) => answer?.links.includes(id));
    return { sentence: answer?.sentence ?? ineligibleSentence(reason), contact, links };
  }

  async linkDevice(ask: Parameters<Hub['linkDevice']>[0]) {
    const holder = this.holders.get(ask.person);
    if (!holder) throw new Problem(404, 'no_credential', 'This person has no credential.');
    acceptedNotices(this.campus, ask.accepted);
    if (holder.state !== 'active') throw new Problem(403, `credential_${holder.state}`, 'No code now.');
    if (holder.phone) throw new Problem(409, 'another_phone_linked', 'Another phone is linked.');
    const token = randomBytes(32).toString('base64url');
    const linkedAt = new Date(this.now()).toISOString();
    holder.phone = { label: ask.label, linkedAt, token, accepted: ask.accepted };
    return { deviceToken: token, linkedAt };
  }

  async unlinkDevice(person: string): Promise<void> {
    const holder = this.holders.get(person);
    if (!holder?.phone) throw new Problem(404, 'no_phone_linked', 'No phone is linked.');
    holder.phone = null;
  }

  async acceptNotices({ deviceToken, accepted }: Parameters<Hub['acceptNotices']>[0]): Promise<void> {
    acceptedNotices(this.campus, accepted);
    const holder = [...this.holders.values()].find(({ phone }) => phone?.token === deviceToken);
    if (!holder?.phone) throw new Problem(401, 'device_unlinked', 'This phone is not linked any more.');
    holder.phone.accepted = accepted;
  }

  async issueCode(token: string) {
    if (this.trouble) throw this.trouble;
    const holder = [...this.holders.values()].find(({ phone }) => phone?.token === token);
    if (!holder) throw new Problem(401, 'device_unlinked', 'This phone is not linked any more.');
    if (holder.state !== 'active') throw new Problem(403, `credential_${holder.state}`, 'No code now.');
    acceptedNotices(this.campus, holder.phone?.accepted ?? {});
    this.codesIssued += 1;
    const now = this.now();
    const issued = Math.floor(now / 1000 / STEP_SECONDS) * STEP_SECONDS * 1000;
    return { text: sampleText(issued), issued, until: issued + STEP_SECONDS * 1000, now };
  }
}

/** As long and of the same alphabet as a live code; another one each step. */
function sampleText(issued: number): string {
  const step = (issued / 1000).toString(32).toUpperCase().replace(/[01]/g, 'A');
  return `GH1${step}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(6)}`.slice(0, 198);
}
