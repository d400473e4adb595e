/** What a request says about where it comes from. */
export interface Provenance {
  method: string;
  /** `Sec-Fetch-Site`: set by the browser itself; no page can. */
  fetchSite: string | undefined;
  origin: string | undefined;
  /** `X-Crownline-Csrf`: a page of another origin can't send it unless we permit it, and we permit no origin. */
  csrfHeader: string | undefined;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True for a request that a page of another origin may have caused. Browsers send cookies with those, too. Where the browser
 * says where it comes from, that counts; a client that says nothing has to send the header.
 */
export function isForeign({ method, fetchSite, origin, csrfHeader }: Provenance, publicUrl: string): boolean {
  if (READING.has(method)) return false;
  if (fetchSite !== undefined) return fetchSite !== 'same-origin';
  if (origin !== undefined) return origin !== new URL(publicUrl).origin;
  return csrfHeader === undefined;
}
