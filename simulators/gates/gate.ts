/** A JSON object as it came; the fields that a device looks at before it knows more. */
export interface Message {
  id?: unknown;
  code?: unknown;
  [field: string]: unknown;
}

export interface PointName {
  id: string;
  name: string;
}

/** What a device is set up with when it is screwed to the wall. */
export interface GateConfig {
  campus: string;
  device: string;
  /** Its own credential at the hub. */
  token: string;
  /** What stands on the housing. */
  name: string;
  points: PointName[];
}

export interface Answer {
  /** The scan's id, by which the device recognised the answer. */
  id: string;
  /** `no_answer`: none came in time, or none that counts. */
  decision: 'grant' | 'deny' | 'no_answer';
  /** The hub's reason, or the device's own: offline, timeout, answer_expired, unreachable, refused. */
  reason: string;
  /** False at a till that was told of no meal: the person was let in, and there is nothing to sell her. */
  served?: false;
  /** Words for the display, when the hub sent some. */
  message?: string;
  /** All that was answered, as it came. */
  body?: Message;
}

/** `amber`: neither yes nor no. */
export type Light = 'grey' | 'green' | 'amber' | 'red';

/** What a device shows besides its answer: a price, who is signed in. `name` is of lower-case letters. */
export interface GateFact {
  name: string;
  label: string;
  value: string;
}

/** What somebody standing before the device sees. */
export interface GateView {
  kind: 'mqtt' | 'http' | 'till' | 'panel';
  campus: string;
  device: string;
  name: string;
  points: PointName[];
  online: boolean;
  light: Light;
  door: 'open' | 'closed';
  /** The last scan's point and outcome. */
  last?: { point: string; at: string; answer: Answer };
  /** Version of the policy that was pushed to it. */
  policyVersion?: number;
  facts?: GateFact[];
  /** Keys that only this kind of device has. */
  buttons?: { name: string; label: string }[];
}

export interface Gate {
  view(): GateView;
  /** Reads a text at one of its points (the first when none is named). An unknown point is a RangeError. */
  scan(text: string, point?: string): Promise<Answer>;
  /** Presses one of its own keys; resolves with what is to be said about it. An unknown key is a RangeError. */
  press?(button: string): Promise<string>;
  /** As if its cable was pulled: nothing is said to anybody. */
  goOffline(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}
