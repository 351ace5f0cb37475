import ldap from 'ldapjs';
import type { BindRequest, Next, Response } from './protocol.js';

/** `password` answers the password of a DN, undefined when nobody is there or the account is locked. */
export function bindHandler(password: (dn: ldap.DN) => string | undefined) {
  return (request: BindRequest, response: Response, next: Next): void => {
    // A name without a password would be an unauthenticated bind that "succeeds" (RFC 4513, section 5.1.2).
    if (request.credentials === '') {
      next(new ldap.UnwillingToPerformError('An empty password proves nothing.'));
      return;
    }
    if (request.credentials !== password(ldap.parseDN(request.dn))) {
      next(new ldap.InvalidCredentialsError());
      return;
    }
    response.end();
    // ldapjs remembers who is bound only after the last handler has passed on.
    next();
  };
}
