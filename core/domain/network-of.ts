const GROUPS = 8;
/** A household, a phone or a customer has a whole /64 of IPv6 to itself (RFC 6177). */
const OWN_GROUPS = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Whom an address stands for where tries are counted: the /64 of an IPv6 address, written in one way however it came; an
 * IPv4 address, also one in IPv6's clothes (RFC 4291 section 2.5.5.2), itself. Anything else is left as it is.
 */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ''] = address.split('%');
  if (!/^[\da-f:]*:[\da-f:]*$/i.test(plain)) return address;
  const [head = '', tail] = plain.split('::');
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  const zeros = Array<string>(Math.max(0, GROUPS - left.length - right.length)).fill('0');
  return [...left, ...(tail === undefined ? [] : zeros), ...right].slice(0, OWN_GROUPS).join(':');
}

/** Without leading zeros, in small letters. */
function groupsOf(text: string): string[] {
  return text
    .split(':')
    .filter(Boolean)
    .map((group) => Number.parseInt(group, 16).toString(16));
}
