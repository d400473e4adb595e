import { promises as dns, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

const ASK_WITHIN_MS = 2000;
const TRIES = 2;

/** RFC 6761: a name of the machine's own, whatever name servers say. */
const LOOPBACK: LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * Finds the addresses of names that people have entered by asking the machine's name servers over sockets. Node's own way
 * (`dns.lookup`) takes one of the few threads that the process has for names and files, until somebody answers: names of which the
 * servers are dead would keep those of our providers waiting, and the calls with them. The machine's hosts file is not read.
 */
export function outsideLookup(resolver = new dns.Resolver({ timeout: ASK_WITHIN_MS, tries: TRIES })): LookupFunction {
  return (hostname, { all, family }, callback) => {
    addressesOf(resolver, hostname, family).then(
      ([first, ...others]) => {
        if (!first) return callback(noAddress(hostname), '');
        return all ? callback(null, [first, ...others]) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

/** @throws Error of the resolver when it has found none of either family */
async function addressesOf(
  resolver: dns.Resolver,
  hostname: string,
  family: number | 'IPv4' | 'IPv6' | undefined,
): Promise<LookupAddress[]> {
  const wanted = family === 4 || family === 'IPv4' ? [4] : family === 6 || family === 'IPv6' ? [6] : [4, 6];
  if (hostname === 'localhost') return LOOPBACK.filter((own) => wanted.includes(own.family));
  const answers = await Promise.allSettled(
    wanted.map(async (version) => {
      const addresses = await (version === 4 ? resolver.resolve4(hostname) : resolver.resolve6(hostname));
      return addresses.map((address) => ({ address, family: version }));
    }),
  );
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const failure = answers.find((answer) => answer.status === 'rejected');
  if (found.length === 0 && failure) throw failure.reason;
  return found;
}

const noAddress = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`no address of ${hostname} was found`), { code: 'ENODATA' });
