import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { constants, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import { Counter, Gauge } from 'prom-client';
import { Logger } from '../../common/logging/logger.js';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import { ConversationService } from '../../conversation/conversation.service.js';
import { isNearlyFull, takenOf } from './heap-room.policy.js';

/** How a process that is to end goes about it. */
export interface Leaving {
  /** Resolves when somebody is there to go on with its calls. */
  successor: () => Promise<void>;
  end: () => void;
}

/**
 * A heap that fills up slowly ends in seconds of nothing but collections, in which callers hear nothing, and then in the loss of all
 * calls. Before that there is time to hand them on (docs/adr/0031-left-before-the-heap-is-full.md).
 */
@Injectable()
export class HeapWatch implements OnApplicationShutdown {
  private readonly collections = new PerformanceObserver((list) => {
    if (list.getEntries().some(isFull)) this.look();
  });
  private readonly taken: Gauge;
  private readonly leavings: Counter;
  private leaving: Leaving | null = null;

  constructor(
    private readonly conversations: ConversationService,
    private readonly log: Logger,
    registry: MetricsRegistry,
  ) {
    const registers = [registry];
    this.taken = new Gauge({
      name: 'crownline_heap_taken_ratio',
      help: 'What of the room for old objects was still taken after the last full collection. From 0.85 on the process leaves.',
      aggregator: 'max',
      registers,
    });
    this.leavings = new Counter({
      name: 'crownline_heap_leavings_total',
      help: 'Processes that have handed on their calls and ended because their heap was nearly full.',
      registers,
    });
  }

  begin(leaving: Leaving): void {
    this.leaving = leaving;
    this.collections.observe({ entryTypes: ['gc'] });
  }

  onApplicationShutdown(): void {
    this.collections.disconnect();
  }

  private look(): void {
    const { heap_size_limit: limitBytes, used_heap_size: bytes } = getHeapStatistics();
    const taken = takenOf(getHeapSpaceStatistics(), limitBytes);
    this.taken.set(taken);
    const { leaving } = this;
    if (leaving === null || !isNearlyFull(taken)) return;
    this.leaving = null;
    this.leavings.inc();
    this.log.error('process.heap_nearly_full', { pid: process.pid, bytes });
    void this.leave(leaving);
  }

  private async leave({ successor, end }: Leaving): Promise<void> {
    await successor();
    this.conversations.handOnSoon(); // there is no time to wait for calls to end
    end();
  }
}

/** Node's types leave out what entries of this type tell. */
const isFull = (entry: PerformanceEntry & { detail?: { kind?: number } }): boolean =>
  entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
