import { randomUUID } from 'node:crypto';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, CallId, PatientId } from '../../../src/common/ids/ids.js';
import type { JobQueue } from '../../../src/jobs/job-queue.service.js';
import type { AppointmentItem } from '../../../src/scheduling/appointment-list.types.js';
import { SchedulingModule } from '../../../src/scheduling/scheduling.module.js';
import { ERASED } from '../../../src/compliance/records/kept-records.port.js';
import { buildAppointmentType, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { buildVisit } from '../../support/visits.js';
import {
  booked,
  DESK,
  NOW,
  requestFor,
  schedulingOn,
  slotAt,
  startJobs,
  type Scheduling,
} from './scheduling-harness.js';

interface List {
  items: AppointmentItem[];
  nextCursor: string | null;
}

let database: TestDatabase;
let jobs: JobQueue;
let scheduling: Scheduling;
let api: TestApi;
let clinic: BuiltClinic;
let key: { authorization: string };

beforeAll(async () => {
  database = await openTestDatabase();
  jobs = await startJobs(database);
  scheduling = schedulingOn(database.prisma, jobs);
  api = await startApi(database, { imports: [SchedulingModule], clock: new ManualClock(NOW) });
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma, { dentists: 2, operatories: 2 });
  key = await grantKey(database, clinic.clinicId);
});
afterAll(async () => {
  await api.close();
  await jobs.onApplicationShutdown();
  await database.close();
});

async function book(local: string, index = 0, callId: CallId | null = null): Promise<void> {
  const patient = { givenName: 'Ada', familyName: 'Marsh', phone: null };
  const outcome = await scheduling.bookings.book(
    requestFor(clinic, slotAt(clinic, local, 60, index, index), { patient, callId }),
  );
  expect(outcome.kind).toBe('booked');
}

/** So that who comes next is somebody else. */
async function renameEverybody(givenName: string): Promise<void> {
  const { clinicId } = clinic;
  const patients = await database.prisma.patient.findMany({ where: { clinicId }, select: { id: true } });
  for (const { id } of patients)
    await database.prisma.patient.updateMany({ where: { clinicId, id }, data: { givenName } });
}

async function list(query = ''): Promise<List> {
  const response = await api.get(`/api/v1/appointments${query}`, key);
  expect(response.status).toBe(200);
  return (await response.json()) as List;
}

const starts = ({ items }: List): string[] => items.map(({ startsAt }) => startsAt);
const audits = () =>
  database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId, action: 'appointments.listed' } });

async function takeCall(callSid: string): Promise<CallId> {
  const callId = randomUUID() as CallId;
  await database.prisma.call.create({
    data: {
      clinicId: clinic.clinicId,
      id: callId,
      callSid,
      direction: 'inbound',
      status: 'in_progress',
      fromNumber: '+15550100100',
      toNumber: clinic.number,
      resumes: 0,
      startedAt: new Date(NOW.epochMilliseconds),
    },
  });
  return callId;
}

it('shows an appointment in the promised shape', async () => {
  await book('2026-11-24T09:30', 0, await takeCall('CA00000000000000000000000000000001'));
  const { items, nextCursor } = await list();
  expect(nextCursor).toBeNull();
  const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
  expect(items).toEqual([
    {
      id: uuid,
      startsAt: '2026-11-24T14:30:00Z',
      startsAtLocal: '2026-11-24T09:30:00-05:00',
      endsAt: '2026-11-24T15:30:00Z',
      endsAtLocal: '2026-11-24T10:30:00-05:00',
      timeZone: 'America/New_York',
      status: 'scheduled',
      late: false,
      cancelledBy: null,
      movedFrom: null,
      movedTo: null,
      type: 'Filling',
      typeId: clinic.typeId,
      provider: 'Dr. 1',
      providerId: clinic.providerIds[0],
      operatory: 'Room 1',
      operatoryId: clinic.operatoryIds[0],
      patient: { id: uuid, name: 'Ada Marsh' },
      callSid: 'CA00000000000000000000000000000001',
      changedAt: '2026-11-20T15:00:00Z',
      changedAtLocal: '2026-11-20T10:00:00-05:00',
    },
  ]);
});

