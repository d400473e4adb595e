import type {
  CallChange,
  CallControl,
  CallResource,
  CallStatus,
  OutboundOrder,
  ProgressEvent,
} from '../../call-control.types.js';
import { addressIn, phoneNumberIn, refuseOtherMethods, wordIn, wordsIn } from '../form.codec.js';
import { accountPath } from '../json-values.builder.js';
import type { IncomingNumber } from '../numbers/incoming-number.types.js';
import { pageOf } from '../page.builder.js';
import { RestError } from '../rest.errors.js';
import { json, noContent, type RestAnswer, type Route } from '../rest.types.js';
import { callJson } from './call-json.builder.js';

const DEFAULT_TIMEOUT_SECONDS = 60;
const MAX_TIMEOUT_SECONDS = 600;
const MAX_TWIML_LENGTH = 4000;

const STATUSES: readonly CallStatus[] = [
  'queued',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
];
const LIVE: ReadonlySet<CallStatus> = new Set(['queued', 'ringing', 'in-progress']);
const EVENTS: readonly ProgressEvent[] = ['initiated', 'ringing', 'answered', 'completed'];

/** `/Calls`: place, list, look up, change and delete calls. */
export function callRoutes(accountSid: string, calls: CallControl, numbers: readonly IncomingNumber[]): Route[] {
  /** The record of a deleted call is out of sight; whoever carries the call need not know. */
  const deleted = new Set<string>();

  const shown = (call: CallResource | null): CallResource => {
    if (!call || deleted.has(call.sid)) throw new RestError(20404);
    return call;
  };
  const answerWith = (status: number, call: CallResource): RestAnswer => json(status, callJson(call, accountSid));

  return [
    {
      method: 'POST',
      path: /^\/Calls\.json$/,
      answer: ({ form }) => {
        const order = outboundOrder(form);
        if (!numbers.some(({ phoneNumber }) => phoneNumber === order.from)) throw new RestError(21210);
        return answerWith(201, calls.placeOutbound(order));
      },
    },
    {
      method: 'GET',
      path: /^\/Calls\.json$/,
      answer: ({ query }) => {
        const found = calls.list({
          to: query.get('To') ?? undefined,
          from: query.get('From') ?? undefined,
          status: wordIn(query, 'Status', STATUSES) ?? undefined,
        });
        const list = found.filter(({ sid }) => !deleted.has(sid));
        const place = { path: `${accountPath(accountSid)}/Calls.json`, query };
        return json(
          200,
          pageOf('calls', list, place, (call) => callJson(call, accountSid)),
        );
      },
    },
    {
      method: 'GET',
      path: /^\/Calls\/(CA\w+)\.json$/,
      answer: (_request, callSid) => answerWith(200, shown(calls.fetch(callSid))),
    },
    {
      method: 'POST',
      path: /^\/Calls\/(CA\w+)\.json$/,
      answer: ({ form }, callSid) => {
        shown(calls.fetch(callSid));
        const changed = calls.change(callSid, callChange(form));
        if (changed === 'not_live') throw new RestError(21220);
        return answerWith(200, shown(changed));
      },
    },
    {
      method: 'DELETE',
      path: /^\/Calls\/(CA\w+)\.json$/,
      answer: (_request, callSid) => {
        const call = shown(calls.fetch(callSid));
        if (LIVE.has(call.status)) throw new RestError(20009);
        deleted.add(call.sid);
        return noContent();
      },
    },
  ];
}

function outboundOrder(form: URLSearchParams): OutboundOrder {
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

function callChange(form: URLSearchParams): CallChange {
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
