import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import type { Scope } from '../../../core/host/plugin.js';
import type { Principal } from '../../../core/http/principal.js';
import type { StaffappSettings } from '../settings.js';
import type { Phones } from './phones.js';

export const phoneLabelText = z.string().trim().min(1).max(40);

export interface PhoneLink {
  label: string;
  /** Each notice's id and the version accepted. */
  accepted: Record<string, number>;
}

/** Links a signed-in person's phone: its pass, as text. Throws what `linkDevice` throws. */
export async function linkPhone(
  { scope, phones }: { scope: Scope<StaffappSettings>; phones: Phones },
  principal: Principal | null,
  { label, accepted }: PhoneLink,
): Promise<{ text: string; linkedAt: string }> {
  const person = principal?.kind === 'person' ? principal.person : null;
  if (person === null) throw new Problem(404, 'no_credential', 'This person has no credential.');
  const { deviceToken, linkedAt } = await scope.hub.linkDevice({ person, label, accepted });
  return { text: phones.renewed({ token: deviceToken, person, linkedAt: Date.parse(linkedAt) }), linkedAt };
}
