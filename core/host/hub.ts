import type { CampusFile } from '../campus-file/schema.js';
import type { DesiredPolicy, DeviceView } from '../domain/devices.js';
import type { PersonRecord } from '../domain/eligibility.js';
import type { PassView } from '../domain/visits.js';
import type { HookMap, SignedIn } from '../hooks/hook-map.js';
import type { DecisionCount } from '../store/events-days.js';
import type { AcceptAsk } from '../use-cases/accept-notices.js';
import type { DecisionAnswer, ScanAsk } from '../use-cases/decide-scan.js';
import type { HolderView } from '../use-cases/holder-of.js';
import type { IssuedCode } from '../use-cases/issue-code.js';
import type { LinkAsk, Linked } from '../use-cases/link-device.js';
import type { DeliveryReport } from '../use-cases/messages/report-delivery.js';
import type { CardView } from '../use-cases/show-card.js';

/** The hub's use cases bound to one campus: all that a plugin can make happen. Each call writes its own audit. */
export interface Hub {
  /** The campus file as applied: branding, contacts, notices, links. */
  file(): CampusFile;
  /** Decides and records a scan; throws `point_not_yours` when the device does not stand at the point. */
  decideScan(ask: ScanAsk): Promise<DecisionAnswer>;
  /** Whom a granted decision of one of this plugin's devices let in; null for a visitor or a released point. */
  holderOf(decision: string): Promise<HolderView | null>;
  /** Devices of this plugin on this campus. */
  devices(): readonly DeviceView[];
  desiredPolicy(device: string): DesiredPolicy;
  /** A device reported itself. `connection` is its own random id of the connection; older wills are ignored. */
  deviceState(device: string, state: { online: boolean; connection: string }): Promise<void>;
  /** A device tells which version it holds; drift asks for a new push. */
  deviceApplied(device: string, version: number): Promise<void>;
  /** Refused requests of devices (wrong point, old token) leave an audit row. */
  auditDevice(action: string, device: string, detail: Record<string, unknown>): Promise<void>;
  /** What a device made happen (a meal given back): written always, before this returns. */
  audit(action: string, device: string, detail: Record<string, unknown>): Promise<void>;
  /** What a person sees of the own credential: state, sentence, links, phone. */
  showCard(person: string | null, affiliation: PersonRecord['affiliation'] | null): Promise<CardView>;
  linkDevice(ask: LinkAsk): Promise<Linked>;
  /**
   * Ends the link; the phone's codes are void before this returns. From the portal it signs the person out of the hub
   * everywhere but in the session `keep` (`session` of the principal who asks).
   */
  unlinkDevice(person: string, by: 'phone' | 'portal', keep?: string): Promise<void>;
  /**
   * When a phone of the person was last logged out from elsewhere, epoch milliseconds; null for never. A plugin's own
   * sign-ins on that phone end with it.
   */
  lastLogOut(person: string): Promise<number | null>;
  /** Notices whose version was raised, accepted on the linked phone; throws `notices_not_accepted` (409). */
  acceptNotices(ask: AcceptAsk): Promise<void>;
  /** The code of the current step for the phone with this token; throws `notices_not_accepted` (409). */
  issueCode(deviceToken: string): Promise<IssuedCode>;
  /**
   * Freezes the own credential of who reported a screen capture; shown codes are void before this returns. Answers whether
   * it was not held already.
   */
  freezeCredential(person: string, reason: 'capture_reported'): Promise<boolean>;
  /** Lifts that freeze and no other hold; throws `not_held` (409) where an administrator decided meanwhile. */
  unfreezeCredential(person: string): Promise<void>;
  /** Who a person is that signed in before, as the sources tell it now; null when gone. For `person:token`. */
  signInOf(person: string): Promise<SignedIn | null>;
  /** Passes of somebody whose number (E.164) the plugin had proven; each with a session of its own. */
  passesOfNumber(phone: string): Promise<{ session: string; pass: PassView }[]>;
  /** The code of the current step for a pass; throws `pass_ended` (401), `pass_not_open` (409). */
  visitCode(session: string): Promise<IssuedCode>;
  /** Signs a person out of the hub's own pages, whose account has ended. */
  endSessions(loginName: string): Promise<void>;
  /** Pulls every source of this plugin now, as its interval would, or the one of this name. */
  pullNow(source?: string): Promise<void>;
  /** How often each point opened and refused on the campus's last days together, today among them; 1 to 90 days. */
  decisionCounts(days: number): Promise<DecisionCount[]>;
  /** Pages for admins that plugins bring on this campus, for the nav of such a page. */
  consolePages(): HookMap['console:page'][];
  /** What a receipt said of a message that this campus sent. */
  messageReport(report: DeliveryReport): Promise<void>;
}
