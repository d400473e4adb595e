import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Temporal } from 'temporal-polyfill';
import { CalendarImports } from '../../../src/calendars/imports.service.js';
import { readCalendar } from '../../../src/calendars/calendars.jobs.js';
import { CalendarsModule } from '../../../src/calendars/calendars.module.js';
import type { CalendarImportId } from '../../../src/common/ids/ids.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import type { BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import type { TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

export const actor = { kind: 'api_key', id: 'cl_test' } as const;

/** A calendar elsewhere, as its server. */
export interface OutsideCalendar {
  url: string;
  requests: { path: string; headers: IncomingMessage['headers'] }[];
  /** What it answers from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function openOutsideCalendar(): Promise<OutsideCalendar> {
  const outside: OutsideCalendar = {
    url: '',
    requests: [],
    answer: (_, response) => void response.writeHead(404).end(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    outside.requests.push({ path: request.url ?? '', headers: request.headers });
    outside.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return outside;
}

/** Answers with events as [uid, from, to]. */
export const withEvents =
  (...events: [uid: string, from: string, to: string][]): OutsideCalendar['answer'] =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/calendar' }).end(calendarOf(events));

export const calendarOf = (events: [uid: string, from: string, to: string][]): string =>
  [
    'BEGIN:VCALENDAR',
    ...events.flatMap(([uid, from, to]) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'SUMMARY:Colonoscopy',
      `DTSTART:${utc(from)}`,
      `DTEND:${utc(to)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const utc = (text: string) => new Date(text).toISOString().replace(/[-:]|\.\d+/g, '');

/** The calendars of a server with its jobs, in a time that stands still until the test moves it. */
export class CalendarBench {
  private constructor(
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    readonly api: TestApi,
  ) {}

  static async open(database: TestDatabase): Promise<CalendarBench> {
    const clock = new ManualClock();
    return new CalendarBench(database, clock, await startApi(database, { imports: [CalendarsModule], clock }));
  }

  get imports(): CalendarImports {
    return this.api.app.get(CalendarImports);
  }

  /** Adds a calendar for the clinic's first dentist and waits for its first reading. */
  async add(clinic: BuiltClinic, url: string): Promise<CalendarImportId> {
    const [providerId] = clinic.providerIds;
    if (!providerId) throw new Error('nobody works here');
    const request = { clinicId: clinic.clinicId, providerId, url, actor, now: this.clock.now() };
    const { id } = (await this.imports.add(request)).added;
    await until(
      () => this.row(clinic, id),
      (row) => row.lastReadAt !== null,
    );
    return id;
  }

  /** The next reading, some time later, without waiting for it to be due. */
  async readAgain(clinic: BuiltClinic, id: CalendarImportId, later: Temporal.DurationLike = { minutes: 15 }) {
    const before = await this.row(clinic, id);
    this.clock.advance(Temporal.Duration.from(later).total('millisecond'));
    await this.order(clinic, id, before.lastReadAt);
    return until(
      () => this.row(clinic, id),
      (row) => row.lastReadAt?.getTime() !== before.lastReadAt?.getTime(),
    );
  }

  order(clinic: BuiltClinic, id: CalendarImportId, lastReadAt: Date | null): Promise<void> {
    const named = lastReadAt && Temporal.Instant.fromEpochMilliseconds(lastReadAt.getTime()).toString();
    const data = { clinicId: clinic.clinicId, importId: id, lastReadAt: named };
    return this.database.prisma.inClinic(clinic.clinicId, (tx) =>
      this.api.app.get(JobQueue, { strict: false }).enqueue(tx, readCalendar, data),
    );
  }

  row({ clinicId }: BuiltClinic, id: CalendarImportId) {
    return this.database.prisma.calendarImport.findUniqueOrThrow({ where: { clinicId_id: { clinicId, id } } });
  }

  tasks({ clinicId }: BuiltClinic) {
    return this.database.prisma.deskTask.findMany({
      where: { clinicId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
  }
}
