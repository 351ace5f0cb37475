import { Problem } from '../../../core/domain/problem.js';

/** What the platform refused: it says so with HTTP 200 and a number. Its text may repeat what was sent, so it is not kept. */
export class WechatRefusal extends Error {
  constructor(
    readonly errcode: number,
    /** The platform's own id of the request, for asking its support. */
    readonly rid: string | undefined,
  ) {
    super(`the platform refused with ${errcode}`);
    this.name = 'WechatRefusal';
  }
}

/** The access token is not good, or not any more. */
export const TOKEN_REFUSED = new Set([40001, 40014, 42001]);
export const BUSY = -1;
const USED_OR_OLD = 40029;
const FRAUD = 40226;
const QUOTA = new Set([45009, 45011]);

/** What a caller is told of a failed call to the platform. */
export function refusedProblem(error: unknown): Problem {
  const errcode = error instanceof WechatRefusal ? error.errcode : undefined;
  if (errcode === USED_OR_OLD)
    return new Problem(400, 'wechat_code_refused', 'The code from WeChat was used or is too old.');
  if (errcode === FRAUD) return new Problem(403, 'wechat_user_refused', 'WeChat refuses this user.');
  if (errcode !== undefined && QUOTA.has(errcode))
    return new Problem(503, 'wechat_busy', 'WeChat answers no more at the moment.', { retryAfter: 60 });
  return new Problem(503, 'wechat_unavailable', 'WeChat does not answer.', { retryAfter: 10 });
}
