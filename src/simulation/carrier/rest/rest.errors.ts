/**
 * What the REST API refuses with, by the vendor's error dictionary: HTTP status and wording.
 * - 20001 a value that it doesn't know; 20003 wrong credentials; 20404 no such resource
 * - 20009 deleting, or emptying, what is still going on
 * - 20429 too many requests, 20500 and 20503 trouble of its own: only when a test orders them
 * - 21201, 21211 no number to call or text, or none that can be; 21212, 21213 the same of the number it comes from
 * - 21205 no usable address of a document; 21402 no usable address for a number's webhook; 21609 for a status callback
 * - 21210, 21606 a number that doesn't belong to the account, for calls and for texts
 * - 21220 the call's state doesn't allow it; 21626 a progress event nobody knows
 * - 21602, 21617 a text without words, or with too many; 21603, 21604 without sender, or recipient
 * - 21610 the recipient has answered STOP to this sender; 30409 a text that is too far on to be cancelled
 */
const ERRORS = {
  20001: { status: 400, message: 'Invalid parameter' },
  20003: { status: 401, message: 'Authenticate' },
  20009: { status: 409, message: 'Cannot delete this resource before it is complete' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'An internal server error has occurred' },
  20503: { status: 503, message: 'Service unavailable' },
  21201: { status: 400, message: "No 'To' number is specified" },
  21205: { status: 400, message: 'Url is not a valid URL' },
  21210: { status: 400, message: "The source phone number provided, 'From', is not yet verified for your account" },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21212: { status: 400, message: "Invalid 'From' Number" },
  21213: { status: 400, message: "'From' phone number is required to make a call" },
  21220: { status: 400, message: 'Call is not in-progress' },
  21402: { status: 400, message: 'Invalid Url' },
  21602: { status: 400, message: 'Message body is required' },
  21603: { status: 400, message: "A 'From' phone number is required" },
  21604: { status: 400, message: "A 'To' phone number is required" },
  21606: { status: 400, message: "The 'From' phone number is not a valid, SMS-capable number for your account" },
  21609: { status: 400, message: "The 'StatusCallback' URL is not a valid URL" },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21617: { status: 400, message: 'The concatenated message body exceeds the 1600 character limit' },
  21626: { status: 400, message: 'Invalid StatusCallbackEvent' },
  30409: { status: 409, message: 'This message cannot be canceled' },
} as const;

export type RestErrorCode = keyof typeof ERRORS;

export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;

  constructor(readonly code: RestErrorCode) {
    super(ERRORS[code].message);
    this.status = ERRORS[code].status;
  }

  toJSON(): object {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}
