import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { beginAtZero, MetricsRegistry } from '../../common/metrics/metrics.js';
import { AppConfig } from '../../config/app-config.js';
import { SYNTHETIC_RESULTS, SYNTHETIC_STAGES, type SyntheticStage } from './synthetic-call.types.js';

@Injectable()
export class SyntheticCallsMetrics {
  readonly calls: Counter<'result'>;
  readonly lastSuccessSeconds: Gauge;
  private readonly stageSeconds: Histogram<'stage'>;

  constructor(registry: MetricsRegistry, { syntheticCall }: AppConfig) {
    const registers = [registry];
    this.calls = new Counter({
      name: 'crownline_synthetic_calls_total',
      help: 'Calls that the server placed to itself to see whether the line works, by what they came to.',
      labelNames: ['result'],
      registers,
    });
    beginAtZero(this.calls, 'result', SYNTHETIC_RESULTS);
    this.stageSeconds = new Histogram({
      name: 'crownline_synthetic_call_stage_seconds',
      help: 'What a synthetic call waited for: answer, then stream, then greeting; and reply, from the end of its question.',
      labelNames: ['stage'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 20],
      registers,
    });
    for (const stage of SYNTHETIC_STAGES) this.stageSeconds.zero({ stage });
    this.lastSuccessSeconds = new Gauge({
      name: 'crownline_synthetic_call_last_success_timestamp_seconds',
      help: 'When the last synthetic call of this process ended that came to ok. 0: there was none.',
      registers,
    });
    new Gauge({
      name: 'crownline_synthetic_call_interval_seconds',
      help: 'How often this process places a synthetic call. 0: it places none.',
      registers,
    }).set((syntheticCall?.everyMs ?? 0) / 1000);
  }

  stageTook(stage: SyntheticStage, ms: number): void {
    this.stageSeconds.observe({ stage }, ms / 1000);
  }
}
