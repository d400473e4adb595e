import ipaddr from 'ipaddr.js';

/** Hexadecimal groups of an IPv6 address that name the network; whoever has one network has every address in it. */
const NETWORK_GROUPS = 4;

/** Who shares a fate when failures are counted: an IPv4 address, or all of an IPv6 network (/64). What is no address stands for itself. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!('parts' in parsed)) return parsed.toString();
  const groups = parsed.parts.slice(0, NETWORK_GROUPS).map((group) => group.toString(16));
  return `${groups.join(':')}::/64`;
}