it('shows what a call booked, and that only, however long ago it was', async () => {
  const calls = [await takeCall('CA1'), await takeCall('CA2')];
  const at = async (local: string, callId: CallId | null) => {
    const id = await buildVisit(database.prisma, clinic, {
      patientId: await buildPatient(database.prisma, clinic),
      local,
    });
    await database.prisma.appointment.updateMany({ where: { clinicId: clinic.clinicId, id }, data: { callId } });
  };
  await at('2026-11-10T09:00', calls[0]!);
  await at('2026-11-24T09:00', calls[0]!);
  await at('2026-11-24T11:00', calls[1]!);
  await at('2026-11-24T13:00', null);
  expect(starts(await list('?callSid=CA1')).map((start) => start.slice(8, 13))).toEqual(['10T14', '24T14']);
  expect(starts(await list('?callSid=CA1&from=2026-11-11')).map((start) => start.slice(8, 13))).toEqual(['24T14']);
  expect(starts(await list('?callSid=CA3'))).toEqual([]);
});

it('shows which visit took the place of which, and that it was moved late', async () => {
  const visit = booked(await scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T09:00'))));
  const outcome = await scheduling.moves.move({
    clinicId: clinic.clinicId,
    appointmentId: visit.id,
    slot: slotAt(clinic, '2026-11-25T09:00'),
    by: 'patient',
    callId: null,
    idempotencyKey: randomUUID(),
    actor: DESK,
    now: visit.startsAt.subtract({ hours: 1 }),
  });
  if (outcome.kind !== 'moved') throw new Error(outcome.kind);
  expect((await list()).items).toMatchObject([
    { id: visit.id, status: 'rescheduled', late: true, movedFrom: null, movedTo: outcome.appointment.id },
    { id: outcome.appointment.id, status: 'scheduled', late: false, movedFrom: visit.id, movedTo: null },
  ]);
});

describe('the range', () => {
  beforeEach(async () => {
    await book('2026-11-23T09:00');
    await book('2026-11-24T09:00');
    await book('2026-11-24T16:00');
    await book('2026-11-25T09:00');
  });

  it.each([
    ['', ['23T14', '24T14', '24T21', '25T14']],
    ['?from=2026-11-24&to=2026-11-24', ['24T14', '24T21']],
    ['?from=2026-11-24', ['24T14', '24T21', '25T14']],
    ['?to=2026-11-24', ['23T14', '24T14', '24T21']],
    ['?from=2026-11-24T14:00:00Z&to=2026-11-24T21:00:00Z', ['24T14']],
    ['?from=2026-11-24T09:00:01-05:00&to=2026-11-25', ['24T21', '25T14']],
    ['?from=2026-11-24T19:30:00+05:30&to=2026-11-24', ['24T14', '24T21']],
    ['?from=2026-11-26', []],
    ['?from=2026-11-24T14:00:00Z&to=2026-11-24T14:00:00Z', []],
  ])('%s', async (query, expected) => {
    expect(starts(await list(query)).map((start) => start.slice(8, 13))).toEqual(expected);
  });

  it('begins with the local day of the clinic, not with that of UTC', async () => {
    const evening = await startApi(database, {
      imports: [SchedulingModule],
      clock: new ManualClock(Temporal.Instant.from('2026-11-25T02:00:00Z')),
    });
    const response = await evening.get('/api/v1/appointments', key);
    expect(starts((await response.json()) as List).map((start) => start.slice(8, 13))).toEqual([
      '24T14',
      '24T21',
      '25T14',
    ]);
    await evening.close();
  });

  it('keeps cancelled appointments in the record', async () => {
    await database.prisma.appointment.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { status: 'cancelled', cancelledBy: 'clinic' },
    });
    const { items } = await list('?from=2026-11-23&to=2026-11-23');
    expect(items.map(({ status }) => status)).toEqual(['cancelled']);
  });
});

