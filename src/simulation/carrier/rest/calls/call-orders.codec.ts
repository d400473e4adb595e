import type { CallChange, OutboundOrder, ProgressEvent } from '../../call-control.types.js';
import { addressIn, phoneNumberIn, refuseOtherMethods, wordIn, wordsIn } from '../form.codec.js';
import { RestError } from '../rest.errors.js';

const DEFAULT_TIMEOUT_SECONDS = 60;
const MAX_TIMEOUT_SECONDS = 600;
const MAX_TWIML_LENGTH = 4000;
const EVENTS: readonly ProgressEvent[] = ['initiated', 'ringing', 'answered', 'completed'];

/** @throws RestError for what the API refuses. */
export function readOutboundOrder(form: URLSearchParams): OutboundOrder {
  refuseOtherMethods(form);
  const events = wordsIn(form, 'StatusCallbackEvent', EVENTS, 21626);
  const timeoutSeconds = Number(form.get('Timeout') ?? DEFAULT_TIMEOUT_SECONDS);
  if (!(timeoutSeconds >= 0)) throw new RestError(20001);
  return {
    to: phoneNumberIn(form, 'To', { missing: 21201, invalid: 21211 }),
    from: phoneNumberIn(form, 'From', { missing: 21213, invalid: 21212 }),
    document: documentIn(form) ?? refuse(21205),
    fallbackUrl: addressIn(form, 'FallbackUrl', 21205),
    statusCallback: addressIn(form, 'StatusCallback', 21609),
    statusCallbackEvents: events.length > 0 ? events : ['completed'],
    timeoutSeconds: Math.min(timeoutSeconds, MAX_TIMEOUT_SECONDS),
    machineDetection: wordIn(form, 'MachineDetection', ['Enable', 'DetectMessageEnd'] as const),
    asyncAmdStatusCallback: form.get('AsyncAmd') === 'true' ? addressIn(form, 'AsyncAmdStatusCallback', 21609) : null,
  };
}

/** A status wins over a document. @throws RestError 20001 when nothing is to be changed. */
export function readCallChange(form: URLSearchParams): CallChange {
  refuseOtherMethods(form);
  const status = wordIn(form, 'Status', ['completed', 'canceled'] as const);
  if (status) return { status };
  return documentIn(form) ?? refuse(20001);
}

/** An address wins over a document that is given with it. */
function documentIn(form: URLSearchParams): { url: string } | { twiml: string } | null {
  const url = addressIn(form, 'Url', 21205);
  if (url !== null) return { url };
  const twiml = form.get('Twiml');
  if (!twiml) return null;
  if (twiml.length > MAX_TWIML_LENGTH) throw new RestError(20001);
  return { twiml };
}

function refuse(code: 20001 | 21205): never {
  throw new RestError(code);
}
