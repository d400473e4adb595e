import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

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
  }
}
