import { Global, Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Clock, SystemClock } from './clock/clock.js';
import { measureDatabase, watchSeals } from './database/database.metrics.js';
import { PrismaService } from './database/prisma.service.js';
import { Logger } from './logging/logger.js';
import { SparseLog } from './logging/sparse-log.js';
import { MetricsReader, MetricsRegistry, OwnMetrics } from './metrics/metrics.js';
import { measureProcess } from './metrics/process.metrics.js';
import { NewsMetrics } from './news/news.metrics.js';
import { News } from './news/news.service.js';
import { NoTracer, Tracer } from './tracing/tracer.js';
import { TracingMetrics } from './tracing/tracing.metrics.js';

export interface CommonSurroundings {
  clock: Clock;
  logger: Logger;
  /** What is told of more than this process. */
  metricsOf?: (own: MetricsRegistry) => MetricsReader;
  /** Of connections and queues, which go on where `clock` stands still; real time when not given. */
  connectionTime?: Clock;
}

/** How a whole server is built, for whoever starts one (`app.ts` knows all features, which its users must not). */
export type CreateApp = (
  config: AppConfig,
  logger: Logger,
  clock: Clock,
  surroundings?: Partial<CommonSurroundings>,
) => Promise<INestApplication>;

/** What every feature may ask for without importing a module: the clock, the log, the database, the metrics, the traces. */
@Global()
@Module({})
export class CommonModule {
  static register(surroundings: CommonSurroundings): DynamicModule {
    return {
      module: CommonModule,
      providers: [
        { provide: Clock, useValue: surroundings.clock },
        { provide: Logger, useValue: surroundings.logger },
        SparseLog,
        {
          provide: PrismaService,
          inject: [AppConfig, MetricsRegistry, Logger],
          useFactory: (config: AppConfig, registry: MetricsRegistry, log: Logger) => {
            const database = new PrismaService(config);
            watchSeals(registry, database.keys, log);
            measureDatabase(registry, database);
            return database;
          },
        },
        {
          provide: News,
          inject: [AppConfig, PrismaService, Logger, MetricsRegistry],
          useFactory: (config: AppConfig, database: PrismaService, log: Logger, registry: MetricsRegistry) =>
            new News({
              config,
              database,
              clock: surroundings.connectionTime ?? new SystemClock(),
              log,
              metrics: new NewsMetrics(registry),
            }),
        },
        {
          provide: MetricsRegistry,
          useFactory: () => {
            const registry = new MetricsRegistry();
            measureProcess(registry);
            return registry;
          },
        },
        {
          provide: MetricsReader,
          useFactory: (own: MetricsRegistry) => surroundings.metricsOf?.(own) ?? new OwnMetrics(own),
          inject: [MetricsRegistry],
        },
        { provide: Tracer, useFactory: openTracer, inject: [AppConfig, Clock, Logger, MetricsRegistry] },
      ],
      exports: [Clock, Logger, SparseLog, PrismaService, News, MetricsRegistry, MetricsReader, Tracer],
    };
  }
}

async function openTracer(config: AppConfig, clock: Clock, log: Logger, registry: MetricsRegistry): Promise<Tracer> {
  if (config.tracesEndpoint === undefined) return new NoTracer();
  // Loaded only where it is used: the SDK is larger than the rest of this folder.
  const { OpenTelemetryTracer } = await import('./tracing/open-telemetry.tracer.js');
  return new OpenTelemetryTracer(config.tracesEndpoint, { clock, log, metrics: new TracingMetrics(registry) });
}
