export const KEY_PURPOSES = ['code', 'pass', 'bundle'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** A key that the campus's root vouches for. Times in epoch seconds, half open, at most 30 days apart. */
export interface ListedKey {
  /** 1 to 65535 within the campus; 0 is the root. */
  key: number;
  purpose: KeyPurpose;
  /** 33 bytes, a compressed point of P-256. */
  publicKey: Uint8Array;
  notBefore: number;
  notAfter: number;
}

/** All keys of a campus. Whoever has taken a list never takes one with a lower number. */
export interface KeyList {
  campus: number;
  number: number;
  /** Ascending by key number. */
  keys: readonly ListedKey[];
}
