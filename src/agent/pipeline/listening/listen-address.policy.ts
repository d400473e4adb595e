/** Deepgram's two ways to listen: `v1` is Nova, `v2` is Flux. */
export type ListenVersion = 'v1' | 'v2';

/** Names and values; a list has its name once per value. */
export type ListenQuery = readonly (readonly [name: string, value: string])[];

/** One address is configured, that of either version: the other is beside it. */
const VERSIONED = /\/v[12]\/listen\/?$/;

/**
 * The address of one stream. What else stands in the query of `url` is kept.
 *
 * @param url e.g. `wss://api.deepgram.com/v1/listen`
 * @throws TypeError when it is none
 */
export function listenAddress(url: string, version: ListenVersion, query: ListenQuery): URL {
  const address = new URL(url.replace(/^http/i, 'ws'));
  address.pathname = address.pathname.replace(VERSIONED, '').replace(/\/$/, '') + `/${version}/listen`;
  for (const [name] of query) address.searchParams.delete(name);
  for (const [name, value] of query) address.searchParams.append(name, value);
  // A form has `+` for a space; outside of forms not everybody reads it so.
  address.search = address.search.replaceAll('+', '%20');
  return address;
}
