import type { MetricSnapshot } from '../../common/metrics/metrics.js';
import type { AppConfig } from '../../config/app-config.js';

/** What the first process and its workers tell each other. */
export type PoolMessage =
  /** From a worker that has loaded its code; what comes before is lost. */
  | { type: 'want_assignment' }
  /** The stand-ins, and what they are reached by, are the first process's. */
  | { type: 'assignment'; config: AppConfig }
  /** From a worker that has little room left, and goes on until another one listens; answered by `leave`. */
  | { type: 'want_to_leave' }
  | { type: 'leave' }
  /** From a worker that serves connections from now on. */
  | { type: 'open' }
  /** To a worker, with the connection's socket; answered by `connection_taken`. */
  | { type: 'connection'; id: number }
  | { type: 'connection_taken'; id: number }
  /** From each worker, every second. */
  | { type: 'alive' }
  /** From a worker that is scraped; answered by `everything`, what each of them has. */
  | { type: 'want_everything'; id: number }
  | { type: 'everything'; id: number; snapshots: MetricSnapshot[][] }
  /** To each worker; answered by `metrics`. */
  | { type: 'want_metrics' }
  | { type: 'metrics'; snapshots: MetricSnapshot[] };

/** Libraries send messages of their own between the same processes: ours are told by this. */
export const ours = (message: PoolMessage) => ({ crownline: message });

export function messageOf(received: unknown): PoolMessage | null {
  const isOurs = typeof received === 'object' && received !== null && 'crownline' in received;
  return isOurs ? (received.crownline as PoolMessage) : null;
}

/** Nobody is there to be told when the first process is gone: this one ends as well. */
export const tellFirst = (message: PoolMessage): void => void process.send?.(ours(message), () => undefined);
