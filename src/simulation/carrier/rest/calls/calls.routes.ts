import type { CallControl, CallResource, CallStatus } from '../../call-control.types.js';
import { wordIn } from '../form.codec.js';
import { accountPath } from '../json-values.builder.js';
import type { IncomingNumber } from '../numbers/incoming-number.types.js';
import { pageOf } from '../page.builder.js';
import { RestError } from '../rest.errors.js';
import { json, noContent, type RestAnswer, type Route } from '../rest.types.js';
import { callJson } from './call-json.builder.js';
import { readCallChange, readOutboundOrder } from './call-orders.codec.js';

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
        const order = readOutboundOrder(form);
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
        const changed = calls.change(callSid, readCallChange(form));
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
