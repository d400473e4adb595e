import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../../common/metrics/metrics.js';

@Injectable()
export class PhraseMetrics {
  readonly rendered: Counter<'result'>;
  readonly fallbacks: Counter;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.rendered = new Counter({
      name: 'crownline_phrases_rendered_total',
      help: 'Lines given to the speech synthesiser, by how it went: stored, or why there was no audio.',
      labelNames: ['result'],
      registers,
    });
    this.fallbacks = new Counter({
      name: 'crownline_phrase_fallbacks_total',
      help: 'Lines that a caller heard in other words or another voice than the profile says, for want of audio.',
      registers,
    });
  }
}
