import { outsideAddress } from '../common/outside/outside-address.policy.js';

/**
 * The address of a calendar as it is opened, without fragment; null for one that is not.
 *
 * @param text may begin with `webcal:`, as calendar apps write it
 */
export const calendarAddress = (text: string, mode: 'production' | 'development' | 'test'): URL | null =>
  outsideAddress(text.trim().replace(/^webcals?:/i, 'https:'), mode);
