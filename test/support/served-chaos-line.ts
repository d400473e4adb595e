import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/config/project-root.js';
import { buildFirst } from './chaos-clinics.js';
import { ChaosLine, openParts, type ChaosParts } from './chaos-line.js';
import type { Lateness } from './chaos-verdict.js';
import { OwnLateness } from './own-lateness.js';
import { ServedClinic } from './served-clinic.js';
import { until } from './until.js';

export const WORKERS = 2;

/** Small, so that one that forgets nothing has soon used it up; some three times what a worker needs that has half of the callers. */
const heapMegabytes = (callers: number): number => 280 + 10 * callers;

/** What a server does to itself, in `process-faults.mjs`. */
export type ProcessFault =
  { kind: 'clock'; ms: number } | { kind: 'stall'; ms: number } | { kind: 'leak' | 'slow_leak' };

/** A server of two workers, in processes that can be done something to. */
export class ServedChaosLine extends ChaosLine {
  /** Up to the choice of a time. */
  readonly callersWithinMs = 16_000;

  private constructor(
    parts: ChaosParts,
    private readonly served: ServedClinic,
  ) {
    super(parts, { ...served.target, carrierApiUrl: undefined });
  }

  static async open(callers: number, wishes: readonly string[]): Promise<ServedChaosLine> {
    const parts = await openParts(wishes);
    const first = await buildFirst(parts.database.prisma);
    const preload = pathToFileURL(join(projectRoot, 'test/support/process-faults.mjs')).href;
    const served = await ServedClinic.start({
      databaseUrl: parts.database.url,
      agentUrl: parts.provider.url,
      more: {
        WORKERS: String(WORKERS),
        LOG_LEVEL: 'info',
        MAX_CONCURRENT_CALLS: String(4 * callers),
        FAULT_FILE: join(parts.folder, 'fault.json'),
        NODE_OPTIONS: `--import ${preload} --max-old-space-size=${heapMegabytes(callers)}`,
      },
    });
    const line = new ServedChaosLine(parts, served);
    await line.invite(callers, first);
    return line;
  }

  get workers(): number[] {
    const ended = this.pidsOf('worker.ended');
    return this.pidsOf('worker.listening').filter((pid) => !ended.includes(pid));
  }

  get deaths(): number {
    return this.pidsOf('worker.ended').length;
  }

  async measured(): Promise<() => Promise<Lateness>> {
    await this.served.latestMs();
    const own = new OwnLateness();
    return async () => {
      const callersMs = own.stop();
      return { callersMs, serverMs: await this.served.latestMs() };
    };
  }

  /** Resolves when a worker has noticed that it has little room left, and has ended. */
  async hasLeft(): Promise<void> {
    await until(
      () => Promise.resolve(this.pidsOf('process.heap_nearly_full')),
      (leaving) => leaving.length > 0 && leaving.every((pid) => this.pidsOf('worker.ended').includes(pid)),
    );
  }

  /** To every process of the server, or to one. */
  befall(fault: ProcessFault, pids: readonly number[] = [this.served.pid, ...this.workers]): void {
    writeFileSync(join(this.parts.folder, 'fault.json'), JSON.stringify(fault));
    for (const pid of pids) process.kill(pid, 'SIGUSR2');
  }

  protected get logLines(): string[] {
    return this.served.printed.split('\n');
  }

  protected closeServer(): Promise<void> {
    return this.served.stop();
  }

  protected override async looksWell(): Promise<boolean> {
    if (this.workers.length !== WORKERS) return false;
    // Connections are dealt to the workers in turn.
    for (let inARow = 0; inARow < 2 * WORKERS; inARow += 1) if (!(await super.looksWell())) return false;
    return true;
  }

  private pidsOf(event: string): number[] {
    return this.logLines
      .filter((line) => line.includes(`"event":"${event}"`))
      .map((line) => (JSON.parse(line) as { pid: number }).pid);
  }
}
