/**
 * Every action that the house writes into its audit. A new one has its sentence in three languages, or it does not compile;
 * a test compares this list with the sources.
 */
export const AUDIT_ACTIONS = [
  'credential.pending',
  'credential.active',
  'credential.frozen',
  'credential.suspended',
  'credential.revoked',
  'credential.released',
  'person.decisions_read',
  'device.linked',
  'device.unlinked',
  'notices.accepted',
  'sessions.ended',
  'code.tried',
  'device.added',
  'device.withdrawn',
  'device.push_asked',
  'device.drift',
  'device.refused',
  'device.unknown',
  'scan.retained',
  'scan.too_many',
  'scan.malformed',
  'scan.expired',
  'scan.clock_ahead',
  'scan.response_topic',
  'state.malformed',
  'ack.malformed',
  'mqtt.connect_refused',
  'mqtt.will_refused',
  'mqtt.publish_refused',
  'mqtt.subscribe_refused',
  'mqtt.flood_refused',
  'mqtt.withdrawn_refused',
  'meal.reversed',
  'visit.requested',
  'visit.approved',
  'visit.declined',
  'visit.changed',
  'visit.cancelled',
  'visit.visitor_cancelled',
  'visit.link_copied',
  'visit.group_closed',
  'visit.member_registered',
  'visit.batch_booked',
  'message.retried',
  'message.recipient_read',
  'job.retried',
  'eligibility.applied',
  'eligibility.stopped',
  'plugin.configured',
  'campus.applied',
  'sample.removed',
  'keys.published',
  'keys.replaced',
  'root.adopted',
  'audit.exported',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What stands before the first dot, in the list's order. */
export const AUDIT_FAMILIES = [...new Set(AUDIT_ACTIONS.map((action) => familyOf(action)))];
export type AuditFamily = AuditAction extends `${infer Family}.${string}` ? Family : never;

/** Who may have acted: what stands before the first colon of an actor. */
export const ACTOR_KINDS = [
  'admin',
  'help_desk',
  'approver',
  'guard',
  'auditor',
  'holder',
  'device',
  'plugin',
  'file',
  'operator',
  'hub',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

function familyOf(action: AuditAction): AuditFamily {
  return action.slice(0, action.indexOf('.')) as AuditFamily;
}
