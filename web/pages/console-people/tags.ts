import type { PersonHit } from '../../../core/use-cases/people/find-people.js';

/** How loud a state is beside its word. */
export const STATE_TAGS: Record<PersonHit['state'], string> = {
  active: 'tag-good',
  pending: '',
  frozen: 'tag-warn',
  suspended: 'tag-warn',
  revoked: 'tag-bad',
  none: '',
};
