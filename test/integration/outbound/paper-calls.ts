import { randomBytes } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type {
  CallChange,
  CallControl,
  CallResource,
  OutboundOrder,
} from '../../../src/simulation/carrier/call-control.types.js';
import { Arrivals } from '../../support/arrivals.js';

/** Calls that nobody carries: what the REST API asks of a carrier. The tests say how they go. */
export class PaperCalls implements CallControl {
  readonly placed: OutboundOrder[] = [];
  readonly calls: CallResource[] = [];
  readonly changes = new Arrivals<CallChange>();

  constructor(private readonly now: () => Temporal.Instant) {}

  placeOutbound(order: OutboundOrder): CallResource {
    const call: CallResource = {
      sid: `CA${randomBytes(16).toString('hex')}`,
      from: order.from,
      to: order.to,
      status: 'queued',
      direction: 'outbound-api',
      answeredBy: null,
      createdAt: this.now(),
      startedAt: null,
      endedAt: null,
    };
    this.placed.push(order);
    this.calls.unshift(call);
    return call;
  }

  fetch(callSid: string): CallResource | null {
    return this.calls.find((call) => call.sid === callSid) ?? null;
  }

  list(): CallResource[] {
    return this.calls;
  }

  change(callSid: string, change: CallChange): CallResource | 'not_live' | null {
    const call = this.fetch(callSid);
    if (call?.endedAt) return 'not_live';
    if (call) this.changes.push(change);
    return call;
  }

  record = () => null;
  changeRecording = () => null;
  recordingsOf = () => null;
  fetchRecording = () => null;
  recordedAudio = () => null;
  removeRecording = () => false;
}
