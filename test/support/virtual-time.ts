import type { Socket } from 'node:net';
import { Temporal } from 'temporal-polyfill';
import { queueGoesBy } from '../../src/simulation/virtual-time/database-time.js';
import { machineGoesBy } from '../../src/simulation/virtual-time/machine-time.js';
import { VirtualClock } from '../../src/simulation/virtual-time/virtual-clock.js';
import { WorkUnderWay } from '../../src/simulation/virtual-time/work-under-way.js';

/** A Tuesday morning at ten where the demo's clinic is, in a week without a holiday. Every file begins then, whatever day it is. */
const BEGINS_AT = Temporal.Instant.from('2027-03-02T16:00:00Z');
/** The test environment looks for it when a file is over. */
const AFTER_FILE = Symbol.for('crownline: after the file');

/** The time of one test file, in which all that is in this process lives: tests, server, carrier, provider and callers. */
export class VirtualTime {
  private static running: VirtualTime | null = null;

  private readonly work = WorkUnderWay.watch();
  private readonly clock = new VirtualClock(BEGINS_AT, this.work);
  private readonly givingBack: (() => void | Promise<void>)[] = [];
  private passing: Promise<void>;

  /** Null in a file that lives in real time. */
  static get current(): VirtualTime | null {
    return VirtualTime.running;
  }

  /** For the rest of the file. */
  static begin(): VirtualTime {
    return (VirtualTime.running ??= new VirtualTime());
  }

  private constructor() {
    this.givingBack.push(machineGoesBy(this.clock));
    this.passing = this.pass();
    Object.assign(globalThis, { [AFTER_FILE]: () => this.end() });
  }

  /** Time stands still until it is settled: for what neither the database nor a socket tells of. */
  during<Result>(what: string, work: Promise<Result>): Promise<Result> {
    return this.work.during(what, work);
  }

  /** See `WorkUnderWay`. */
  holdUp(end: Socket): () => void {
    return this.work.holdUp(end);
  }

  /** See `WorkUnderWay`. Until the file is over. */
  asksForLocks(serverUrl: string): void {
    this.givingBack.push(this.work.asksForLocks(serverUrl));
  }

  /** The jobs in this database are due by this time. */
  queueGoesByIt(databaseUrl: string): void {
    this.givingBack.push(queueGoesBy(this.clock, databaseUrl));
  }

  /** What waits for ever fails the test that runs. Time goes on without it, so that there is an end to the file. */
  private async pass(): Promise<void> {
    for (;;) {
      const stuck = await this.clock.pass().then(
        () => null,
        (error: Error) => error,
      );
      if (stuck === null) return;
      this.work.giveUp();
      process.nextTick(() => {
        throw stuck;
      });
    }
  }

  private async end(): Promise<void> {
    this.clock.stop();
    await this.passing;
    for (const giveBack of this.givingBack.splice(0)) await giveBack();
    VirtualTime.running = null;
  }
}
