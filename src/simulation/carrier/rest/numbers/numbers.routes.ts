import { addressIn, refuseOtherMethods } from '../form.codec.js';
import { accountPath } from '../json-values.builder.js';
import { pageOf } from '../page.builder.js';
import { RestError } from '../rest.errors.js';
import { json, type Route } from '../rest.types.js';
import type { IncomingNumber } from './incoming-number.types.js';
import { numberJson } from './number-json.builder.js';

const ADDRESSES = [
  ['VoiceFallbackUrl', 'voiceFallbackUrl'],
  ['StatusCallback', 'statusCallbackUrl'],
  ['SmsUrl', 'smsUrl'],
  ['SmsFallbackUrl', 'smsFallbackUrl'],
] as const;

/** `/IncomingPhoneNumbers`: list, look up and set up the account's numbers. */
export function numberRoutes(accountSid: string, numbers: readonly IncomingNumber[]): Route[] {
  const numberOf = (sid: string): IncomingNumber => {
    const number = numbers.find((candidate) => candidate.sid === sid);
    if (!number) throw new RestError(20404);
    return number;
  };

  return [
    {
      method: 'GET',
      path: /^\/IncomingPhoneNumbers\.json$/,
      answer: ({ query }) => {
        const part = query.get('PhoneNumber')?.trim() ?? '';
        const found = numbers.filter(({ phoneNumber }) => phoneNumber.includes(part));
        const place = { path: `${accountPath(accountSid)}/IncomingPhoneNumbers.json`, query };
        return json(
          200,
          pageOf('incoming_phone_numbers', found, place, (number) => numberJson(number, accountSid)),
        );
      },
    },
    {
      method: 'GET',
      path: /^\/IncomingPhoneNumbers\/(PN\w+)\.json$/,
      answer: (_request, sid) => json(200, numberJson(numberOf(sid), accountSid)),
    },
    {
      method: 'POST',
      path: /^\/IncomingPhoneNumbers\/(PN\w+)\.json$/,
      answer: ({ form }, sid) => {
        const number = numberOf(sid);
        Object.assign(number, changesIn(form));
        return json(200, numberJson(number, accountSid));
      },
    },
  ];
}

/** Read as a whole before anything is changed. An empty value unsets; a field that isn't there stays as it was. */
function changesIn(form: URLSearchParams): Partial<IncomingNumber> {
  refuseOtherMethods(form);
  const changes: Partial<IncomingNumber> = {};
  if (form.has('VoiceUrl')) changes.voiceUrl = addressIn(form, 'VoiceUrl', 21402) ?? '';
  for (const [name, field] of ADDRESSES) if (form.has(name)) changes[field] = addressIn(form, name, 21402);
  const friendlyName = form.get('FriendlyName');
  if (friendlyName !== null) changes.friendlyName = friendlyName;
  if (form.has('SmsApplicationSid')) changes.smsApplicationSid = form.get('SmsApplicationSid') || null;

  const application = form.get('VoiceApplicationSid');
  const trunk = form.get('TrunkSid');
  if (application !== null) changes.voiceApplicationSid = application || null;
  if (trunk !== null) changes.trunkSid = trunk || null;
  if (trunk) changes.voiceApplicationSid = null;
  else if (application) changes.trunkSid = null;
  return changes;
}
