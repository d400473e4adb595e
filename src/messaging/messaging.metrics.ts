import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import { OUTGOING_KINDS, OUTGOING_STATUSES } from './texts.types.js';

@Injectable()
export class MessagingMetrics {
  /** Each text counts once for every state it comes to. */
  readonly texts: Counter<'kind' | 'status'>;
  readonly segments: Counter;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.texts = new Counter({
      name: 'crownline_texts_total',
      help: 'Texts that came to a state, by kind of text and state.',
      labelNames: ['kind', 'status'],
      registers,
    });
    this.segments = new Counter({
      name: 'crownline_text_segments_total',
      help: 'Parts in which the carrier took texts of ours, and is paid for them.',
      registers,
    });
    for (const kind of OUTGOING_KINDS) {
      for (const status of OUTGOING_STATUSES) this.texts.inc({ kind, status }, 0);
    }
  }
}
