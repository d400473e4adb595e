const MAX_CHARACTERS = 2000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of a calendar as it is opened, without fragment; null for one that is not. Calendars are private, so they come
 * encrypted. Where the machine is somebody's own, its own servers may do without.
 *
 * @param text may begin with `webcal:`, as calendar apps write it
 */
export function calendarAddress(text: string, mode: 'production' | 'development' | 'test'): URL | null {
  const written = text.trim().replace(/^webcals?:/i, 'https:');
  if (written.length > MAX_CHARACTERS || !URL.canParse(written)) return null;
  const url = new URL(written);
  url.hash = '';
  if (url.protocol === 'https:') return url;
  return url.protocol === 'http:' && mode !== 'production' && LOOPBACK.has(url.hostname) ? url : null;
}
