import { accountPath, API_VERSION, rfc2822 } from '../json-values.builder.js';
import { DELIVERY_ERRORS, type Message } from './message.types.js';

/** A text in the API's words. Counts are text, the error code is a number. */
export function messageJson(message: Message, accountSid: string): object {
  const path = `${accountPath(accountSid)}/Messages/${message.sid}`;
  const { errorCode } = message;
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: errorCode,
    error_message: errorCode === null ? null : DELIVERY_ERRORS[errorCode],
    from: message.from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(message.segments),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${path}/Media.json` },
    to: message.to,
    uri: `${path}.json`,
  };
}
