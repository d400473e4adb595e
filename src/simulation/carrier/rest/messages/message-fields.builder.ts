import { API_VERSION } from '../json-values.builder.js';
import { DELIVERY_ERRORS, type Message } from './message.types.js';

/** The carrier often doesn't know where the parties are: the fields are then sent, and signed, empty. */
const GEO_FIELDS = ['From', 'To'].flatMap((party) => ['City', 'State', 'Zip', 'Country'].map((field) => party + field));

/** The form that tells a server about a text for one of its numbers. */
export function incomingTextFields(message: Message, accountSid: string): Record<string, string> {
  return {
    MessageSid: message.sid,
    SmsSid: message.sid,
    SmsMessageSid: message.sid,
    AccountSid: accountSid,
    From: message.from,
    To: message.to,
    Body: message.body,
    NumMedia: '0',
    NumSegments: String(message.segments),
    SmsStatus: 'received',
    ApiVersion: API_VERSION,
    ...Object.fromEntries(GEO_FIELDS.map((field) => [field, ''])),
  };
}

/** The form of a status callback: where the text stands at this moment. */
export function receiptFields(message: Message, accountSid: string): Record<string, string> {
  const { sid, status, errorCode } = message;
  const fromHandset = status === 'delivered' || status === 'undelivered';
  return {
    MessageSid: sid,
    SmsSid: sid,
    MessageStatus: status,
    SmsStatus: status,
    From: message.from,
    To: message.to,
    AccountSid: accountSid,
    ApiVersion: API_VERSION,
    ...(errorCode === null ? {} : { ErrorCode: String(errorCode), ErrorMessage: DELIVERY_ERRORS[errorCode] }),
    ...(fromHandset ? { RawDlrDoneDate: toTheMinute(message) } : {}),
  };
}

/** `YYMMDDhhmm`, without a zone. */
const toTheMinute = ({ updatedAt }: Message): string => updatedAt.toString().replace(/\D/g, '').slice(2, 12);
