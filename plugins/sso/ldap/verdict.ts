/** What a refused bind means. `unavailable`: nothing was said about the person. */
export type Verdict =
  | 'wrong'
  | 'locked'
  | 'disabled'
  | 'password_expired'
  | 'account_expired'
  | 'not_at_this_time'
  | 'unavailable';

/** LDAP result codes (RFC 4511, appendix A) that answer a person's own bind. */
const BY_CODE: Record<number, Verdict> = {
  // constraintViolation: how several directories say that an account is locked.
  19: 'locked',
  32: 'wrong',
  34: 'wrong',
  // inappropriateAuthentication: an entry without a password.
  48: 'wrong',
  49: 'wrong',
  53: 'disabled',
};

/** Active Directory says more in the text of code 49: "... comment: AcceptSecurityContext error, data 52e, v4563". */
const BY_AD_SUBCODE: Record<string, Verdict> = {
  '525': 'wrong',
  '52e': 'wrong',
  '530': 'not_at_this_time',
  '531': 'not_at_this_time',
  '532': 'password_expired',
  '533': 'disabled',
  '701': 'account_expired',
  '773': 'password_expired',
  '775': 'locked',
};

export function verdictOf(error: unknown): Verdict {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code !== 'number') return 'unavailable';
  const subcode = /\bdata ([0-9a-f]{3})\b/i.exec(String(message))?.[1]?.toLowerCase();
  const known = code === 49 && subcode !== undefined ? BY_AD_SUBCODE[subcode] : undefined;
  return known ?? BY_CODE[code] ?? 'unavailable';
}
