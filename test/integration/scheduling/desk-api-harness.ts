import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { PatientId } from '../../../src/common/ids/ids.js';
import type { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { MessagingModule } from '../../../src/messaging/messaging.module.js';
import { SchedulingModule } from '../../../src/scheduling/scheduling.module.js';
import { buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { NOW, overlaps, schedulingOn, startJobs, type Scheduling } from './scheduling-harness.js';

export type Key = Record<string, string>;

export interface Answer {
  status: number;
  body: unknown;
  etag: string;
}

/** The schedule over HTTP, as staff and integrations see it. Each test has a clinic of its own and a key for it. */
export interface DeskApi {
  database: TestDatabase;
  jobs: JobQueue;
  scheduling: Scheduling;
  api: TestApi;
  clock: ManualClock;
  clinic: BuiltClinic;
  key: Key;
  ask(method: string, path: string, body?: object, headers?: Key): Promise<Answer>;
}

/** New York, open from nine to five every day; two dentists and two rooms. It is Friday, ten in the morning. */
export function useDeskApi(): DeskApi {
  const desk = {} as DeskApi;
  beforeAll(async () => {
    desk.database = await openTestDatabase();
    desk.jobs = await startJobs(desk.database);
    desk.scheduling = schedulingOn(desk.database.prisma, desk.jobs);
    desk.clock = new ManualClock(NOW);
    desk.api = await startApi(desk.database, { imports: [SchedulingModule, MessagingModule], clock: desk.clock });
    desk.ask = async (method, path, body, headers = {}) => {
      const response = await desk.api.send(method, `/api/v1${path}`, body, { ...desk.key, ...headers });
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        etag: response.headers.get('etag') ?? '',
      };
    };
  });
  beforeEach(async () => {
    desk.clinic = await buildClinic(desk.database.prisma, { dentists: 2, operatories: 2 });
    desk.key = await grantKey(desk.database, desk.clinic.clinicId);
  });
  afterEach(async () => {
    expect(await overlaps(desk.database.url)).toBe(0);
  });
  afterAll(async () => {
    await desk.api.close();
    await desk.jobs.onApplicationShutdown();
    await desk.database.close();
  });
  return desk;
}

/** What an answer holds, which looks just as its schema says. */
export function shaped<Schema extends z.ZodType>(schema: Schema, { body }: Answer): z.output<Schema> {
  const parsed = schema.parse(body);
  expect(body).toEqual(parsed);
  return parsed;
}

export const patientIn = (
  { database, clinic }: DeskApi,
  options: Parameters<typeof buildPatient>[2] = {},
): Promise<PatientId> => buildPatient(database.prisma, clinic, options);

/** The instant at which the clinic's clocks show this. */
export const at = ({ clinic }: DeskApi, local: string): string =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(clinic.timeZone).toInstant().toString();
