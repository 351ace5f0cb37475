import { z } from 'zod';
import type { Verbs } from '../support/json-api.js';
import type { Phones } from './start-wechat.js';

const user = z.strictObject({ user: z.string().min(1) });
const number = z.strictObject({
  countryCode: z.string().regex(/^\d{1,3}$/),
  number: z.string().regex(/^\d{4,14}$/),
});
const busy = z.strictObject({ path: z.string(), times: z.int().min(0).max(1000) });

/** What happens on phones and at the platform, by HTTP. */
export function controlVerbs(phones: Phones): Verbs {
  return {
    'POST /login-code': (body) => ({ code: phones.loginCode(user.parse(body).user) }),
    'POST /phone-code': (body) => ({ code: phones.phoneCode(number.parse(body)) }),
    'POST /busy': (body) => {
      const { path, times } = busy.parse(body);
      phones.beBusy(path, times);
    },
    'POST /block': (body) => phones.block(user.parse(body).user),
    'POST /revoke-tokens': () => phones.revokeTokens(),
    'GET /links': () => ({ links: phones.links() }),
  };
}
