const MAX_CHARACTERS = 2000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An address that somebody has entered, as it is opened, without fragment; null for one that is not. What is exchanged is private,
 * so it goes encrypted. Where the machine is somebody's own, its own servers may do without.
 */
export function outsideAddress(text: string, mode: 'production' | 'development' | 'test'): URL | null {
  if (text.length > MAX_CHARACTERS || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.hash = '';
  if (url.protocol === 'https:') return url;
  return url.protocol === 'http:' && mode !== 'production' && LOOPBACK.has(url.hostname) ? url : null;
}
