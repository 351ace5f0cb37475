import { type Language, localized } from '../../core/domain/languages.js';
import type { HolderView } from '../../core/use-cases/holder-of.js';
import type { PrinterScope, SessionRow } from './session-store.js';
import type { PrinterSettings } from './settings.js';

/** Who is signed in at a panel, as the panel and its print server need it. */
export interface SessionView {
  id: string;
  /** Print user name. */
  user: string;
  displayName: string;
  quotaGroup: { id: string; name: string } | null;
  /** When it ends unless something is done; ISO 8601, by the hub's clock. */
  expiresAt: string;
}

/** Null for whoever has no name that a print server could know. */
export function sessionView(
  { settings }: Pick<PrinterScope, 'settings'>,
  row: SessionRow,
  holder: HolderView,
  language: Language,
): SessionView | null {
  const user = printUser(settings, holder);
  if (user === null) return null;
  const group = settings.quotaGroups.find(({ groups }) => isIn(groups, holder));
  return {
    id: row.id,
    user,
    displayName: holder.displayName,
    quotaGroup: group ? { id: group.id, name: localized(group.name, language) } : null,
    expiresAt: new Date(row.activeAt + settings.idleSeconds * 1000).toISOString(),
  };
}

/** The login name, with the suffix of the person's affiliation where the print server wants one. */
export function printUser(
  { userNames }: Pick<PrinterSettings, 'userNames'>,
  { loginName, affiliation }: Pick<HolderView, 'loginName' | 'affiliation'>,
): string | null {
  if (loginName === null) return null;
  return loginName + (userNames.find((one) => one.affiliation === affiliation)?.suffix ?? '');
}

function isIn(groups: readonly string[], holder: HolderView): boolean {
  return groups.length === 0 || groups.some((group) => holder.groups.includes(group));
}
