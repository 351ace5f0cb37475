import type { DecisionEvent } from '../domain/decision-event.js';
import type { DesiredPolicy, DeviceView } from '../domain/devices.js';
import type { PersonRecord } from '../domain/eligibility.js';
import type { Localized } from '../domain/languages.js';
import type { Channel, Delivery, RenderedMessage } from '../domain/messages.js';

/**
 * The one list of what a plugin can answer or hear (design section 7). `provide(hook, fill)` on a scope takes the
 * type given here. What crosses is plain data; the hub parses what a plugin answers by a schema.
 */
export interface HookMap {
  /** Asked on the plugin's interval, on demand, and at start. A throw ends the pull: nothing of it is applied. */
  'eligibility:pull': EligibilitySource;
  /** Asked by the sign-in page. `null` is a wrong name or password; a throw is "the directory does not answer". */
  'person:authenticate': (ask: SignInAsk) => Promise<SignedIn | null>;
  /** Asked for each bearer token on a person's route. `null` is not one of ours, ended or withdrawn. */
  'person:token': (token: string) => Promise<SignedIn | null>;
  /** A way to put codes before a holder, listed where a person chooses one. */
  'code:present': { title: Localized; href: string };
  /** Takes one device to its desired policy; resolves with the version that the device confirmed. */
  'policy:push': (device: DeviceView, desired: DesiredPolicy, signal: AbortSignal) => Promise<number>;
  /** The plugin brings scans by `scope.hub.decideScan`; declared so that an admin sees which plugin opens doors. */
  'scan:arrived': { transports: string[] };
  /**
   * Decides a text that is not one of our codes, such as one of an older system that still runs beside the hub. `null` or a
   * throw is "it does not answer". A yes opens only a point that is open in itself: in service, and not locked down. At
   * one that is not (`open` false) the answer is waited for by nobody.
   */
  'scan:foreign': (ask: ForeignScan, signal: AbortSignal) => Promise<ForeignVerdict | null>;
  /**
   * Hands one message over. A throw is a failed attempt, tried again with backoff, unless it is a Problem with
   * `extra.permanent: true` (the address is bad) or with the code `delivery_uncertain` (handed over, no answer).
   */
  'message:deliver': {
    channel: Channel;
    deliver(message: RenderedMessage, signal: AbortSignal): Promise<Delivery>;
  };
  /** A mini program's address of the same pass, named in an SMS before the web page's; a throw or null: the web page's goes alone. */
  'pass:link': (ask: { token: string; until: number }, signal: AbortSignal) => Promise<string | null>;
  /** A page of the plugin for admins, listed in the console's nav beside the hub's own. */
  'console:page': { title: Localized; href: string };
  /**
   * Hears that a person was signed out everywhere, since the phone was logged out from elsewhere: the plugin's own sign-ins
   * of this person end. Told from a job, so a throw is tried again.
   */
  'tell:signed-out': (who: { person: string; sourceKey: string }) => Promise<void>;
  /** Hears each decision that this node recorded, after it was answered. A throw is logged and goes no further. */
  'tell:decision': (event: DecisionEvent) => void | Promise<void>;
}
export type HookName = keyof HookMap;

export interface EligibilitySource {
  /** Stable name of the source below the plugin, such as `worker-feed`. */
  name: string;
  /** Seconds between pulls. */
  interval: number;
  /** Name of another source of the plugin whose people this one tells of; absent: people of its own. */
  people?: string;
  /**
   * Yields batches of raw records, parsed one by one at the border: a record as `personRecord` has it, or
   * `{ at: 'line 12', record }` where a problem should name its place, or `{ sourceKey, left: true }` for who was deleted.
   * `full`: who is not named has left, within `dropLimit`. `cursor` is what the last applied pull returned; the return value is the next one.
   */
  pull(cursor: string | null, signal: AbortSignal): AsyncGenerator<unknown[], PullEnd, void>;
}

export interface PullEnd {
  full: boolean;
  cursor: string | null;
  /** How many records the source says it sent, when it says so; another count refuses the pull. */
  announced?: number;
  /** Share of known people (0 to 1) that a full pull may end at once; more stops it for a person to look. */
  dropLimit?: number;
  /** Called once all that was yielded stands in the database; never where the pull failed or was stopped. */
  committed?: () => void;
}

export interface ForeignScan {
  point: string;
  device: string;
  /** At most 512 characters, none of them a control character. Names people perhaps: never logged, never kept. */
  text: string;
  /** Whether a yes would open here: the point is in service and not locked down. */
  open: boolean;
}

export interface ForeignVerdict {
  opens: boolean;
  /** Who decided, as the event names it: `legacy`. */
  origin: string;
}

export interface SignInAsk {
  loginName: string;
  password: string;
  signal: AbortSignal;
}

/** Who signed in. `sourceKey` joins to the person that a source told us of. */
export interface SignedIn {
  loginName: string;
  sourceKey: string | null;
  displayName: string;
  affiliation?: PersonRecord['affiliation'];
}
