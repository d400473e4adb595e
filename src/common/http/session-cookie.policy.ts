/** How the session's cookie is set. Attributes of RFC 6265bis; `__Host-` makes browsers refuse it from anywhere else. */
export interface CookieForm {
  name: string;
  secure: boolean;
}

const NAME = 'crownline';
const SECURE_NAME = `__Host-${NAME}`;

/** A browser keeps no secure cookie of an address without TLS. There is none on one's own machine only. */
export function cookieForm(publicUrl: string): CookieForm {
  const { protocol, hostname } = new URL(publicUrl);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'http:' && isLoopback ? { name: NAME, secure: false } : { name: SECURE_NAME, secure: true };
}

/** The session's token in a request's header, in whichever form it was set; null when there is none. */
export const sessionCookie = (header: string | undefined): string | null =>
  cookieValue(header, SECURE_NAME) ?? cookieValue(header, NAME);

/** The value of a cookie in a request's header; null when it has none of this name. */
export function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
