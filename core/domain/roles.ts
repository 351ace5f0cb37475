/** What the campus file can make of a member of staff; `area_owner` follows from the areas that name her. */
export const STAFF_ROLES = ['admin', 'auditor', 'guard', 'help_desk', 'approver', 'area_owner'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
