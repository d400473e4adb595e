import { randomInt } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { isDatabaseAway } from '../common/database/database.errors.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { CalendarImportId, ClinicId } from '../common/ids/ids.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { DeskTasks } from '../desk/desk-tasks.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import type { OutsideChanges, OutsideEvent } from '../scheduling/blockouts.types.js';
import { localDateOf, startOfDay } from '../scheduling/local-time.policy.js';
import { OutsideBusyTime } from '../scheduling/outside-busy.service.js';
import type { Stretch } from '../scheduling/stretches.policy.js';
import { CalendarReader } from './calendar-reader.js';
import { collisionNote, unreadableNote } from './calendar-notes.builder.js';
import { CalendarClient } from './calendar.client.js';
import { readCalendar } from './calendars.jobs.js';
import { CalendarsMetrics } from './calendars.metrics.js';
import type { CalendarImport, CalendarTrouble, CalendarVersion } from './calendars.types.js';
import { ImportsRepository } from './imports.repository.js';

const EVERY_MINUTES = 15;
/** A calendar that can't be read is asked less and less, down to every four hours. */
const MAX_DOUBLINGS = 4;
/** Added at random, so that calendars do not go on being read all at once. */
const MAX_JITTER_SECONDS = 60;
const DAYS_AHEAD = 180;
const FAILURES_TO_TELL = 3;
/** In one reading, the soonest: an import of the clinic's own visits must not keep the database busy. */
const MAX_COLLISIONS = 100;

const NO_VERSION: CalendarVersion = { etag: null, lastModified: null };

type Result =
  /** Null: as it was. */
  { events: OutsideEvent[] | null; version: CalendarVersion } | { trouble: CalendarTrouble };

/** When a calendar is read, and which time of it. */
interface ReadingTime {
  timeZone: string;
  span: Stretch;
  now: Temporal.Instant;
}

