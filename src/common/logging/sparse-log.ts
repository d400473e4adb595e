import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Logger, type LogFields } from './logger.js';

const WITHIN_MS = 60_000;
/** Enough to see what somebody is about. */
const MAX_LINES_OF_ONE = 5;
/** Of one event, from however many addresses. */
const MAX_LINES = 60;

interface Minute {
  written: number;
  leftOut: number;
  /** Lines of each of those who cause them; those beyond `MAX_LINES` are not kept here. */
  by: Map<string, number>;
}

/**
 * For lines that somebody outside can cause as often as they like: some of them in a minute, and then one that says how many were left
 * out. What is counted exactly is counted by metrics.
 */
@Injectable()
export class SparseLog implements OnApplicationShutdown {
  private readonly minutes = new Map<string, Minute>();

  constructor(
    private readonly log: Logger,
    private readonly clock: Clock,
  ) {}

  /** @param by who causes it, such as an address; not written */
  warn(event: string, by: string, fields: LogFields = {}): void {
    if (this.mayWrite(event, by)) this.log.warn(event, fields);
  }

  /** @param by as with `warn`, or what is wrong: other faults are then seen beside one that fills the log */
  error(event: string, by: string, fields: LogFields = {}): void {
    if (this.mayWrite(event, by)) this.log.error(event, fields);
  }

  onApplicationShutdown(): void {
    for (const event of this.minutes.keys()) this.end(event);
  }

  private mayWrite(event: string, by: string): boolean {
    const minute = this.minutes.get(event) ?? this.begin(event);
    const written = minute.by.get(by) ?? 0;
    if (minute.written >= MAX_LINES || written >= MAX_LINES_OF_ONE) {
      minute.leftOut++;
      return false;
    }
    minute.by.set(by, written + 1);
    minute.written++;
    return true;
  }

  private begin(event: string): Minute {
    const minute: Minute = { written: 0, leftOut: 0, by: new Map() };
    this.minutes.set(event, minute);
    this.clock.after(WITHIN_MS, () => this.end(event));
    return minute;
  }

  private end(event: string): void {
    const leftOut = this.minutes.get(event)?.leftOut ?? 0;
    this.minutes.delete(event);
    if (leftOut > 0) this.log.warn('log.lines_left_out', { reason: event, count: leftOut });
  }
}
