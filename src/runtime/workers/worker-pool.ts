import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import { OperatorError } from '../runtime.errors.js';
import { FrontDoor } from './front-door.js';
import { PoolMetrics } from './pool-metrics.js';
import { SignsOfLife } from './signs-of-life.js';
import { messageOf, ours } from './worker.types.js';

/** One that ends sooner would end again: the database is away, or our code can't start. */
const NEXT_SOONEST_MS = 2000;
/** A start takes a core for seconds: the callers of one that died, who go to those that live, hear nothing until they are taken up again. */
const AFTER_RESUMES_MS = 3000;

/**
 * The processes that serve one port together, to which its connections are dealt in turn. One that dies takes its own
 * streams with it, which the carrier connects again to the others, and is replaced. So is one that hangs.
 */
export class WorkerPool {
  private readonly workers = new Map<Worker, number>();
  /** Those that want to leave, for each of which another one begins, in the order in which they may. */
  private readonly waiting: Worker[] = [];
  /** Another one is there, or on its way, when these end. */
  private readonly replaced = new Set<Worker>();
  private readonly door = new FrontDoor();
  private readonly metrics: PoolMetrics;
  private readonly signs: SignsOfLife;
  /** One of them calls the line now and then; where it dies another one does. */
  private caller: Worker | null = null;
  private closing = false;

  private constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.metrics = new PoolMetrics(clock);
    this.signs = new SignsOfLife(clock, log);
  }

  /** Resolves when all of them serve the port. @throws OperatorError when one can't, and what `listen` throws. */
  static async open(count: number, config: AppConfig, clock: Clock, log: Logger): Promise<WorkerPool> {
    cluster.setupPrimary({ serialization: 'advanced' }); // which carries keys as the bytes that they are
    const maxConcurrentCalls = Math.ceil(config.maxConcurrentCalls / count);
    const pool = new WorkerPool({ ...config, maxConcurrentCalls }, clock, log);
    try {
      await Promise.all(Array.from({ length: count }, () => pool.begin()));
      await pool.door.open(config.port, config.host);
      const { port, host = config.host } = config.metrics ?? {};
      if (port !== undefined) await pool.door.open(port, host);
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** Has all of them drain, and resolves when they have ended. */
  async close(): Promise<void> {
    this.closing = true;
    const living = [...this.workers.keys()].filter((worker) => !worker.isDead());
    const ended = living.map((worker) => once(worker, 'exit'));
    for (const worker of living) worker.process.kill('SIGTERM');
    await Promise.all(ended);
    this.door.close();
  }

  private async begin(): Promise<void> {
    const worker = cluster.fork();
    this.workers.set(worker, this.clock.nowMs());
    worker.on('exit', (code, signal) => this.ended(worker, signal ?? code));
    const opens = new Promise<boolean>((resolve) => {
      worker.on('message', (received: unknown) => {
        const message = messageOf(received);
        if (message?.type === 'want_assignment')
          worker.send(ours({ type: 'assignment', config: this.configFor(worker) }));
        else if (message?.type === 'open') resolve(true);
        else if (message?.type === 'want_to_leave') this.replace(worker);
      });
      worker.once('exit', () => resolve(false));
    });
    this.metrics.add(worker);
    this.signs.add(worker);
    if (!(await opens)) throw new OperatorError('a worker could not start: it has said why');
    this.log.info('worker.listening', { pid: worker.process.pid ?? 0 });
    this.door.add(worker);
    this.letLeave(this.waiting.shift());
  }

  /** Its calls need somebody to go to: it leaves when another one listens. */
  private replace(worker: Worker): void {
    if (this.closing) return this.letLeave(worker); // as all of them do
    void this.metrics.ask(worker);
    if (this.caller === worker) this.caller = null;
    this.replaced.add(worker);
    this.waiting.push(worker);
    this.begin().catch(() => undefined); // its end has been told, and the next one is on its way
  }

  private letLeave(worker: Worker | undefined): void {
    if (!worker) return;
    this.door.remove(worker);
    if (worker.isConnected()) worker.send(ours({ type: 'leave' }));
  }

  private configFor(worker: Worker): AppConfig {
    this.caller ??= worker;
    const { syntheticCall, ...config } = this.config;
    return this.caller === worker && syntheticCall ? { ...config, syntheticCall } : config;
  }

  private ended(worker: Worker, reason: string | number): void {
    const ranMs = this.clock.nowMs() - (this.workers.get(worker) ?? 0);
    this.workers.delete(worker);
    if (this.caller === worker) this.caller = null;
    void this.metrics.remove(worker);
    if (this.waiting.includes(worker)) this.waiting.splice(this.waiting.indexOf(worker), 1);
    if (this.closing) return;
    this.log.error('worker.ended', { pid: worker.process.pid ?? 0, reason: String(reason) });
    if (this.replaced.delete(worker)) return;
    const soonestMs = this.workers.size > 0 ? AFTER_RESUMES_MS : 0;
    this.clock.after(Math.max(soonestMs, NEXT_SOONEST_MS - ranMs), () => {
      if (!this.closing) this.begin().catch(() => undefined); // its end has been told, and the next one is on its way
    });
  }
}
