import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { mayCall } from './addresses.js';
import { OutboundError } from './errors.js';

/**
 * Resolves a name for one connection and lets through only addresses that may be called. The connection is made to
 * what was checked here: a name that resolves differently a moment later changes nothing.
 */
export function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const allowed = found.filter(({ address }) => mayCall(address, allowPrivate));
      const first = allowed[0];
      if (first === undefined) return callback(notAllowed(hostname), '');
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}

/** A literal address is never looked up, so it is checked on its own. Throws `outbound_refused`. */
export function refuseLiteral(url: URL, allowPrivate: boolean): void {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isLiteral = host.includes(':') || /^\d+(\.\d+){3}$/.test(host);
  if (isLiteral && !mayCall(host, allowPrivate)) throw notAllowed(host);
}

function notAllowed(host: string): OutboundError {
  return new OutboundError(
    'outbound_refused',
    `${host} stands on a private network, and its plugin's settings do not allow those`,
  );
}
