import type { OnApplicationShutdown } from '@nestjs/common';
import { ROOT_CONTEXT, SpanStatusCode, trace, type Span, type Tracer as SpanSource } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BasicTracerProvider, RandomIdGenerator } from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_INSTANCE_ID, ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.js';
import { withinMs } from '../clock/deadline.js';
import { errorFields, type Logger } from '../logging/logger.js';
import { attributesOf } from './span-attributes.policy.js';
import { SpanOutlet } from './span-outlet.js';
import { traceIdOf } from './trace-id.policy.js';
import { Tracer, type OpenSpan, type SpanFields, type SpanName } from './tracer.js';
import type { TracingMetrics } from './tracing.metrics.js';

/** For one batch, with its repetitions. */
const EXPORT_WITHIN_MS = 5000;

/** The process ends then, whether or not the last spans were taken. */
const FLUSH_WITHIN_MS = 2000;

export interface TracerSurroundings {
  clock: Clock;
  log: Logger;
  metrics: TracingMetrics;
}

/**
 * Sends spans to a collector by OTLP over HTTP. Nothing of the SDK is registered for the whole process: there is no
 * instrumentation that would make spans by itself, with addresses and statements in them.
 */
export class OpenTelemetryTracer extends Tracer implements OnApplicationShutdown {
  readonly #ids = new CallIds();
  readonly #provider: BasicTracerProvider;
  readonly #source: SpanSource;
  /** There is one warning for a collector that takes nothing, not one for each batch. */
  #isRefused = false;

  /** @param endpoint of the collector, to which the path for traces is added */
  constructor(
    endpoint: string,
    private readonly surroundings: TracerSurroundings,
  ) {
    super();
    const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_WITHIN_MS });
    const outlet = new SpanOutlet(exporter, {
      onDropped: (count, error) => this.#dropped(count, error),
      onTaken: () => (this.#isRefused = false),
    });
    this.#provider = new BasicTracerProvider({
      resource: resourceFromAttributes({
        [ATTR_SERVICE_NAME]: 'crownline',
        [ATTR_SERVICE_INSTANCE_ID]: randomUUID(),
      }),
      sampler: new AlwaysOnSampler(),
      idGenerator: this.#ids,
      spanProcessors: [outlet],
    });
    this.#source = this.#provider.getTracer('crownline');
  }

  begin(callId: string, name: SpanName, fromMs: number): OpenSpan {
    this.#ids.traceId = traceIdOf(callId);
    return new SdkSpan(this.#source, this.#source.startSpan(name, { startTime: new Date(fromMs) }, ROOT_CONTEXT));
  }

  async onApplicationShutdown(): Promise<void> {
    const { clock, log } = this.surroundings;
    const flushed = this.#provider.shutdown().catch(() => undefined); // what was refused is told of already
    try {
      await withinMs(clock, FLUSH_WITHIN_MS, flushed);
    } catch (error) {
      log.warn('traces.not_flushed', errorFields(error));
    }
  }

  #dropped(count: number, error: Error | null): void {
    const { log, metrics } = this.surroundings;
    metrics.spansDropped.inc(count);
    if (this.#isRefused || !error) return;
    this.#isRefused = true;
    log.warn('traces.dropped', { count, ...errorFields(error) });
  }
}

/** The SDK asks for the id of a trace whenever a span without a parent begins. */
class CallIds extends RandomIdGenerator {
  traceId = '';
  override generateTraceId = (): string => this.traceId;
}

class SdkSpan implements OpenSpan {
  constructor(
    private readonly source: SpanSource,
    private readonly span: Span,
  ) {}

  begin(name: SpanName, fromMs: number): OpenSpan {
    const within = trace.setSpan(ROOT_CONTEXT, this.span);
    return new SdkSpan(this.source, this.source.startSpan(name, { startTime: new Date(fromMs) }, within));
  }

  end(toMs: number, fields: SpanFields = {}, isFault = false): void {
    this.span.setAttributes(attributesOf(fields));
    if (isFault) this.span.setStatus({ code: SpanStatusCode.ERROR });
    this.span.end(new Date(toMs));
  }
}
