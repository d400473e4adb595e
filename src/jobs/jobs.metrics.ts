import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';

/** The queue is one for all processes: each of them shows the same jobs, whose number is the largest and not the sum. */
const aggregator = 'max';

@Injectable()
export class JobsMetrics {
  readonly runs: Counter<'kind' | 'result'>;
  private readonly due: Gauge<'kind'>;
  private readonly oldestDueSeconds: Gauge<'kind'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.runs = new Counter({
      name: 'crownline_jobs_total',
      help: 'Tries of background jobs, by kind and result.',
      labelNames: ['kind', 'result'],
      registers,
    });
    this.due = new Gauge({
      name: 'crownline_jobs_due',
      help: 'Jobs that are due and that no process has begun, by kind. Every process tells of the same queue.',
      labelNames: ['kind'],
      aggregator,
      registers,
    });
    this.oldestDueSeconds = new Gauge({
      name: 'crownline_jobs_oldest_due_seconds',
      help: 'For how long the job of a kind has been due that is due the longest. Those that wait for their next try are not.',
      labelNames: ['kind'],
      aggregator,
      registers,
    });
  }

  /** Shows a kind of job before the first of them. */
  knows(kind: string): void {
    for (const result of ['done', 'failed']) this.runs.inc({ kind, result }, 0);
    this.showDue(kind, { count: 0, oldestSeconds: 0 });
  }

  showDue(kind: string, { count, oldestSeconds }: { count: number; oldestSeconds: number }): void {
    this.due.set({ kind }, count);
    this.oldestDueSeconds.set({ kind }, oldestSeconds);
  }
}
