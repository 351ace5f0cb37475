import type { CampusFile } from '../campus-file/schema.js';
import type { KeySet } from '../codes/key-list.js';
import type { DeviceView } from '../domain/devices.js';
import type { PolicySource } from '../domain/policy-source.js';
import type { Bundle } from '../policy/bundle.js';
import type { CodeSigner } from '../store/keys.js';
import type { PluginState } from '../store/plugin-settings.js';

/** All that one campus's decisions need, held by each node and swapped in whole. */
export interface Snapshot {
  campus: number;
  slug: string;
  /** Feed number up to which this is true. */
  n: number;
  file: CampusFile;
  source: PolicySource;
  bundle: Bundle;
  /** When the bundle was compiled, epoch milliseconds. */
  compiledAt: number;
  keys: KeySet;
  /** Code keys that may sign now or soon; the one that began last and has begun signs. */
  signers: readonly CodeSigner[];
  /** By the hex digest of the token. */
  devices: ReadonlyMap<string, DeviceView>;
  plugins: ReadonlyMap<string, PluginState>;
}