/** Reads calendars outside, again and again. A failure says nothing about who is free: what was read last counts on. */
@Injectable()
export class CalendarReadings implements OnModuleInit {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly client: CalendarClient,
    private readonly reader: CalendarReader,
    private readonly busyTime: OutsideBusyTime,
    private readonly clinics: ClinicsService,
    private readonly desk: DeskTasks,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly metrics: CalendarsMetrics,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(readCalendar, ({ clinicId, importId, lastReadAt }) =>
      this.read(clinicId as ClinicId, importId as CalendarImportId, lastReadAt),
    );
  }

  private async read(clinicId: ClinicId, importId: CalendarImportId, lastReadAt: string | null): Promise<void> {
    const found = await this.database.inClinic(clinicId, (tx) => this.imports.find(tx, clinicId, importId));
    if (!found || (found.lastReadAt?.toString() ?? null) !== lastReadAt) return;
    const { timeZone } = await this.clinics.get(clinicId);
    const now = this.clock.now();
    const today = localDateOf(now, timeZone);
    const span = {
      fromMs: startOfDay(today, timeZone).epochMilliseconds,
      toMs: startOfDay(today.add({ days: DAYS_AHEAD + 1 }), timeZone).epochMilliseconds,
    };
    // The first reading of a day is a whole one: the days ahead are others.
    const isFirst = found.lastReadAt === null || !localDateOf(found.lastReadAt, timeZone).equals(today);
    const result = await this.fetch(found, isFirst ? NO_VERSION : found.version, timeZone, span);
    const saved = await this.keep(found, result, { timeZone, span, now });
    const label = 'trouble' in saved ? saved.trouble : saved.events ? 'done' : 'unchanged';
    this.metrics.readings.inc({ result: label });
  }

  /** What the database will not have is a failure, too: a job that is only tried again would never order the next reading. */
  private async keep(found: CalendarImport, result: Result, when: ReadingTime): Promise<Result> {
    try {
      await this.database.inClinic(found.clinicId, (tx) =>
        'trouble' in result ? this.saveFailure(tx, found, result.trouble, when) : this.save(tx, found, result, when),
      );
      return result;
    } catch (error) {
      if ('trouble' in result || isDatabaseAway(error)) throw error;
      this.log.warn('calendars.not_kept', errorFields(error));
      return this.keep(found, { trouble: 'not_kept' }, when);
    }
  }

  private async fetch(
    { url }: CalendarImport,
    known: CalendarVersion,
    timeZone: string,
    span: Stretch,
  ): Promise<Result> {
    const fetched = await this.client.fetch(url, known);
    if (fetched.kind === 'failed') return fetched;
    if (fetched.kind === 'unchanged') return { events: null, version: known };
    const read = await this.reader.read(fetched.text, timeZone, span);
    return 'trouble' in read ? read : { events: read.events, version: fetched.version };
  }

  private async save(
    tx: Tx,
    found: CalendarImport,
    { events, version }: Extract<Result, { version: CalendarVersion }>,
    when: ReadingTime,
  ): Promise<void> {
    const { now } = when;
    await this.busyTime.takeTurn(tx, found);
    const reading = { ...version, at: now, trouble: null, failures: 0 };
    if (!(await this.imports.saveReading(tx, found, reading))) return;
    const changes = await this.apply(tx, found, events, when);
    await this.orderNext(tx, found, now, EVERY_MINUTES);
    await this.recordChanges(tx, found, changes, now);
  }

  private async saveFailure(tx: Tx, found: CalendarImport, trouble: CalendarTrouble, when: ReadingTime): Promise<void> {
    const { now } = when;
    const failures = found.failures + 1;
    await this.busyTime.takeTurn(tx, found);
    // Without a version: the next answer is a whole one, whatever this day's first would have been.
    if (!(await this.imports.saveReading(tx, found, { ...NO_VERSION, at: now, trouble, failures }))) return;
    // What is known takes what has become free meanwhile.
    await this.apply(tx, found, null, when);
    if (failures === FAILURES_TO_TELL) {
      await this.desk.askToLookInto(tx, {
        clinicId: found.clinicId,
        kind: 'calendar_unreadable',
        originKey: `calendar ${found.id} unreadable ${now.epochMilliseconds}`,
        note: unreadableNote(found.providerName, trouble),
      });
    }
    await this.orderNext(tx, found, now, EVERY_MINUTES * 2 ** Math.min(failures - 1, MAX_DOUBLINGS));
  }

  /** @param events null: those that are known */
  private async apply(
    tx: Tx,
    found: CalendarImport,
    events: OutsideEvent[] | null,
    { timeZone, span, now }: ReadingTime,
  ): Promise<OutsideChanges> {
    const { clinicId, providerId, id: importId } = found;
    const changes = await this.busyTime.apply(tx, { clinicId, providerId, importId, span, events, now });
    await this.tellOfCollisions(tx, found, timeZone, changes.collisions);
    return changes;
  }

  private async tellOfCollisions(
    tx: Tx,
    { clinicId, id, providerName }: CalendarImport,
    timeZone: string,
    collisions: OutsideChanges['collisions'],
  ): Promise<void> {
    const soonest = [...collisions].sort((a, b) => a.event.fromMs - b.event.fromMs).slice(0, MAX_COLLISIONS);
    for (const { event, visits } of soonest) {
      await this.desk.askToLookInto(tx, {
        clinicId,
        kind: 'collision',
        // An event that is moved may lie where other visits are.
        originKey: `calendar ${id} event ${event.key} ${event.fromMs}`,
        note: collisionNote(providerName, timeZone, event, visits),
      });
    }
  }

  private orderNext(tx: Tx, { clinicId, id }: CalendarImport, now: Temporal.Instant, minutes: number): Promise<void> {
    const at = now.add({ minutes, seconds: randomInt(MAX_JITTER_SECONDS) });
    return this.jobs.enqueue(tx, readCalendar, { clinicId, importId: id, lastReadAt: now.toString() }, { at });
  }

  private async recordChanges(
    tx: Tx,
    { clinicId, id, providerId }: CalendarImport,
    { added, moved, gone }: OutsideChanges,
    now: Temporal.Instant,
  ): Promise<void> {
    if (added + moved + gone === 0) return;
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor: { kind: 'system', id: 'calendars' },
      action: 'calendar_import.changed',
      subject: { kind: 'calendar_import', id },
      detail: { providerId, added, moved, gone },
    });
  }
}
