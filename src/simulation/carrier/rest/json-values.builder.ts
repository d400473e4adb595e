import type { Temporal } from 'temporal-polyfill';

export const API_VERSION = '2010-04-01';

/** Where an account's resources are, without host. */
export const accountPath = (accountSid: string): string => `/${API_VERSION}/Accounts/${accountSid}`;

/** `Sun, 25 Mar 2018 09:53:19 +0000`, as dates are in the API. */
export function rfc2822<T extends Temporal.Instant | null>(instant: T): T extends null ? null : string;
export function rfc2822(instant: Temporal.Instant | null): string | null {
  return instant && new Date(instant.epochMilliseconds).toUTCString().replace('GMT', '+0000');
}
