import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, ProviderId } from '../../../src/common/ids/ids.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import { ScheduleSetupModule } from '../../../src/scheduling/setup/schedule-setup.module.js';
import { WaitlistModule } from '../../../src/waitlist/waitlist.module.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { someoneWaitsForLock } from '../../support/interleaving.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { day, NOW } from './scheduling-harness.js';

export interface Answer<Body> {
  status: number;
  body: Body;
  etag: string;
}

/** What lists answer. */
export interface List {
  items: { id: string; name?: string }[];
  nextCursor: string | null;
}

export interface SetupBench {
  database: TestDatabase;
  api: TestApi;
  /** A new one for each test, and one whose rows nobody of the first may see. */
  clinic: BuiltClinic;
  other: BuiltClinic;
  ask<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** All pages of a list, by two. */
  pages(path: string): Promise<List['items'][]>;
  /** The local starts that are free on a day, of the clinic's type and with anybody unless said otherwise. */
  free(date: string, more?: { typeId?: AppointmentTypeId; providerId?: ProviderId }): Promise<string[]>;
  audited(action: string): Promise<unknown[]>;
}

/** The routes by which a practice sets its schedule up, over HTTP, on a Friday at ten in New York. */
export function useSetup(): SetupBench {
  const bench = {} as SetupBench;
  let key: { authorization: string };
  beforeAll(async () => {
    bench.database = await openTestDatabase();
    bench.api = await startApi(bench.database, {
      imports: [ScheduleSetupModule, WaitlistModule],
      clock: new ManualClock(NOW),
    });
  });
  beforeEach(async () => {
    const { prisma } = bench.database;
    bench.clinic = await buildClinic(prisma);
    bench.other = await buildClinic(prisma);
    key = await grantKey(bench.database, bench.clinic.clinicId);
  });
  afterAll(async () => {
    await bench.api.close();
    await bench.database.close();
  });
  bench.ask = async (method, path, body, headers = {}) => {
    const response = await bench.api.send(method, `/api/v1/${path}`, body, { ...key, ...headers });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? null : JSON.parse(text)) as never,
      etag: response.headers.get('etag') ?? '',
    };
  };
  bench.pages = async (path) => {
    const pages: List['items'][] = [];
    let cursor: string | null = null;
    do {
      const onwards: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { status, body } = await bench.ask<List>('GET', `${path}limit=2${onwards}`);
      expect(status).toBe(200);
      pages.push(body.items);
      cursor = body.nextCursor;
    } while (cursor !== null);
    return pages;
  };
  bench.free = async (date, { typeId = bench.clinic.typeId, ...more } = {}) => {
    const { clinicId, timeZone } = bench.clinic;
    const window = day(date);
    const finding = bench.api.app.get(FindingService, { strict: false });
    const slots = await finding.findSlots({ clinicId, typeId, window, now: NOW, limit: 100, ...more });
    return slots.map(({ startsAt }) => clockOf(startsAt, timeZone));
  };
  bench.audited = (action) =>
    bench.database.prisma.auditEntry.findMany({ where: { clinicId: bench.clinic.clinicId, action } });
  return bench;
}

const clockOf = (at: Temporal.Instant, timeZone: string) =>
  at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** A problem that names these fields of a request. */
export const invalid = (...fields: string[]) =>
  ({
    status: 400,
    body: {
      code: 'common/invalid_input',
      errors: expect.arrayContaining(fields.map((field) => expect.objectContaining({ field }) as object)) as object[],
    },
  }) as const;

export const problem = (status: number, code: string) => ({ status, body: { code } });

/** Whoever has read the resource before somebody else changed it changes nothing. */
export async function expectLostUpdateRefused(
  bench: SetupBench,
  path: string,
  first: object,
  second: object,
): Promise<void> {
  const { etag } = await bench.ask('GET', path);
  const changed = await bench.ask('PATCH', path, first, { 'if-match': etag });
  expect(changed).toMatchObject({ status: 200, body: first });
  expect(changed.etag).toBe((await bench.ask('GET', path)).etag);
  expect(await bench.ask('PATCH', path, second, { 'if-match': etag })).toMatchObject({ status: 412 });
  expect((await bench.ask('GET', path)).body).toMatchObject(first);
  expect(await bench.ask('PATCH', path, second, { 'if-match': changed.etag })).toMatchObject({ body: second });
}

/**
 * Of two who change the same at the same time, as they have both read it, one does. Both are kept from writing to the table until
 * both have come as far as they can, which is further than reading for whoever does not wait for the other.
 */
export async function expectOneWinner(
  bench: SetupBench,
  { table, method = 'PATCH', path, bodies }: { table: string; method?: string; path: string; bodies: [object, object] },
): Promise<void> {
  const { etag } = await bench.ask('GET', path);
  const barrier = new pg.Client({ connectionString: bench.database.url });
  await barrier.connect();
  await barrier.query('BEGIN');
  await barrier.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
  const answers = Promise.all(bodies.map((body) => bench.ask(method, path, body, { 'if-match': etag })));
  await someoneWaitsForLock(bench.database.url, 2);
  await barrier.end();
  expect((await answers).map(({ status }) => status).sort()).toEqual([200, 412]);
}
