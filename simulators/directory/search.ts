import ldap from 'ldapjs';
import type { Entry } from './entries.js';
import { matches } from './matches.js';
import type { Next, Response, SearchRequest } from './protocol.js';

/** RFC 2696. */
const PAGED_RESULTS = '1.2.840.113556.1.4.319';
/** ldapjs has this class; its published types do not. */
const { PagedResultsControl } = ldap as unknown as {
  PagedResultsControl: new (options: { value: { size: number; cookie: Buffer } }) => object;
};

export interface Limits {
  /** Entries that one answer or one page may hold, as a directory's administrator sets it. */
  sizeLimit: number;
}

/** Answers a search below one suffix; only that suffix's service account may search. */
export function searchHandler(entries: () => readonly Entry[], account: ldap.DN, limits: Limits) {
  return (request: SearchRequest, response: Response, next: Next): void => {
    if (!request.connection.ldap.bindDN.equals(account)) {
      next(new ldap.InsufficientAccessRightsError('Bind as the service account first.'));
      return;
    }
    const all = entries();
    if (!all.some(({ dn }) => dn.equals(request.dn))) {
      next(new ldap.NoSuchObjectError(request.dn.toString()));
      return;
    }
    const hits = all.filter(
      ({ dn, attributes }) => inScope(dn, request) && matches(request.filter, attributes),
    );
    const paged = request.controls.find(({ type }) => type === PAGED_RESULTS);
    const sent =
      paged === undefined ? plain(hits, request, limits) : page(hits, paged.value, response, limits);
    for (const { dn, attributes } of sent) response.send({ dn, attributes: { ...attributes } });
    if (paged === undefined && sent.length < hits.length) next(new ldap.SizeLimitExceededError());
    else response.end();
  };
}

function inScope(dn: ldap.DN, { dn: base, scopeName }: SearchRequest): boolean {
  if (scopeName === 'base') return dn.equals(base);
  if (scopeName === 'single') return dn.parent()?.equals(base) === true;
  return dn.equals(base) || dn.childOf(base);
}

function plain(hits: Entry[], { sizeLimit }: SearchRequest, limits: Limits): Entry[] {
  return hits.slice(0, sizeLimit === 0 ? limits.sizeLimit : Math.min(sizeLimit, limits.sizeLimit));
}

/** The cookie is the place of the next entry; an empty one says that there is none. */
function page(
  hits: Entry[],
  { size, cookie }: { size: number; cookie: Buffer },
  response: Response,
  limits: Limits,
): Entry[] {
  const from = Number(cookie.toString() || '0');
  if (!Number.isInteger(from) || from < 0) throw new RangeError('The paging cookie is not one of ours.');
  const to = from + Math.min(size, limits.sizeLimit);
  const following = to < hits.length && size > 0 ? Buffer.from(String(to)) : Buffer.alloc(0);
  response.addControl(new PagedResultsControl({ value: { size: hits.length, cookie: following } }));
  return hits.slice(from, to);
}
