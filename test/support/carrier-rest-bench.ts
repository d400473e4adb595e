import { Temporal } from 'temporal-polyfill';
import twilio from 'twilio';
import type {
  CallChange,
  CallControl,
  CallResource,
  OutboundOrder,
  RecordingOrder,
  RecordingResource,
} from '../../src/simulation/carrier/call-control.types.js';

export const ACCOUNT_SID = `AC${'1'.repeat(32)}`;
export const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';

/** The vendor's own client, sent to another address than the vendor's. */
export class LocalClient extends twilio.RequestClient {
  constructor(
    private readonly base: string,
    options: ConstructorParameters<typeof twilio.RequestClient>[0] = {},
  ) {
    super({ timeout: 5000, ...options });
  }

  override request: twilio.RequestClient['request'] = (options) => {
    const { pathname, search } = new URL(options.uri);
    return super.request({ ...options, uri: this.base + pathname + search });
  };
}

export const clientOf = (base: string, token = AUTH_TOKEN): twilio.Twilio =>
  twilio(ACCOUNT_SID, token, { httpClient: new LocalClient(base) });

let made = 0;
export const sid = (prefix: string): string => prefix + (++made).toString(16).padStart(32, '0');

const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');

/** Calls that nobody carries: what the REST API asks of a carrier, without lines and voices. */
export class CallsOnPaper implements CallControl {
  readonly calls: CallResource[] = [];
  readonly orders: OutboundOrder[] = [];
  readonly changes: CallChange[] = [];
  readonly recordingOrders: RecordingOrder[] = [];
  private recordings: RecordingResource[] = [];

  constructor(private readonly audio: readonly Buffer[] = []) {}

  /** A call that is going on. */
  inProgress(): CallResource {
    const call = this.add('+15125550143', '+15125550100', 'inbound');
    call.status = 'in-progress';
    call.startedAt = NOW;
    return call;
  }

  placeOutbound(order: OutboundOrder): CallResource {
    this.orders.push(order);
    return this.add(order.from, order.to, 'outbound-api');
  }

  fetch(callSid: string): CallResource | null {
    return this.calls.find((call) => call.sid === callSid) ?? null;
  }

  list({ to, from, status }: { to?: string; from?: string; status?: string }): CallResource[] {
    return this.calls.filter(
      (call) =>
        (to ?? call.to) === call.to && (from ?? call.from) === call.from && (status ?? call.status) === call.status,
    );
  }

  change(callSid: string, change: CallChange): CallResource | 'not_live' | null {
    const call = this.fetch(callSid);
    if (!call) return null;
    if (call.endedAt) return 'not_live';
    this.changes.push(change);
    if ('status' in change) Object.assign(call, { status: change.status, endedAt: NOW.add({ milliseconds: 61_200 }) });
    return call;
  }

  record(callSid: string, order: RecordingOrder): RecordingResource | 'not_live' | null {
    const call = this.fetch(callSid);
    if (call?.status !== 'in-progress') return call && 'not_live';
    this.recordingOrders.push(order);
    const recording: RecordingResource = {
      sid: sid('RE'),
      callSid,
      status: 'in-progress',
      channels: order.channels,
      durationSeconds: null,
      source: 'StartCallRecordingAPI',
      startedAt: NOW,
    };
    this.recordings.unshift(recording);
    return recording;
  }

  changeRecording(
    callSid: string,
    recordingSid: string,
    { status }: { status: 'paused' | 'in-progress' | 'stopped' },
  ): RecordingResource | null {
    const recording = this.recordings.find(
      (candidate) => candidate.callSid === callSid && ['Twilio.CURRENT', candidate.sid].includes(recordingSid),
    );
    return recording ? Object.assign(recording, { status }) : null;
  }

  recordingsOf(callSid: string): RecordingResource[] | null {
    return this.fetch(callSid) && this.recordings.filter((recording) => recording.callSid === callSid);
  }

  fetchRecording(recordingSid: string): RecordingResource | null {
    return this.recordings.find((recording) => recording.sid === recordingSid) ?? null;
  }

  recordedAudio(recordingSid: string): readonly Buffer[] | null {
    return this.fetchRecording(recordingSid)?.status === 'stopped' ? this.audio : null;
  }

  removeRecording(recordingSid: string): boolean {
    const kept = this.recordings.filter((recording) => recording.sid !== recordingSid);
    const removed = kept.length < this.recordings.length;
    this.recordings = kept;
    return removed;
  }

  private add(from: string, to: string, direction: CallResource['direction']): CallResource {
    const call: CallResource = {
      sid: sid('CA'),
      from,
      to,
      status: 'queued',
      direction,
      answeredBy: null,
      createdAt: NOW,
      startedAt: null,
      endedAt: null,
    };
    this.calls.unshift(call);
    return call;
  }
}
