import { outsideAddress } from '../common/outside/outside-address.policy.js';

const LOWEST_PORT = 1024;
/** A name with a dot, whose last part no number can be: addresses of networks are never entered, names are looked at when they are opened. */
const NAME = /\.[a-z][a-z0-9-]*\.?$/i;

/**
 * The address of an endpoint as it is asked; null for one that is not: only https, without credentials, on its usual port or one that
 * no service of the system listens on. Where the machine is somebody's own, http to itself is fine.
 */
export function webhookAddress(text: string, mode: 'production' | 'development' | 'test'): URL | null {
  const url = outsideAddress(text, mode);
  if (!url || url.username !== '' || url.password !== '') return null;
  if (url.port !== '' && Number(url.port) < LOWEST_PORT) return null;
  return url.protocol === 'http:' || NAME.test(url.hostname) ? url : null;
}
