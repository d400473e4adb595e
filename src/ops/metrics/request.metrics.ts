import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';
import type { CallSid } from '../../common/ids/ids.js';
import { callHash } from '../../common/metrics/call-hash.js';
import { MetricsRegistry } from '../../common/metrics/metrics.js';

@Injectable()
export class RequestMetrics {
  private readonly requestSeconds: Histogram<'method' | 'route' | 'status' | 'call_hash'>;

  constructor(registry: MetricsRegistry) {
    this.requestSeconds = new Histogram({
      name: 'crownline_http_request_seconds',
      help: 'Requests by the route that answered them, with its parameters unfilled, and by the hundred of the status.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      enableExemplars: true,
      registers: [registry],
    });
  }

  /** `callSid`: of the call that a webhook was about. */
  answered(labels: { method: string; route: string; status: string }, afterMs: number, callSid: CallSid | null): void {
    const exemplarLabels = callSid === null ? {} : { call_hash: callHash(callSid) };
    this.requestSeconds.observe({ labels, value: afterMs / 1000, exemplarLabels });
  }
}
