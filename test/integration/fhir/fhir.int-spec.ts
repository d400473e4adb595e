import { FhirModule } from '../../../src/fhir/fhir.module.js';
import {
  Appointment,
  bundleOf,
  OperationOutcome,
  Schedule,
  Slot,
  TYPE_SYSTEM,
  type Bundle,
} from '../../../src/fhir/fhir.types.js';
import { MessagingModule } from '../../../src/messaging/messaging.module.js';
import { buildBlockout, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** Friday, ten in the morning in New York. Monday the 23rd is open from nine to five; a visit takes an hour. */
const NOW = '2026-11-20T15:00:00Z';
const FHIR_TYPE = 'application/fhir+json; charset=utf-8';
const MONDAY = 'start=ge2026-11-23&start=lt2026-11-24';

let database: TestDatabase;
let api: TestApi;
let clock: ManualClock;
let clinic: BuiltClinic;
let key: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock(NOW);
  api = await startApi(database, { imports: [MessagingModule, FhirModule], clock });
});
afterAll(async () => {
  await api.close();
  await database.close();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  key = await grantKey(database, clinic.clinicId);
});

interface Resources {
  Schedule: Schedule;
  Slot: Slot;
  Appointment: Appointment;
}
type Kind = keyof Resources;
const BUNDLES = { Schedule: bundleOf(Schedule), Slot: bundleOf(Slot), Appointment: bundleOf(Appointment) };
const RESOURCES = { Schedule, Slot, Appointment };

/** Every answer is held against the strict schemas of what may be given out. */
async function bundle<K extends Kind>(kind: K, query = ''): Promise<Bundle<Resources[K]>> {
  const response = await api.get(`/fhir/r4/${kind}?${query}`, key);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, FHIR_TYPE]);
  return BUNDLES[kind].parse(await response.json()) as unknown as Bundle<Resources[K]>;
}

async function search<K extends Kind>(kind: K, query = ''): Promise<Resources[K][]> {
  const { entry = [] } = await bundle(kind, query);
  return entry.map(({ resource }) => resource);
}

/** All pages, by their links. */
async function pages<K extends Kind>(kind: K, query: string): Promise<Resources[K][]> {
  const { entry = [], link } = await bundle(kind, query);
  const next = link.find(({ relation }) => relation === 'next');
  const shown = entry.map(({ resource }) => resource);
  return next ? [...shown, ...(await pages(kind, new URL(next.url).search.slice(1)))] : shown;
}

async function read<K extends Kind>(kind: K, id: string): Promise<Resources[K]> {
  const response = await api.get(`/fhir/r4/${kind}/${id}`, key);
  expect(response.status).toBe(200);
  return RESOURCES[kind].parse(await response.json()) as unknown as Resources[K];
}

async function refusal(answer: Promise<Response>) {
  const response = await answer;
  expect(response.headers.get('content-type')).toContain('application/fhir+json');
  const { issue } = OperationOutcome.parse(await response.json());
  return { status: response.status, code: issue[0]?.code, ours: issue[0]?.details.coding[0]?.code, issue };
}

const post = (operation: string, parameter: object[], by = key) =>
  api.post(`/fhir/r4/Appointment/$${operation}`, JSON.stringify({ resourceType: 'Parameters', parameter }), {
    ...by,
    'content-type': 'application/fhir+json',
  });
async function operate(operation: string, parameter: object[]) {
  const response = await post(operation, parameter);
  expect([operation, response.status]).toEqual([operation, 200]);
  const { entry = [] } = BUNDLES.Appointment.parse(await response.json());
  return entry.map(({ resource }) => resource);
}

