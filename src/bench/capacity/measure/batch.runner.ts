import type { Clock } from '../../../common/clock/clock.js';
import type { Scenario } from '../../../simulation/caller/scenario.types.js';
import type { Batch } from '../capacity.types.js';
import { scenarioOfCaller } from './callers.policy.js';
import type { DatabaseMeter, DatabaseReading } from './database-meter.js';
import type { MeasuredServer, Scrape } from './measured-server.js';

/** Between two callers who begin: no two speak in step. */
const STAGGER_MS = 300;
/** After the last caller began: all of them are in the middle of their calls. */
const IN_THE_MIDDLE_MS = 8000;
/** As often as Prometheus asks. */
const SCRAPE_EVERY_MS = 15_000;
const POLL_MS = 500;

export interface BatchWish {
  /** Null: nobody calls, for so long. */
  scenario: Scenario | null;
  callers: number;
  callsEach: number;
  idleMs: number;
  settleMs: number;
}

interface Reading {
  atMs: number;
  cpuSeconds: number;
  scrape: Scrape;
  database: DatabaseReading;
}

/** Plays batches on one server, one after another. */
export class BatchRunner {
  /** Of all batches: everybody is somebody else, and wants another time. */
  private callsPlaced = 0;

  constructor(
    private readonly server: MeasuredServer,
    private readonly meter: DatabaseMeter,
    private readonly clock: Clock,
    private readonly stopping: AbortSignal,
  ) {}

  async run(wish: BatchWish): Promise<Batch> {
    const before = await this.read();
    const over = new AbortController();
    const watched = this.watch(over.signal);
    watched.catch(() => undefined); // thrown where it is waited for
    const held = await this.playAndLook(wish).finally(() => over.abort());
    const most = await watched;
    const after = await this.read();
    const grown = (metric: string, label?: string) => after.scrape(metric, label) - before.scrape(metric, label);
    const databaseUsed = Object.entries(after.database).map(([name, value]) => [
      name,
      value - before.database[name as keyof DatabaseReading],
    ]);
    return {
      scenario: wish.scenario?.name ?? null,
      callers: wish.callers,
      durationSeconds: (after.atMs - before.atMs) / 1000,
      calls: grown('crownline_call_streams_total', 'kind="fresh"'),
      callsBooked: grown('crownline_calls_ended_total', 'outcome="booked"'),
      callMinutes: grown('crownline_call_stream_seconds_total') / 60,
      used: {
        serverCpuSeconds: after.cpuSeconds - before.cpuSeconds - held.askingCpuSeconds,
        eventLoopBusySeconds: grown('crownline_event_loop_active_seconds_total'),
        ...(Object.fromEntries(databaseUsed) as DatabaseReading),
      },
      held: { liveCalls: held.liveCalls, liveBytes: held.liveBytes, residentBytes: held.residentBytes, ...most },
    };
  }

  private async playAndLook(wish: BatchWish) {
    const [held] = await Promise.all([this.look(wish), this.play(wish)]);
    await this.settle(wish.settleMs);
    return held;
  }

  private async play({ scenario, callers, callsEach, idleMs }: BatchWish): Promise<void> {
    if (!scenario) return this.clock.sleep(idleMs, this.stopping);
    const caller = async (index: number) => {
      await this.clock.sleep(index * STAGGER_MS, this.stopping);
      for (let call = 0; call < callsEach && !this.stopping.aborted; call++) {
        const theirs = scenarioOfCaller(scenario, this.callsPlaced++, this.clock.now());
        await this.server.farEnd.call(theirs, this.stopping);
      }
    };
    await Promise.all(Array.from({ length: callers }, (_, index) => caller(index)));
  }

  /** What is held while all of them talk. Asking has the server collect its garbage, which is none of the calls' business. */
  private async look({ callers }: BatchWish) {
    if (callers > 0) await this.clock.sleep(callers * STAGGER_MS + IN_THE_MIDDLE_MS, this.stopping);
    const scrape = await this.server.scrape();
    const cpuSeconds = await this.server.cpuSeconds();
    const liveBytes = await this.server.liveBytes();
    return {
      liveCalls: scrape('crownline_calls_active'),
      residentBytes: scrape('process_resident_memory_bytes'),
      liveBytes,
      askingCpuSeconds: (await this.server.cpuSeconds()) - cpuSeconds,
    };
  }

  private async watch(signal: AbortSignal) {
    const most = { databaseConnectionsMost: 0, eventLoopDelayP99MsMost: 0 };
    while (!signal.aborted) {
      const scrape = await this.server.scrape();
      const delayMs = scrape('nodejs_eventloop_lag_p99_seconds') * 1000;
      most.databaseConnectionsMost = Math.max(most.databaseConnectionsMost, await this.meter.connections());
      most.eventLoopDelayP99MsMost = Math.max(most.eventLoopDelayP99MsMost, delayMs);
      await this.clock.sleep(SCRAPE_EVERY_MS, signal);
    }
    return most;
  }

  /** Until no call is live and no job is due, and then as long as Postgres takes to tell what its connections have done. */
  private async settle(settleMs: number): Promise<void> {
    for (;;) {
      const scrape = await this.server.scrape();
      if (scrape('crownline_calls_active') + scrape('crownline_jobs_due') === 0) break;
      await this.clock.sleep(POLL_MS, this.stopping);
      this.stopping.throwIfAborted();
    }
    await this.clock.sleep(settleMs, this.stopping);
  }

  private async read(): Promise<Reading> {
    this.stopping.throwIfAborted();
    return {
      atMs: performance.now(),
      cpuSeconds: await this.server.cpuSeconds(),
      scrape: await this.server.scrape(),
      database: await this.meter.read(),
    };
  }
}
