import { SystemClock, type Clock } from '../../src/common/clock/clock.js';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import { Logger } from '../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../src/common/metrics/metrics.js';
import { NewsMetrics } from '../../src/common/news/news.metrics.js';
import { News } from '../../src/common/news/news.service.js';

/** As one process has it. It listens while one of its queues is watched. */
export function newsOn(
  { url, prisma }: { url: string; prisma: PrismaService },
  registry = new MetricsRegistry(),
  log = Logger.create('silent'),
  clock: Clock = new SystemClock(),
): News {
  return new News({ config: { databaseUrl: url }, database: prisma, clock, log, metrics: new NewsMetrics(registry) });
}
