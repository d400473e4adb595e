import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { projectRoot } from '../config/project-root.js';
import type { OutsideEvent } from '../scheduling/blockouts.types.js';
import type { Stretch } from '../scheduling/stretches.policy.js';
import { OWN_UID_SUFFIX, type CalendarTrouble } from './calendars.types.js';

const WORKER_FILE = join(projectRoot, 'assets', 'calendars', 'calendar-reader.mjs');
const WITHIN_MS = 5000;
const MAX_HEAP_MB = 192;
const MAX_EVENTS = 5000;

export type ReadCalendar =
  /** `skipped`: events that could not be understood. */
  { events: OutsideEvent[]; skipped: number } | { trouble: CalendarTrouble };

/**
 * Finds out when somebody is busy by a calendar from outside. Each is read in a thread of its own, with a limit to its time and
 * memory: a rule that repeats every second since 1970 must not take the processor from calls.
 */
@Injectable()
export class CalendarReader {
  constructor(private readonly clock: Clock) {}

  /**
   * @param timeZone of days and of times without a zone
   * @returns what overlaps the span and keeps somebody busy
   */
  read(text: string, timeZone: string, span: Stretch): Promise<ReadCalendar> {
    const workerData = { text, timeZone, span, maxEvents: MAX_EVENTS, ownUidSuffix: OWN_UID_SUFFIX };
    const worker = new Worker(WORKER_FILE, { workerData, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    return new Promise<ReadCalendar>((resolve) => {
      const stop = this.clock.after(WITHIN_MS, () => end({ trouble: 'too_slow' }));
      const end = (result: ReadCalendar) => {
        stop();
        resolve(result);
        void worker.terminate();
      };
      worker.once('message', end);
      worker.once('error', (error) => end({ trouble: isOutOfMemory(error) ? 'too_large' : 'not_a_calendar' }));
      worker.once('exit', () => end({ trouble: 'not_a_calendar' }));
    });
  }
}

const isOutOfMemory = (error: Error) => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
