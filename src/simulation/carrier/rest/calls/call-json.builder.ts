import type { CallResource } from '../../call-control.types.js';
import { accountPath, API_VERSION, rfc2822 } from '../json-values.builder.js';

/** A call in the API's words. Lengths are seconds, as text; there is one as soon as the call has ended. */
export function callJson(call: CallResource, accountSid: string): object {
  const path = `${accountPath(accountSid)}/Calls/${call.sid}`;
  return {
    account_sid: accountSid,
    answered_by: call.answeredBy,
    api_version: API_VERSION,
    caller_name: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.endedAt ?? call.startedAt ?? call.createdAt),
    direction: call.direction,
    duration: call.endedAt && String(secondsOf(call)),
    end_time: rfc2822(call.endedAt),
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: call.sid,
    start_time: rfc2822(call.startedAt),
    status: call.status,
    subresource_uris: { recordings: `${path}/Recordings.json` },
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri: `${path}.json`,
  };
}

/** Begun seconds from the answer on: none for a call that nobody answered. */
function secondsOf({ startedAt, endedAt }: CallResource): number {
  if (!startedAt || !endedAt) return 0;
  return Math.ceil((endedAt.epochMilliseconds - startedAt.epochMilliseconds) / 1000);
}
