import type { Temporal } from 'temporal-polyfill';
import { FRAME_BYTES, SAMPLE_RATE_HZ, SILENCE_BYTE } from '../../audio/frame.types.js';
import { linearOf, ulawOf } from '../../audio/g711.codec.js';
import type { RecordingOrder, RecordingResource } from './call-control.types.js';
import type { CallContext } from './call-context.types.js';
import { rfc2822 } from './call-fields.builder.js';
import type { PhoneCall } from './phone-call.js';

export interface NewRecording extends RecordingOrder {
  source: RecordingResource['source'];
  /** `both` is the call with its two directions, `inbound` what the party says alone. */
  track: 'both' | 'inbound';
}

/** One recording of a call. Audio comes in packet by packet, and is kept. */
export class CallRecording {
  readonly sid: string;
  readonly startedAt: Temporal.Instant;
  private readonly channelsHeard: Buffer[][];
  private status: RecordingResource['status'] = 'in-progress';
  private silentWhilePaused = false;

  constructor(
    private readonly context: CallContext,
    readonly call: PhoneCall,
    private readonly order: NewRecording,
  ) {
    this.sid = context.newSid('RE');
    this.startedAt = context.clock.now();
    this.channelsHeard = Array.from({ length: order.channels }, () => []);
    call.emit({ type: 'recording_started', recordingSid: this.sid });
    this.report('in-progress');
  }

  /** Without an extension, as the carrier gives it. */
  get url(): string {
    const { apiUrl, accountSid } = this.context;
    return `${apiUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${this.sid}`;
  }

  get durationSeconds(): number {
    const bytes = (this.channelsHeard[0] ?? []).reduce((sum, packet) => sum + packet.length, 0);
    return Math.ceil(bytes / SAMPLE_RATE_HZ);
  }

  get isRunning(): boolean {
    return this.status === 'in-progress' || this.status === 'paused';
  }

  get resource(): RecordingResource {
    return {
      sid: this.sid,
      callSid: this.call.callSid,
      status: this.status,
      channels: this.order.channels,
      durationSeconds: this.status === 'completed' ? this.durationSeconds : null,
      source: this.order.source,
      startedAt: this.startedAt,
    };
  }

  /** Per channel; null while it is not complete. */
  get audio(): readonly Buffer[] | null {
    return this.status === 'completed' ? this.channelsHeard.map((packets) => Buffer.concat(packets)) : null;
  }

  /** One packet's time. Of a paused recording nothing is kept, or silence in its place. */
  append(spoken: Buffer, heard: Buffer): void {
    if (!this.isRunning) return;
    if (this.status === 'in-progress')
      return this.keep(this.order.channels === 2 ? [spoken, heard] : [mixed(spoken, heard)]);
    if (this.silentWhilePaused) this.keep(this.channelsHeard.map(() => Buffer.alloc(FRAME_BYTES, SILENCE_BYTE)));
  }

  pause(behavior: 'skip' | 'silence'): void {
    if (!this.isRunning) return;
    this.status = 'paused';
    this.silentWhilePaused = behavior === 'silence';
  }

  resume(): void {
    if (this.status === 'paused') this.status = 'in-progress';
  }

  /** Ends it for good. `keep` replaces what was recorded, for a recording that is trimmed; without any audio it is `absent`. */
  finish(keep?: Buffer): void {
    if (!this.isRunning) return;
    if (keep) this.channelsHeard.splice(0, this.channelsHeard.length, [keep]);
    const { durationSeconds } = this;
    this.status = durationSeconds > 0 ? 'completed' : 'absent';
    this.call.emit({ type: 'recording_ended', recordingSid: this.sid, durationSeconds });
    this.report(this.status);
  }

  private keep(packets: Buffer[]): void {
    packets.forEach((packet, channel) => this.channelsHeard[channel]?.push(packet));
  }

  private report(status: 'in-progress' | 'completed' | 'absent'): void {
    const { statusCallback, statusCallbackEvents, channels, source, track } = this.order;
    if (statusCallback === null || !statusCallbackEvents.includes(status)) return;
    void this.call.notify(statusCallback, {
      AccountSid: this.context.accountSid,
      CallSid: this.call.callSid,
      RecordingSid: this.sid,
      RecordingUrl: this.url,
      RecordingStatus: status,
      ...(status === 'completed' ? { RecordingDuration: String(this.durationSeconds) } : {}),
      RecordingChannels: String(channels),
      RecordingStartTime: rfc2822(this.startedAt.epochMilliseconds),
      RecordingSource: source,
      RecordingTrack: track,
      ...(status === 'absent' ? { ErrorCode: '0' } : {}),
    });
  }
}

/** All recordings, in the order in which they began. */
export class RecordingShelf {
  private readonly recordings = new Map<string, CallRecording>();

  constructor(private readonly context: CallContext) {}

  /** Begins one whose audio its maker appends. */
  begin(call: PhoneCall, order: NewRecording): CallRecording {
    const recording = new CallRecording(this.context, call, order);
    this.recordings.set(recording.sid, recording);
    return recording;
  }

  /** Records a call, both directions, until it is over or the recording is finished. */
  recordCall(call: PhoneCall, order: Omit<NewRecording, 'track'>): CallRecording {
    const recording = this.begin(call, { ...order, track: 'both' });
    call.observe({ onFrame: ({ spoken, heard }) => recording.append(spoken, heard) });
    call.gone.addEventListener('abort', () => recording.finish(), { once: true });
    return recording;
  }

  find(sid: string): CallRecording | null {
    return this.recordings.get(sid) ?? null;
  }

  /** The one of this call that goes on now: what the REST API calls `Twilio.CURRENT`. */
  current(callSid: string): CallRecording | null {
    return this.of(callSid).find((recording) => recording.isRunning) ?? null;
  }

  /** Newest first. */
  of(callSid: string): CallRecording[] {
    return [...this.recordings.values()].filter(({ call }) => call.callSid === callSid).reverse();
  }

  remove(sid: string): boolean {
    return this.recordings.delete(sid);
  }
}

function mixed(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((code, at) => ulawOf(clipped(linearOf(code) + linearOf(other[at] ?? SILENCE_BYTE)))));
}

const clipped = (sample: number): number => Math.max(-32_768, Math.min(32_767, sample));
