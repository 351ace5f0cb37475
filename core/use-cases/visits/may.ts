import type { VisitRules } from '../../campus-file/sections/visits.js';
import { Problem } from '../../domain/problem.js';
import type { VisitKind } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Host } from './host.js';
import { visitUnknown } from './visit-problems.js';

/** The campus's rules for visits. Throws `visits_not_offered` (404) where it takes no visitors here. */
export function visitRules(snapshot: Pick<Snapshot, 'file'>): VisitRules {
  const { visits } = snapshot.file;
  if (visits) return visits;
  throw new Problem(404, 'visits_not_offered', 'This campus takes no appointments here.');
}

/** Whether a person may invite on this campus, for pages that offer it. */
export function mayHost(snapshot: Snapshot, host: Host, kind: VisitKind): boolean {
  const rules = snapshot.file.visits;
  if (!rules || host.person === null || host.affiliation === null) return false;
  const invited = rules.hosts.includes(host.affiliation);
  return kind === 'group' ? invited && rules.groupHosts.includes(host.affiliation) : invited;
}

/** Throws `not_a_host` or `not_a_group_host` (403). Answers the host's person. */
export function hostOrRefuse(snapshot: Snapshot, host: Host, kind: VisitKind): string {
  if (host.person !== null && mayHost(snapshot, host, kind)) return host.person;
  if (kind === 'group' && mayHost(snapshot, host, 'foreign'))
    throw new Problem(403, 'not_a_group_host', 'Only staff may invite a group.');
  throw new Problem(403, 'not_a_host', 'You may not invite visitors on this campus.');
}

export function isAdmin(host: Host): boolean {
  return host.roles.includes('admin');
}

export function isApprover(host: Host): boolean {
  return isAdmin(host) || host.roles.includes('approver');
}

export function isHostOf(host: Host, visit: { host: string | null }): boolean {
  return host.person !== null && host.person === visit.host;
}

/** Throws `not_an_approver` (403). */
export function refuseUnlessApprover(host: Host): void {
  if (isApprover(host)) return;
  throw new Problem(403, 'not_an_approver', 'This needs the role approver on this campus.');
}

/** Who may see a visit: its host and whoever decides on visits. To all others it is not there. */
export function refuseStranger(host: Host, visit: { host: string | null }): void {
  if (!isHostOf(host, visit) && !isApprover(host)) throw visitUnknown();
}

/** Who may change a visit or copy its links: its host, or an administrator. Others throw as for a stranger, or `not_your_visit` (403). */
export function refuseUnlessOwn(host: Host, visit: { host: string | null }): void {
  refuseStranger(host, visit);
  if (isHostOf(host, visit) || isAdmin(host)) return;
  throw new Problem(403, 'not_your_visit', 'Only its host may do this.');
}