const wanted = () => [
  { name: 'start', valueDateTime: '2026-11-23T09:00:00-05:00' },
  { name: 'end', valueDateTime: '2026-11-23T12:00:00-05:00' },
  { name: 'visit-type', valueCodeableConcept: { coding: [{ system: TYPE_SYSTEM, code: clinic.typeId }] } },
];
const chosen = (id: string) => ({ name: 'appointment-reference', valueReference: { reference: `Appointment/${id}` } });
const patientParameter = (id: string) => ({
  name: 'patient-reference',
  valueReference: { reference: `Patient/${id}` },
});

async function book() {
  const patientId = await buildPatient(database.prisma, clinic);
  const [proposal] = await operate('find', wanted());
  const [visit] = await operate('book', [chosen(proposal?.id ?? ''), patientParameter(patientId)]);
  if (!visit) throw new Error('nothing was booked');
  return { visit, patientId };
}

it('tells anybody what it can do', async () => {
  const response = await api.get('/fhir/r4/metadata');
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/fhir+json; charset=utf-8',
  ]);
  expect(await response.json()).toMatchObject({
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    rest: [{ resource: [{ type: 'Schedule' }, { type: 'Slot' }, { type: 'Appointment' }] }],
  });
});

describe('schedules', () => {
  it('are one for each provider, page by page by the links', async () => {
    const other = await buildClinic(database.prisma, { dentists: 3 });
    key = await grantKey(database, other.clinicId);
    const ids = (await pages('Schedule', '_count=2&active=true')).map(({ id }) => id);
    expect(ids.sort()).toEqual([...other.providerIds].sort());
  });

  it('are found by whose they are, and by when they can be booked', async () => {
    const [id = ''] = clinic.providerIds;
    expect(await search('Schedule', `actor=Practitioner/${id}&date=2026-12-01`)).toEqual([await read('Schedule', id)]);
    expect(await search('Schedule', 'date=lt2026-11-20')).toEqual([]);
    expect(await search('Schedule', 'active=false')).toEqual([]);
  });
});

describe('slots', () => {
  it('are free where a visit may begin, and taken without a word of whose they are', async () => {
    const [id = ''] = clinic.providerIds;
    const { visit, patientId } = await book();
    await buildBlockout(database.prisma, clinic, id, '2026-11-23T18:00:00Z', '2026-11-23T19:00:00Z');
    const slots = await search('Slot', `schedule=Schedule/${id}&service-type=${clinic.typeId}&_count=200&${MONDAY}`);
    const taken = slots.filter(({ status }) => status !== 'free');
    expect(taken.map(({ status, start, end }) => [status, start, end])).toEqual([
      ['busy', visit.start, visit.end],
      ['busy-unavailable', '2026-11-23T13:00:00-05:00', '2026-11-23T14:00:00-05:00'],
    ]);
    expect(JSON.stringify(taken)).not.toMatch(new RegExp(`${patientId}|${visit.id}|Marsh`));
    const free = slots.filter(({ status }) => status === 'free');
    expect(free.length).toBeGreaterThan(5);
    const overlapping = free.filter(({ start, end }) =>
      taken.some((one) => Date.parse(start) < Date.parse(one.end) && Date.parse(one.start) < Date.parse(end)),
    );
    expect(overlapping).toEqual([]);
    for (const slot of [free[0], taken[0]]) expect(await read('Slot', slot?.id ?? '')).toEqual(slot);
  });

  it('come page by page, each once', async () => {
    const [id = ''] = clinic.providerIds;
    await book();
    const all = await search('Slot', `schedule=${id}&service-type=${clinic.typeId}&_count=200&${MONDAY}`);
    const paged = await pages('Slot', `schedule=${id}&service-type=${clinic.typeId}&_count=3&${MONDAY}`);
    expect(paged).toEqual(all);
  });

  it('that were free are busy once somebody has them', async () => {
    const [id = ''] = clinic.providerIds;
    const [first] = await search('Slot', `schedule=${id}&service-type=${clinic.typeId}&status=free&${MONDAY}`);
    await book();
    expect(await read('Slot', first?.id ?? '')).toEqual({ ...first, status: 'busy' });
  });

  it.each([
    ['', 'schedule'],
    ['schedule=Schedule/ID', 'start'],
    ['schedule=Schedule/ID&start=ge2026-11-23', 'start'],
    ['schedule=Schedule/ID&start=ge2026-11-23&start=lt2027-01-23', 'start'],
    ['schedule=Schedule/ID&start=ge2026-11-23&start=lt2026-11-24&status=free', 'service-type'],
    ['schedule=Schedule/ID&start=ge2026-11-23&start=lt2026-11-24&status=idle', 'status'],
  ])('are not to be had by %j', async (query, field) => {
    const [id = ''] = clinic.providerIds;
    const answer = await refusal(api.get(`/fhir/r4/Slot?${query.replace('ID', id)}`, key));
    expect(answer).toMatchObject({ status: 400, code: 'invalid', ours: 'common/invalid_input' });
    expect(answer.issue.flatMap(({ expression }) => expression)).toContain(field);
  });

  it('of another clinic are not there', async () => {
    const [id = ''] = clinic.providerIds;
    await book();
    const slots = await search('Slot', `schedule=${id}&service-type=${clinic.typeId}&_count=200&${MONDAY}`);
    const { clinicId } = await buildClinic(database.prisma);
    key = await grantKey(database, clinicId);
    for (const status of ['free', 'busy']) {
      const slot = slots.find((one) => one.status === status);
      const answer = await refusal(api.get(`/fhir/r4/Slot/${slot?.id ?? ''}`, key));
      expect(answer).toMatchObject({ status: 404, code: 'not-found' });
    }
    expect(await search('Slot', `schedule=${id}&${MONDAY}`)).toEqual([]);
  });
});

