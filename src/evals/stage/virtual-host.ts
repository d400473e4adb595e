import type { Temporal } from 'temporal-polyfill';
import type { CreateApp } from '../../common/common.module.js';
import { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import { createSpeech } from '../../simulation/speech/speech.service.js';
import type { Speech } from '../../simulation/speech/speech.types.js';
import { queueGoesBy } from '../../simulation/virtual-time/database-time.js';
import { VirtualClock } from '../../simulation/virtual-time/virtual-clock.js';
import { WorkUnderWay } from '../../simulation/virtual-time/work-under-way.js';
import type { ShiftedClock } from './shifted-clock.js';
import type { HostedServer, StageHost } from './stage-host.js';

/**
 * Servers, carriers, providers and callers in this very process, over real sockets and on a real Postgres, in a time that goes on
 * only when all of them wait (docs/testing.md).
 */
export class VirtualHost implements StageHost {
  readonly clock: VirtualClock;
  readonly speech: Speech;
  /** Rejects when time will not go on any more. */
  readonly passing: Promise<void>;

  private readonly work = WorkUnderWay.watch();

  /** Time begins to pass at once. The speech belongs to the host. */
  constructor(
    private readonly createApp: CreateApp,
    start: Temporal.Instant,
    speech: Speech = createSpeech(),
  ) {
    this.clock = new VirtualClock(start, this.work);
    this.speech = {
      render: (voice, text) => this.work.during('speech', speech.render(voice, text)),
      close: () => speech.close(),
    };
    this.passing = this.clock.pass();
    this.passing.catch(() => undefined); // whoever waits for a call hears of it
  }

  /**
   * While a database is slow, who holds a lock there waits for time, and so do those who wait for the lock: its server is asked who they are.
   *
   * @returns ends it
   */
  asksForLocks(databaseUrl: string): () => Promise<void> {
    // On a connection to this one it could not be dropped.
    return this.work.asksForLocks(Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).href);
  }

  async start(config: AppConfig, clock: ShiftedClock): Promise<HostedServer> {
    const lines: string[] = [];
    const logger = Logger.create(config.logLevel, { write: (line) => void lines.push(line) });
    const leaveQueue = queueGoesBy(clock, config.databaseUrl);
    const app = await this.createApp(config, logger, clock, { connectionTime: clock });
    await app.listen(config.port, config.host);
    return {
      get log() {
        return lines.join('');
      },
      async end() {
        await app.close();
        leaveQueue();
      },
    };
  }

  async close(): Promise<void> {
    await this.speech.close();
    this.clock.stop();
    await this.passing.catch(() => undefined);
  }
}
