import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Never called, whatever the settings say: link-local (where clouds keep their machine credentials), multicast,
 * broadcast and "this network" (RFC 6890).
 */
const NEVER = blockList(
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['fe80::', 10],
  ['ff00::', 8],
);

/** Called only by consent: loopback, private and shared networks, documentation and benchmarks. */
const PRIVATE = blockList(
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['2001:db8::', 32],
);

/** All of IPv6 that is routed; what embeds an IPv4 address in it (Teredo, 6to4) reaches private ones through a relay. */
const ROUTED_6 = blockList(['2000::', 3]);
/** "::ffff:10.0.0.1": the lists above see the IPv4 address in it. */
const MAPPED = blockList(['::ffff:0:0', 96]);
const TUNNELS = blockList(['2001::', 32], ['2002::', 16]);

/** Whether an address (not a name) may be called. `allowPrivate` is the operator's consent. */
export function mayCall(address: string, allowPrivate: boolean): boolean {
  if (isIP(address) === 0 || NEVER(address)) return false;
  if (allowPrivate) return true;
  if (PRIVATE(address)) return false;
  if (!isIPv6(address) || MAPPED(address)) return true;
  return ROUTED_6(address) && !TUNNELS(address);
}

function blockList(...ranges: readonly (readonly [string, number])[]): (address: string) => boolean {
  const list = new BlockList();
  for (const [network, bits] of ranges) list.addSubnet(network, bits, isIPv6(network) ? 'ipv6' : 'ipv4');
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
