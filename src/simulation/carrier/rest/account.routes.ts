import type { Temporal } from 'temporal-polyfill';
import { accountPath, rfc2822 } from './json-values.builder.js';
import { json, type Route } from './rest.types.js';

/** The account itself: in good standing, and out of its trial. */
export function accountRoutes(accountSid: string, createdAt: Temporal.Instant): Route[] {
  const account = {
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(createdAt),
    friendly_name: 'Simulated account',
    owner_account_sid: accountSid,
    sid: accountSid,
    status: 'active',
    subresource_uris: {},
    type: 'Full',
    uri: `${accountPath(accountSid)}.json`,
  };
  return [{ method: 'GET', path: /^\.json$/, answer: () => json(200, account) }];
}