describe('appointments', () => {
  it('are found, held and booked', async () => {
    const proposals = await operate('find', wanted());
    const [first, second] = proposals;
    expect(proposals.map(({ status }) => status)).toEqual(proposals.map(() => 'proposed'));
    expect(first).toMatchObject({
      start: '2026-11-23T09:00:00-05:00',
      end: '2026-11-23T10:00:00-05:00',
      minutesDuration: 60,
    });

    const [pending] = await operate('hold', [chosen(second?.id ?? '')]);
    expect(pending).toMatchObject({ status: 'pending', start: second?.start });
    expect(await read('Appointment', pending?.id ?? '')).toEqual(pending);
    expect(await refusal(post('hold', [chosen(second?.id ?? '')]))).toMatchObject({
      ...{ status: 409, code: 'conflict', ours: 'scheduling/slot_taken' },
    });

    const patientId = await buildPatient(database.prisma, clinic);
    const [booked] = await operate('book', [chosen(pending?.id ?? ''), patientParameter(patientId)]);
    expect(booked).toMatchObject({ status: 'booked', start: second?.start, end: second?.end });
    expect(booked?.participant.map(({ actor }) => actor.reference)).toEqual([
      `Patient/${patientId}`,
      `Practitioner/${clinic.providerIds[0]}`,
      `Location/${clinic.operatoryIds[0]}`,
    ]);
    expect(await read('Appointment', booked?.id ?? '')).toEqual(booked);
    const gone = await refusal(post('book', [chosen(pending?.id ?? ''), patientParameter(patientId)]));
    expect(gone).toMatchObject({ status: 404, ours: 'scheduling/hold_not_found' });
  });

  it('are found by each parameter, and by all of them', async () => {
    const { visit, patientId } = await book();
    const [providerId] = clinic.providerIds;
    for (const query of [
      '',
      'date=2026-11-23',
      'date=ge2026-11-23T09:00:00-05:00&date=lt2026-11-23T09:00:01-05:00',
      `patient=Patient/${patientId}`,
      `patient=${patientId}&actor=Practitioner/${providerId}`,
      `actor=Location/${clinic.operatoryIds[0]}`,
      'status=booked,arrived',
      '_lastUpdated=ge2026-11-20',
      '_sort=-_lastUpdated&_count=1&_format=json',
    ]) {
      expect([query, await search('Appointment', query)]).toEqual([query, [visit]]);
    }
    for (const query of [
      'date=2026-11-24',
      `patient=${providerId}`,
      `patient=${patientId}&actor=Patient/${providerId}`,
      'status=cancelled',
      'status=proposed',
      '_lastUpdated=ge2026-11-21',
    ]) {
      expect([query, await search('Appointment', query)]).toEqual([query, []]);
    }
  });

  it('come page by page, in links without a word of a patient', async () => {
    const { visit } = await book();
    const { visit: other } = await book();
    const first = await bundle('Appointment', '_count=1');
    const next = first.link.find(({ relation }) => relation === 'next')?.url ?? '';
    expect(first.link[0]).toEqual({ relation: 'self', url: 'http://127.0.0.1/fhir/r4/Appointment?_count=1' });
    const cursor = new URL(next).searchParams.get('_cursor') ?? '';
    expect(Object.keys(JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object).sort()).toEqual([
      'id',
      'startsAtMs',
    ]);
    const second = await bundle('Appointment', new URL(next).search.slice(1));
    expect([first, second].flatMap(({ entry = [] }) => entry.map(({ resource }) => resource.id))).toEqual([
      visit.id,
      other.id,
    ]);
    expect(second.link).toHaveLength(1);
    const mixed = await refusal(api.get(`/fhir/r4/Appointment?_sort=_lastUpdated&_cursor=${cursor}`, key));
    expect(mixed).toMatchObject({ status: 400 });
  });

  it('are written down as read, with whose they are', async () => {
    const { patientId, visit } = await book();
    await search('Appointment', 'date=2026-11-23');
    await read('Appointment', visit.id);
    const entries = await database.prisma.auditEntry.findMany({
      where: { clinicId: clinic.clinicId, action: { in: ['appointments.listed', 'appointment.read'] } },
      orderBy: { seq: 'asc' },
    });
    expect(entries.map(({ action, patientIds }) => [action, patientIds])).toEqual([
      ['appointments.listed', [patientId]],
      ['appointment.read', [patientId]],
    ]);
  });

  it.each([
    ['find', (all: object[]) => all.slice(1), 'start'],
    ['find', (all: object[]) => [...all, all[0] ?? {}], 'start'],
    [
      'find',
      (all: object[]) => [all[1] ?? {}, { name: 'start', valueDateTime: '2026-11-24T09:00:00Z' }, all[2] ?? {}],
      'end',
    ],
    ['find', (all: object[]) => [...all, { name: 'colour', valueString: 'red' }], '/parameter/3/name'],
    ['book', () => [chosen('nothing')], '/parameter/0/valueReference'],
  ])('refuse to %s by parameters that are wrong (%#)', async (operation, change, field) => {
    const answer = await refusal(post(operation, change(wanted())));
    expect(answer).toMatchObject({ status: 400, code: 'invalid' });
    expect(answer.issue.flatMap(({ expression }) => expression)).toContain(field);
  });

  it('of another clinic, and without the scope, are refused as outcomes', async () => {
    const { visit } = await book();
    expect(await refusal(api.get('/fhir/r4/Appointment'))).toMatchObject({ status: 401, code: 'login' });
    const other = await grantKey(database, (await buildClinic(database.prisma)).clinicId);
    const answer = await refusal(api.get(`/fhir/r4/Appointment/${visit.id}`, other));
    expect(answer).toMatchObject({ status: 404, code: 'not-found', ours: 'scheduling/appointment_not_found' });
    for (const id of ['x', 'hold-x', `hold-${visit.id}`]) {
      expect(await refusal(api.get(`/fhir/r4/Appointment/${id}`, key))).toMatchObject({ status: 404 });
    }
  });
});
