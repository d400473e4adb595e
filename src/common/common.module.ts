import { Global, Module, type DynamicModule } from '@nestjs/common';
import { collectDefaultMetrics } from 'prom-client';
import { AppConfig } from '../config/app-config.js';
import { Clock } from './clock/clock.js';
import { PrismaService } from './database/prisma.service.js';
import { Logger } from './logging/logger.js';
import { MetricsRegistry } from './metrics/metrics.js';

/** What every feature may ask for without importing a module: the clock, the log, the database, the metrics. */
@Global()
@Module({})
export class CommonModule {
  static register(surroundings: { clock: Clock; logger: Logger }): DynamicModule {
    return {
      module: CommonModule,
      providers: [
        { provide: Clock, useValue: surroundings.clock },
        { provide: Logger, useValue: surroundings.logger },
        { provide: PrismaService, useFactory: (config: AppConfig) => new PrismaService(config), inject: [AppConfig] },
        {
          provide: MetricsRegistry,
          useFactory: () => {
            const registry = new MetricsRegistry();
            collectDefaultMetrics({ register: registry });
            return registry;
          },
        },
      ],
      exports: [Clock, Logger, PrismaService, MetricsRegistry],
    };
  }
}
