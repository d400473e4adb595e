import type {
  CallChange,
  CallControl,
  CallResource,
  OutboundOrder,
  RecordingOrder,
  RecordingResource,
} from './call-control.types.js';
import type { Exchange } from './exchange.js';
import type { PhoneCall } from './phone-call.js';

const CURRENT = 'Twilio.CURRENT';

/** What the REST API does, done to the calls of an exchange. */
export class CallControlService implements CallControl {
  constructor(private readonly exchange: Exchange) {}

  placeOutbound(order: OutboundOrder): CallResource {
    return resourceOf(this.exchange.place(order));
  }

  fetch(callSid: string): CallResource | null {
    const call = this.exchange.find(callSid);
    return call && resourceOf(call);
  }

  list({ to, from, status }: { to?: string; from?: string; status?: CallResource['status'] }): CallResource[] {
    return this.exchange.all
      .map(resourceOf)
      .filter((call) => (to ?? call.to) === call.to && (from ?? call.from) === call.from)
      .filter((call) => (status ?? call.status) === call.status)
      .reverse();
  }

  change(callSid: string, change: CallChange): CallResource | 'not_live' | null {
    const call = this.exchange.find(callSid);
    if (!call) return null;
    if (call.gone.aborted) return 'not_live';
    if ('status' in change) {
      // `canceled` does nothing to a call that was answered.
      if (change.status === 'completed' || !call.line) call.drop();
      return resourceOf(call);
    }
    const source = 'url' in change ? { url: change.url, fields: {} } : change;
    return call.line && this.exchange.redirect(call, source) ? resourceOf(call) : 'not_live';
  }

  record(callSid: string, order: RecordingOrder): RecordingResource | 'not_live' | null {
    const call = this.exchange.find(callSid);
    if (!call) return null;
    if (!call.line || call.gone.aborted) return 'not_live';
    return this.exchange.recordings.recordCall(call, { ...order, source: 'StartCallRecordingAPI' }).resource;
  }

  changeRecording(
    callSid: string,
    recordingSid: string,
    change: { status: 'paused' | 'in-progress' | 'stopped'; pauseBehavior: 'skip' | 'silence' },
  ): RecordingResource | null {
    const { recordings } = this.exchange;
    const recording = recordingSid === CURRENT ? recordings.current(callSid) : recordings.find(recordingSid);
    if (recording?.call.callSid !== callSid) return null;
    if (change.status === 'paused') recording.pause(change.pauseBehavior);
    if (change.status === 'in-progress') recording.resume();
    if (change.status !== 'stopped') return recording.resource;
    recording.finish();
    return { ...recording.resource, status: 'stopped' }; // the API's word for what will be `completed` when asked again
  }

  recordingsOf(callSid: string): RecordingResource[] | null {
    if (!this.exchange.find(callSid)) return null;
    return this.exchange.recordings.of(callSid).map(({ resource }) => resource);
  }

  fetchRecording(recordingSid: string): RecordingResource | null {
    return this.exchange.recordings.find(recordingSid)?.resource ?? null;
  }

  recordedAudio(recordingSid: string): readonly Buffer[] | null {
    return this.exchange.recordings.find(recordingSid)?.audio ?? null;
  }

  removeRecording(recordingSid: string): boolean {
    return this.exchange.recordings.remove(recordingSid);
  }
}

function resourceOf(call: PhoneCall): CallResource {
  const { callSid, from, to, direction } = call.identity;
  return {
    sid: callSid,
    from,
    to,
    status: call.status,
    direction,
    answeredBy: call.answeredBy,
    createdAt: call.createdAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
  };
}
