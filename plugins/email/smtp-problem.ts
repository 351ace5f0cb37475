import { Problem } from '../../core/domain/problem.js';

interface SmtpError {
  code?: unknown;
  /** SMTP reply code; absent when the line broke. */
  responseCode?: unknown;
  /** Which command was answered. */
  command?: unknown;
}

/**
 * What went wrong, in the hub's words: none of what the server said, which often names the recipient. `handedOver`: the
 * whole message had left when it happened, so without a reply nobody knows whether it was taken.
 */
export function smtpProblem(error: unknown, handedOver: boolean): Problem {
  const { code, responseCode, command } = error as SmtpError;
  if (typeof responseCode !== 'number') {
    if (handedOver)
      return new Problem(504, 'delivery_uncertain', 'The mail server took it and did not answer.');
    return new Problem(503, 'mail_unavailable', 'The mail server cannot be reached.');
  }
  // Whoever runs the campus can mend it, and the message is still to be sent then.
  if (code === 'EAUTH' || code === 'ETLS' || responseCode === 530)
    return new Problem(503, 'mail_sign_in_refused', 'The mail server does not let the hub in.');
  if (responseCode < 500)
    return new Problem(503, 'mail_deferred', 'The mail server asks to try again later.');
  if (command === 'RCPT TO')
    return new Problem(422, 'address_refused', 'The mail server refuses the address.', { permanent: true });
  return new Problem(422, 'mail_refused', 'The mail server refuses the message.', { permanent: true });
}
