import type { Request } from 'express';
import { Problem } from '../../core/domain/problem.js';

/** How a client names itself: `Gatehouse-Client: wechat/1.4.0`. */
export const CLIENT_HEADER = 'gatehouse-client';

/** Throws `client_too_old` (426) for a client below the campus's minimum, and for one that does not say what it is. */
export function refuseOldClient(
  request: Pick<Request, 'get'>,
  { minVersion, link }: { minVersion: string; link: string },
): void {
  const version = /^wechat\/(\d{1,4}\.\d{1,4}\.\d{1,4})$/.exec(request.get(CLIENT_HEADER) ?? '')?.[1];
  if (version !== undefined && !isBelow(version, minVersion)) return;
  throw new Problem(426, 'client_too_old', 'This version of the mini program is not answered any more.', {
    minVersion,
    link,
  });
}

export function isBelow(version: string, minimum: string): boolean {
  const parts = (text: string) => text.split('.').map(Number);
  const [wanted, has] = [parts(minimum), parts(version)];
  const at = wanted.findIndex((part, index) => part !== has[index]);
  return at !== -1 && (has[at] ?? 0) < (wanted[at] ?? 0);
}
