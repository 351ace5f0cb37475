import type { PersonRecord } from '../domain/eligibility.js';
import { groupsOf } from '../domain/judge-eligibility.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { readHolder } from '../store/holders.js';
import { openPersonal } from '../store/people.js';
import { recordOf } from '../store/people-facts.js';
import type { Context } from './context.js';

/** Who was let in, for a plugin whose device asked: never the member number. */
export interface HolderView {
  person: string;
  /** Stands for the person at this plugin and at no other, whichever source tells of them: 64 hex digits. */
  subject: string;
  displayName: string;
  loginName: string | null;
  affiliation: PersonRecord['affiliation'];
  unit: string | null;
  /** Ids of all the campus's groups that the person is in now, whether or not a rule names them. */
  groups: string[];
  /** False once the right ended, the phone was logged out, or the campus's day was over, since the code was shown. */
  stands: boolean;
}

const DECISION_ID = /^\d{1,18}$/;

/**
 * The holder behind a granted decision of one of the plugin's devices; null for a visitor, at a released point, for
 * another plugin's decision, and when nothing is known any more.
 */
export async function holderOf(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  snapshot: Snapshot,
  plugin: string,
  decision: string,
): Promise<HolderView | null> {
  if (!DECISION_ID.test(decision)) return null;
  const devices = [...snapshot.devices.values()].filter((one) => one.plugin === plugin).map(({ id }) => id);
  const row = await readHolder(context.pool, {
    campus: snapshot.campus,
    decision,
    devices,
    now: context.now(),
  });
  if (!row) return null;
  const { name, loginName } = openPersonal(context.vault, row.personal);
  const key = row.keyDigest.toString('hex');
  return {
    person: row.person,
    subject: context.vault.digest('plugin-subject', `${snapshot.campus}/${plugin}/${key}`).toString('hex'),
    displayName: name,
    loginName: loginName ?? null,
    affiliation: row.facts.affiliation,
    unit: row.facts.unit,
    groups: groupsOf(recordOf(row.facts, loginName), snapshot.file.groups),
    stands: row.stands,
  };
}
