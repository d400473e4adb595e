import type { Clock } from '../../common/clock/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import type { Speech } from '../../simulation/speech/speech.types.js';
import type { ShiftedClock } from './shifted-clock.js';

/** A server under evaluation. */
export interface HostedServer {
  /** All that was logged and printed. */
  readonly log: string;
  end(): Promise<void>;
}

/** Where the servers of a stage run, and the time that everybody on the stage lives in. */
export interface StageHost {
  readonly clock: Clock;
  readonly speech: Speech;
  /** Resolves when it listens. */
  start(config: AppConfig, clock: ShiftedClock): Promise<HostedServer>;
  close(): Promise<void>;
}