describe('pages', () => {
  it('come in order of time and id, each appointment once, and end with a null cursor', async () => {
    for (const hour of ['09', '10', '11']) {
      await book(`2026-11-24T${hour}:00`, 0);
      await renameEverybody('Grace');
      await book(`2026-11-24T${hour}:00`, 1);
    }
    const all = await list();
    expect(all.items).toHaveLength(6);
    const order = all.items.map(({ startsAt, id }) => `${startsAt} ${id}`);
    expect(order).toEqual([...order].sort());
    const paged: AppointmentItem[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const page: List = await list(`?limit=4${cursor ? `&cursor=${cursor}` : ''}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
      pages++;
    }
    expect(pages).toBe(2);
    expect(paged).toEqual(all.items);
    expect((await list('?limit=6')).nextCursor).toBeNull();
  });
});

describe('filters and orders', () => {
  const STATUSES = ['scheduled', 'confirmed', 'completed', 'no_show', 'requested'] as const;
  let typeIds: AppointmentTypeId[];
  let patientIds: PatientId[];
  let rows: AppointmentItem[];

  beforeEach(async () => {
    typeIds = [clinic.typeId, await buildAppointmentType(database.prisma, clinic, { typeName: 'Crown' })];
    patientIds = [await buildPatient(database.prisma, clinic), await buildPatient(database.prisma, clinic)];
    const visits = fc.sample(
      fc.record({ hour: fc.nat(9), status: fc.constantFrom(...STATUSES), who: fc.nat(1), what: fc.nat(1) }),
      { numRuns: 30, seed: 9 },
    );
    for (const { hour, status, who, what } of visits) {
      const [patientId, typeId] = [patientIds[who] as PatientId, typeIds[what] as AppointmentTypeId];
      const turned = who === what ? clinic : { ...clinic, providerIds: [...clinic.providerIds].reverse() };
      const local = `2026-11-2${String(hour)}T09:00`;
      const id = await buildVisit(database.prisma, turned, { patientId, local, status, typeId });
      const changedAt = new Date(Date.parse('2026-11-10T00:00:00Z') + hour * who * 3_600_000);
      await database.prisma.appointment.updateMany({ where: { clinicId: clinic.clinicId, id }, data: { changedAt } });
    }
    rows = (await list('?from=2026-11-01&limit=200')).items;
    expect(rows).toHaveLength(30);
  });

  const filters = fc.record(
    {
      status: fc.subarray([...STATUSES], { minLength: 1 }),
      providerId: fc.nat(1),
      operatoryId: fc.constant(0),
      typeId: fc.nat(1),
      patientId: fc.nat(1),
      changedSince: fc.constantFrom('2026-11-10T00:00:00Z', '2026-11-10T03:00:00Z'),
      to: fc.constant('2026-11-27'),
    },
    { requiredKeys: [] },
  );
  const order = fc.record({
    sort: fc.constantFrom('startsAt', '-startsAt', 'changedAt', '-changedAt'),
    limit: fc.integer({ min: 1, max: 12 }),
  });

  it('show in pages just what they name, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(filters, order, async ({ status, changedSince, to, ...picked }, { sort, limit }) => {
        const ids = {
          ...(picked.providerId === undefined ? {} : { providerId: clinic.providerIds[picked.providerId] }),
          ...(picked.operatoryId === undefined ? {} : { operatoryId: clinic.operatoryIds[picked.operatoryId] }),
          ...(picked.typeId === undefined ? {} : { typeId: typeIds[picked.typeId] }),
          ...(picked.patientId === undefined ? {} : { patientId: patientIds[picked.patientId] }),
        };
        const query = new URLSearchParams({ from: '2026-11-01', sort, limit: String(limit), ...ids } as Record<
          string,
          string
        >);
        if (to) query.set('to', to);
        if (changedSince) query.set('changedSince', changedSince);
        for (const one of status ?? []) query.append('status', one);

        const wanted = rows.filter(
          (row) =>
            (!status || (status as string[]).includes(row.status)) &&
            (!changedSince || row.changedAt >= changedSince) &&
            (!to || row.startsAt < '2026-11-28T05') &&
            Object.entries({ ...ids, patientId: undefined }).every(
              ([name, id]) => !id || row[name as 'typeId'] === id,
            ) &&
            (!ids.patientId || row.patient.id === ids.patientId),
        );
        const by = sort.replace('-', '') as 'startsAt' | 'changedAt';
        const sign = sort.startsWith('-') ? -1 : 1;
        const key = (row: AppointmentItem) => `${String(Date.parse(row[by]))} ${row.id}`;
        const expected = wanted.sort((a, b) => (key(a) < key(b) ? -sign : sign)).map(({ id }) => id);

        const paged: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          if (cursor) query.set('cursor', cursor);
          const page: List = await list(`?${query.toString()}`);
          expect(page.items.length <= limit).toBe(true);
          paged.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        }
        expect(paged).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('reach back as far as there are visits when changes are asked for', async () => {
    const { items } = await list('?changedSince=2026-11-09T00:00:00Z&sort=changedAt&limit=200');
    expect(items).toHaveLength(30);
    expect((await list('?limit=200')).items.every(({ startsAt }) => startsAt >= '2026-11-20T05')).toBe(true);
  });
});

describe('what it refuses', () => {
  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=1.5', 'limit'],
    ['from=yesterday', 'from'],
    ['from=2026-13-01', 'from'],
    ['from=2026-11-24T10:00', 'from'],
    ['from=%2B275760-09-13T00:00:00Z', 'from'],
    ['from=0000-01-01', 'from'],
    ['to=', 'to'],
    ['from=2026-11-25&to=2026-11-24', 'to'],
    ['to=2026-11-19', 'to'],
    ['from=2026-11-25T10:00:00Z&to=2026-11-25T09:00:00Z', 'to'],
    ['from=2026-11-24&from=2026-11-25', 'from'],
    ['colour=blue', ''],
    ['status=late', 'status'],
    ['patientId=ada', 'patientId'],
    ['changedSince=2026-11-24', 'changedSince'],
    ['sort=name', 'sort'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=', 'cursor'],
    [
      `sort=changedAt&cursor=${Buffer.from('{"startsAtMs":0,"id":"6f1f7c52-5df1-4a35-a4a8-0d9cf2f4a001"}').toString('base64url')}`,
      'cursor',
    ],
    [`cursor=${Buffer.from('{"startsAtMs":1e300,"id":"x"}').toString('base64url')}`, 'cursor'],
    [
      `cursor=${Buffer.from('{"startsAtMs":-62167219200000,"id":"6f1f7c52-5df1-4a35-a4a8-0d9cf2f4a001"}').toString('base64url')}`,
      'cursor',
    ],
  ])('%s', async (query, field) => {
    const response = await api.get(`/api/v1/appointments?${query}`, key);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'common/invalid_input', errors: [{ field }] });
    expect(await audits()).toEqual([]);
  });

  it('a request without a key', async () => {
    expect((await api.get('/api/v1/appointments')).status).toBe(401);
  });
});

it('says once that a patient was erased, and shows all visits though one name does not open', async () => {
  await book('2026-11-24T09:00');
  await renameEverybody('Ben');
  await book('2026-11-24T10:00', 1);
  const patients = await database.prisma.patient.findMany({ where: { clinicId: clinic.clinicId } });
  const [ada, ben] = [
    patients.find(({ givenName }) => givenName === 'Ada'),
    patients.find((one) => one.givenName === 'Ben'),
  ];
  await database.prisma.patient.updateMany({
    where: { clinicId: clinic.clinicId, id: ada?.id ?? '' },
    data: { givenName: ERASED, familyName: ERASED, birthDate: null },
  });
  await execute(database.url, `UPDATE patients SET given_name = 's1.9.x' WHERE id = '${ben?.id}'`);
  const { items } = await list();
  expect(items.map(({ patient }) => patient.name)).toEqual(['[unreadable] Marsh', 'Erased patient']);
});

it('shows a clinic its own appointments only', async () => {
  await book('2026-11-24T09:00');
  const other = await buildClinic(database.prisma);
  const response = await api.get('/api/v1/appointments', await grantKey(database, other.clinicId));
  expect(((await response.json()) as List).items).toEqual([]);
});

it('writes one audit entry for each page that is read', async () => {
  await book('2026-11-24T09:00');
  const { items } = await list('?from=2026-11-24&to=2026-11-24');
  const [entry, ...more] = await audits();
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    actorKind: 'api_key',
    actorId: (await database.prisma.apiKey.findFirstOrThrow({ where: { clinicId: entry?.clinicId } })).id,
    subjectKind: 'clinic',
    patientIds: [items[0]?.patient.id],
    detail: { from: '2026-11-24T05:00:00Z', to: '2026-11-25T05:00:00Z', count: 1 },
  });
});

it('describes its parameters, answer and problems in the OpenAPI document', () => {
  const document = SwaggerModule.createDocument(api.app, new DocumentBuilder().addBearerAuth().build());
  const operation = document.paths['/api/v1/appointments']?.get;
  expect(operation).toMatchObject({
    security: [{ bearer: [] }, { cookie: [] }],
    parameters: [
      ...['from', 'to', 'status', 'providerId', 'operatoryId', 'typeId', 'patientId', 'callSid'],
      ...['changedSince', 'sort', 'cursor', 'limit'],
    ].map((name) => expect.objectContaining({ name, in: 'query', required: false }) as object),
    responses: {
      200: { content: { 'application/json': { schema: { properties: { items: { type: 'array' } } } } } },
      400: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      401: { content: { 'application/problem+json': {} } },
    },
  });
});
