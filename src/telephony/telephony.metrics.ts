import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { FINAL_STATUSES } from '../carrier/carrier.protocol.js';
import { beginAtZero, MetricsRegistry } from '../common/metrics/metrics.js';

export const NOT_ADMITTED = [
  'blocked',
  'too_many_calls',
  'switched_off',
  'agent_unavailable',
  'clinic_full',
  'process_full',
] as const;
const REFUSALS = ['no_start', 'bad_token', 'malformed_flood', 'bad_signature'] as const;

@Injectable()
export class TelephonyMetrics {
  readonly callsNotAdmitted: Counter<'reason'>;
  readonly handovers: Counter<'result'>;
  readonly recordingsFailed: Counter;
  readonly streamsRefused: Counter<'reason'>;
  readonly malformedFrames: Counter;
  readonly droppedAudioSeconds: Counter<'path'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.callsNotAdmitted = new Counter({
      name: 'crownline_calls_not_admitted_total',
      help: 'Times a caller got no agent, by reason.',
      labelNames: ['reason'],
      registers,
    });
    this.handovers = new Counter({
      name: 'crownline_handovers_total',
      help: 'Callers who were to be put through to the desk, by result.',
      labelNames: ['result'],
      registers,
    });
    this.recordingsFailed = new Counter({
      name: 'crownline_recordings_failed_total',
      help: 'Recordings that the carrier did not make.',
      registers,
    });
    this.streamsRefused = new Counter({
      name: 'crownline_media_streams_refused_total',
      help: 'Media sockets that were turned away or closed by us, by reason.',
      labelNames: ['reason'],
      registers,
    });
    this.malformedFrames = new Counter({
      name: 'crownline_media_malformed_frames_total',
      help: 'Messages on media sockets that could not be understood.',
      registers,
    });
    this.droppedAudioSeconds = new Counter({
      name: 'crownline_audio_dropped_seconds_total',
      help: 'Audio thrown away because its receiver could not keep up, by path.',
      labelNames: ['path'],
      registers,
    });
    beginAtZero(this.callsNotAdmitted, 'reason', NOT_ADMITTED);
    beginAtZero(this.streamsRefused, 'reason', REFUSALS);
    beginAtZero(this.droppedAudioSeconds, 'path', ['agent_to_carrier']);
    beginAtZero(this.handovers, 'result', ['answered', ...FINAL_STATUSES, 'other']);
  }
}
