import { randomUUID } from 'node:crypto';
import { ClinicsModule } from '../../../src/clinics/clinics.module.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { ApiClient, type PageBody } from '../../support/api-client.js';
import { buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

interface WeekItem {
  validFrom: string;
  validUntil: string | null;
  hours: { weekday: number; startMinute: number; endMinute: number }[];
}

interface ClosureItem {
  id: string;
  name: string;
  startsOn: string;
  endsOn: string;
  visits: number;
}

let database: TestDatabase;
let clinic: BuiltClinic;
let api: TestApi;
let ours: ApiClient;
let theirs: ApiClient;

beforeAll(async () => {
  database = await openTestDatabase();
  clinic = await buildClinic(database.prisma);
  const other = await buildClinic(database.prisma);
  api = await startApi(database, { imports: [ClinicsModule], clock: new ManualClock('2026-11-20T15:00:00Z') });
  ours = new ApiClient(api, await grantKey(database, clinic.clinicId));
  theirs = new ApiClient(api, await grantKey(database, other.clinicId));
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const profile = () => api.app.get(ClinicsService).profile(clinic.clinicId);

async function trail(prefix: string) {
  const entries = await database.prisma.auditEntry.findMany({
    where: { clinicId: clinic.clinicId, action: { startsWith: prefix } },
    orderBy: { seq: 'asc' },
  });
  return entries.map(({ action, detail }) => [action, detail]);
}

describe('opening hours', () => {
  const path = '/api/v1/opening-hours';
  const of = (weekday: number, startMinute = 540, endMinute = 1020) => ({ weekday, startMinute, endMinute });
  const weeks = async (client = ours, query = '') =>
    (await client.ask<PageBody<WeekItem>>('GET', `${path}${query}`)).body.items.map(
      ({ validFrom, validUntil, hours }) => [validFrom, validUntil, hours.map(({ weekday }) => weekday).join('')],
    );

  it('are set from a day on; those before them end, and callers hear of it', async () => {
    expect(await weeks()).toEqual([['2000-01-01', null, '1234567']]);
    const body = { validFrom: '2026-12-01', hours: [of(2), of(1, 780, 1020), of(1, 480, 720)] };
    const created = await ours.ask<WeekItem>('POST', path, body);
    expect(created).toMatchObject({
      status: 201,
      body: { validFrom: '2026-12-01', validUntil: null, hours: [of(1, 480, 720), of(1, 780, 1020), of(2)] },
    });
    expect(await ours.ask('GET', `${path}/2026-12-01`)).toEqual({ ...created, status: 200 });
    expect(await weeks()).toEqual([
      ['2000-01-01', '2026-11-30', '1234567'],
      ['2026-12-01', null, '112'],
    ]);
    const { openingHours, hoursChanges } = await profile();
    expect(openingHours).toHaveLength(7);
    expect(hoursChanges.map(({ from }) => from.toString())).toEqual(['2026-12-01']);
  });

  it('of some weeks lie between others, and go with the change that brought them', async () => {
    await ours.ask('POST', path, { validFrom: '2026-12-21', hours: [of(3)] });
    await ours.ask('POST', path, { validFrom: '2026-12-14', hours: [of(4)] });
    expect(await weeks()).toEqual([
      ['2000-01-01', '2026-11-30', '1234567'],
      ['2026-12-01', '2026-12-13', '112'],
      ['2026-12-14', '2026-12-20', '4'],
      ['2026-12-21', null, '3'],
    ]);
    const changed = await ours.ask<WeekItem>('PUT', `${path}/2026-12-14`, { hours: [of(5), of(6)] });
    expect(changed).toMatchObject({ status: 200, body: { validFrom: '2026-12-14', validUntil: '2026-12-20' } });
    expect(await ours.ask('GET', `${path}/2026-12-14`)).toEqual(changed);
    expect((await ours.ask('DELETE', `${path}/2026-12-01`)).status).toBe(204);
    expect(await weeks()).toEqual([
      ['2000-01-01', '2026-12-13', '1234567'],
      ['2026-12-14', '2026-12-20', '56'],
      ['2026-12-21', null, '3'],
    ]);
    expect(await weeks(ours, '?from=2026-12-14')).toEqual([
      ['2026-12-14', '2026-12-20', '56'],
      ['2026-12-21', null, '3'],
    ]);
    expect((await ours.pages<WeekItem>(path, 2)).map(({ length }) => length)).toEqual([2, 1]);
    expect(await trail('opening_hours.')).toEqual([
      ['opening_hours.created', { validFrom: '2026-12-01' }],
      ['opening_hours.created', { validFrom: '2026-12-21' }],
      ['opening_hours.created', { validFrom: '2026-12-14' }],
      ['opening_hours.changed', { validFrom: '2026-12-14' }],
      ['opening_hours.deleted', { validFrom: '2026-12-01' }],
    ]);
  });

  it.each([
    ['a day that is none', { validFrom: '2027-02-29', hours: [of(1)] }, '/validFrom'],
    ['no hours', { validFrom: '2027-03-01', hours: [] }, '/hours'],
    ['hours that end before they begin', { validFrom: '2027-03-01', hours: [of(1, 1020, 540)] }, '/hours/0'],
    ['hours that overlap', { validFrom: '2027-03-01', hours: [of(1), of(2), of(1, 1000, 1080)] }, '/hours/2'],
    ['an eighth day', { validFrom: '2027-03-01', hours: [of(8)] }, '/hours/0/weekday'],
    ['a minute after midnight', { validFrom: '2027-03-01', hours: [of(1, 0, 1441)] }, '/hours/0/endMinute'],
  ])('can not have %s', async (_, body, field) => {
    expect(await ours.refusal('POST', path, body)).toEqual([400, 'common/invalid_input', field]);
  });

  it('begin once on a day, and the first of them stay', async () => {
    expect(await ours.refusal('POST', path, { validFrom: '2026-12-21', hours: [of(1)] })).toEqual([
      409,
      'clinics/week_exists',
    ]);
    expect(await ours.refusal('DELETE', `${path}/2000-01-01`)).toEqual([409, 'clinics/first_week']);
    expect(await ours.refusal('GET', `${path}/2026-12-22`)).toEqual([404, 'clinics/week_not_found']);
    expect(await ours.refusal('GET', `${path}/tomorrow`)).toEqual([400, 'common/invalid_input', 'validFrom']);
    const overlapping = { hours: [of(1), of(1, 600, 700)] };
    expect(await ours.refusal('PUT', `${path}/2026-12-21`, overlapping)).toEqual([
      400,
      'common/invalid_input',
      '/hours/1',
    ]);
  });

  it('are changed by the first of two who have read the same, and not by the second', async () => {
    const address = `${path}/2026-12-21`;
    expect(await ours.race('PUT', address, [{ hours: [of(1)] }, { hours: [of(2)] }])).toEqual([200, 412]);
    const stale = { 'if-match': '"x"' };
    expect(await ours.refusal('DELETE', address, undefined, stale)).toEqual([412, 'http/precondition_failed']);
  });

  it('of another clinic are not there', async () => {
    for (const [method, body] of [['GET'], ['PUT', { hours: [of(1)] }], ['DELETE']] as const) {
      expect(await theirs.refusal(method, `${path}/2026-12-21`, body)).toEqual([404, 'clinics/week_not_found']);
    }
    expect(await weeks(theirs)).toEqual([['2000-01-01', null, '1234567']]);
  });
});

describe('closures', () => {
  const path = '/api/v1/closures';
  const close = async (name: string, startsOn: string, endsOn = startsOn) =>
    (await ours.ask<ClosureItem>('POST', path, { name, startsOn, endsOn })).body;

  /** In New York, for an hour. */
  async function visit(startsAt: string, status = 'scheduled'): Promise<string> {
    const patientId = await buildPatient(database.prisma, clinic);
    const { id } = await database.prisma.appointment.create({
      data: {
        clinicId: clinic.clinicId,
        id: randomUUID(),
        patientId,
        typeId: clinic.typeId,
        providerId: clinic.providerIds[0] ?? '',
        operatoryId: clinic.operatoryIds[0] ?? '',
        startsAt: new Date(startsAt),
        endsAt: new Date(Date.parse(startsAt) + 3_600_000),
        status,
        createdAt: new Date(0),
        changedAt: new Date(0),
      },
    });
    return id;
  }

  it('are created, told to callers, changed and deleted; the visits in them stay, and are counted', async () => {
    const inside = await visit('2026-12-24T15:00:00Z');
    await visit('2026-12-25T04:30:00Z'); // half an hour before midnight, to half an hour after it
    await visit('2026-12-26T05:00:00Z'); // the midnight at which the second day is over
    await visit('2026-12-24T18:00:00Z', 'completed');
    const created = await ours.ask<ClosureItem>('POST', path, {
      name: 'Christmas',
      startsOn: '2026-12-24',
      endsOn: '2026-12-25',
    });
    const { id } = created.body;
    expect(created).toMatchObject({ status: 201, body: { name: 'Christmas', startsOn: '2026-12-24', visits: 2 } });
    expect(await ours.ask('GET', `${path}/${id}`)).toEqual({ ...created, status: 200 });
    expect((await profile()).closures).toMatchObject([{ name: 'Christmas' }]);
    expect(await database.prisma.appointment.findFirst({ where: { id: inside } })).toMatchObject({
      status: 'scheduled',
    });

    const changed = await ours.ask<ClosureItem>('PATCH', `${path}/${id}`, { startsOn: '2026-12-25' });
    expect(changed).toMatchObject({ status: 200, body: { startsOn: '2026-12-25', endsOn: '2026-12-25', visits: 1 } });
    expect(await ours.ask('GET', `${path}/${id}`)).toEqual(changed);
    expect((await ours.ask('DELETE', `${path}/${id}`)).status).toBe(204);
    expect(await ours.refusal('GET', `${path}/${id}`)).toEqual([404, 'clinics/closure_not_found']);
    expect((await profile()).closures).toEqual([]);
    expect(await trail('closure.')).toEqual([
      ['closure.created', { startsOn: '2026-12-24', endsOn: '2026-12-25' }],
      ['closure.changed', { fields: 'startsOn', startsOn: '2026-12-25', endsOn: '2026-12-25' }],
      ['closure.deleted', {}],
    ]);
  });

  it.each([
    ['an end before its beginning', { name: 'x', startsOn: '2027-01-02', endsOn: '2027-01-01' }, '/endsOn'],
    ['more than a year', { name: 'x', startsOn: '2027-01-01', endsOn: '2028-02-01' }, '/endsOn'],
    ['an end that is no day', { name: 'x', startsOn: '2027-01-01', endsOn: '2027-02-30' }, '/endsOn'],
    ['a beginning in another age', { name: 'x', startsOn: '1066-10-14', endsOn: '2027-01-01' }, '/startsOn'],
    ['no name', { name: '', startsOn: '2027-01-01', endsOn: '2027-01-01' }, '/name'],
  ])('can not have %s', async (_, body, field) => {
    expect(await ours.refusal('POST', path, body)).toEqual([400, 'common/invalid_input', field]);
  });

  it('keep days that are in order when one of them is changed', async () => {
    const { id } = await close('Inventory', '2027-05-03', '2027-05-04');
    expect(await ours.refusal('PATCH', `${path}/${id}`, { startsOn: '2027-05-05' })).toEqual([
      400,
      'common/invalid_input',
      '/endsOn',
    ]);
    expect(await ours.refusal('PATCH', `${path}/${id}`, {})).toEqual([400, 'common/invalid_input', '']);
    await ours.ask('DELETE', `${path}/${id}`);
  });

  it('are listed by range, in either order, page by page', async () => {
    for (const [name, from, to] of [
      ['one', '2027-01-04', '2027-01-08'],
      ['two', '2027-01-04', '2027-01-04'],
      ['three', '2027-01-11', '2027-01-11'],
      ['four', '2027-02-01', '2027-02-02'],
    ] as const) {
      await close(name, from, to);
    }
    const names = async (query: string, limit = 50) =>
      (await ours.pages<ClosureItem>(`${path}${query}`, limit)).map((page) => page.map(({ name }) => name));
    const all = (await names('')).flat();
    expect([...all].sort()).toEqual(['four', 'one', 'three', 'two']);
    expect(all.slice(2)).toEqual(['three', 'four']);
    expect(await names('', 1)).toEqual(all.map((name) => [name]));
    expect((await names('?sort=-startsOn', 3)).flat()).toEqual([...all].reverse());
    expect(await names('?from=2027-01-05&to=2027-01-31')).toEqual([['one', 'three']]);
    expect(await names('?from=2027-01-12')).toEqual([['four']]);
    expect((await names('?to=2027-01-04')).flat().sort()).toEqual(['one', 'two']);
    expect(await ours.refusal('GET', `${path}?from=yesterday`)).toEqual([400, 'common/invalid_input', 'from']);
    expect(await ours.refusal('GET', `${path}?sort=name`)).toEqual([400, 'common/invalid_input', 'sort']);
  });

  it('are changed by the first of two who have read the same, and not by the second', async () => {
    const { id } = await close('Inventory', '2027-05-03');
    const address = `${path}/${id}`;
    expect(await ours.race('PATCH', address, [{ name: 'Stocks' }, { endsOn: '2027-05-04' }])).toEqual([200, 412]);
    const stale = { 'if-match': '"x"' };
    expect(await ours.refusal('DELETE', address, undefined, stale)).toEqual([412, 'http/precondition_failed']);
  });

  it('of another clinic are not there', async () => {
    const { id } = await close('Ours', '2027-06-01');
    for (const [method, body] of [['GET'], ['PATCH', { name: 'Theirs' }], ['DELETE']] as const) {
      expect(await theirs.refusal(method, `${path}/${id}`, body)).toEqual([404, 'clinics/closure_not_found']);
    }
    expect((await theirs.ask<PageBody<ClosureItem>>('GET', path)).body.items).toEqual([]);
  });
});
