import { randomUUID } from 'node:crypto';
import { buildAppointmentType, buildCall } from '../../support/builders.js';
import { putHold, putVisit, spelled, takenBy } from '../../support/schedule-rows.js';
import { jobsOf } from './scheduling-harness.js';
import { expectLostUpdateRefused, expectOneWinner, invalid, problem, useSetup } from './setup-harness.js';

const bench = useSetup();

const MONDAY = '2026-11-23';
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

interface Item {
  id: string;
}

const dentist = () => bench.clinic.providerIds[0] as string;
/** The zone is New York's, five hours behind. */
const visit = (from: string, to: string) =>
  putVisit(bench.database.prisma, bench.clinic, `${MONDAY}T${from}:00-05:00`, `${MONDAY}T${to}:00-05:00`);
const freed = async () =>
  (await jobsOf(bench.database, bench.clinic.clinicId))
    .filter(({ name }) => name === 'schedule_time_freed')
    .map(({ data }) => ({ providerId: data.providerId, startsAt: data.startsAt, endsAt: data.endsAt }));

describe('blockouts', () => {
  const body = (from: string, to: string, more: object = {}) => ({
    resourceId: dentist(),
    startsAt: `${MONDAY}T${from}:00-05:00`,
    endsAt: `${MONDAY}T${to}:00-05:00`,
    reason: 'meeting',
    ...more,
  });
  const add = (from: string, to: string, more: object = {}) =>
    bench.ask<Item>('POST', 'blockouts', body(from, to, more));

  it('take their time, and give it to the waiting list when they go', async () => {
    const created = await add('09:00', '15:30');
    expect(created).toMatchObject({
      status: 201,
      body: {
        id: uuid,
        resourceId: dentist(),
        kind: 'busy',
        reason: 'meeting',
        reserved: null,
        startsAt: '2026-11-23T14:00:00Z',
        startsAtLocal: '2026-11-23T09:00:00-05:00',
        endsAt: '2026-11-23T20:30:00Z',
        endsAtLocal: '2026-11-23T15:30:00-05:00',
        timeZone: 'America/New_York',
      },
    });
    const path = `blockouts/${created.body.id}`;
    expect((await bench.ask('GET', path)).body).toEqual(created.body);
    expect(await bench.free(MONDAY)).toEqual(['15:30', '15:45', '16:00']);
    expect(await freed()).toEqual([]);
    expect(await bench.ask('DELETE', path)).toEqual({ status: 204, body: null, etag: '' });
    expect(await bench.free(MONDAY)).toContain('09:00');
    expect(await freed()).toEqual([
      { providerId: dentist(), startsAt: '2026-11-23T14:00:00Z', endsAt: '2026-11-23T20:30:00Z' },
    ]);
    expect(await bench.ask('DELETE', path)).toMatchObject(problem(404, 'scheduling/blockout_not_found'));
    expect([await bench.audited('blockout.added'), await bench.audited('blockout.removed')]).toMatchObject([
      [{ subjectId: created.body.id }],
      [{ subjectId: created.body.id }],
    ]);
  });

  it('are refused where there is a visit or somebody is deciding, and leave nothing behind', async () => {
    const booked = await visit('10:00', '11:00');
    const refused = await bench.ask<{ detail: string }>('POST', 'blockouts', body('10:30', '12:00'));
    expect(refused).toMatchObject(problem(409, 'scheduling/time_taken'));
    expect(refused.body.detail).toContain(booked);
    const callId = await buildCall(bench.database.prisma, bench.clinic);
    const [from, to] = [`${MONDAY}T13:00:00-05:00`, `${MONDAY}T14:00:00-05:00`];
    await putHold(bench.database.prisma, bench.clinic, callId, from, to, '2026-11-20T15:10:00Z');
    expect(await add('13:30', '15:00')).toMatchObject(problem(409, 'scheduling/time_taken'));
    expect(await bench.database.prisma.blockout.count({ where: { clinicId: bench.clinic.clinicId } })).toBe(0);
    expect(spelled(await takenBy(bench.database.url, dentist()))).toHaveLength(2);
    expect(await bench.audited('blockout.added')).toEqual([]);
    expect(await add('11:00', '13:00')).toMatchObject({ status: 201 });
  });

  it('that keep time for some types let these and visits be', async () => {
    const { prisma } = bench.database;
    await visit('09:00', '10:00');
    const crown = await buildAppointmentType(prisma, bench.clinic, { typeName: 'Crown' });
    const created = await add('09:00', '15:30', {
      reason: 'new_patients',
      reserved: { for: [crown.toUpperCase()], releaseMinutes: 60 },
    });
    expect(created).toMatchObject({
      status: 201,
      body: { kind: 'reserved', reserved: { for: [crown], releaseMinutes: 60 } },
    });
    expect((await bench.ask('GET', `blockouts/${created.body.id}`)).body).toEqual(created.body);
    expect(await bench.free(MONDAY)).toEqual(['15:30', '15:45', '16:00']);
    expect(await bench.free(MONDAY, { typeId: crown })).toContain('10:00');
    expect(await bench.ask('DELETE', `blockouts/${created.body.id}`)).toMatchObject({ status: 204 });
    expect(await freed()).toEqual([]);
  });

  it('can be of a chair', async () => {
    expect(await add('09:00', '16:00', { resourceId: bench.clinic.operatoryIds[0] })).toMatchObject({ status: 201 });
    expect(await bench.free(MONDAY)).toEqual(['16:00']);
  });

  it('go only as they were read', async () => {
    const { id } = (await add('09:00', '10:00')).body;
    expect(await bench.ask('DELETE', `blockouts/${id}`, undefined, { 'if-match': '"old"' })).toMatchObject({
      status: 412,
    });
    const { etag } = await bench.ask('GET', `blockouts/${id}`);
    expect(await bench.ask('DELETE', `blockouts/${id}`, undefined, { 'if-match': etag })).toMatchObject({
      status: 204,
    });
  });

  it('are listed by their start in pages, by range, whose they are and kind', async () => {
    const [room] = bench.clinic.operatoryIds;
    const ids = [];
    for (const [from, to, more] of [
      ['09:00', '10:00', {}],
      ['09:00', '12:00', { resourceId: room, reason: 'maintenance' }],
      ['11:00', '12:00', { reserved: { for: [bench.clinic.typeId], releaseMinutes: 0 } }],
    ] as const)
      ids.push((await add(from, to, more)).body.id);
    const over = { startsAt: '2026-11-18T12:00:00Z', endsAt: '2026-11-19T05:30:00Z' };
    const early = (await add('09:00', '10:00', over)).body.id;
    const idsIn = async (query: string) =>
      (await bench.pages(`blockouts?${query}`)).map((page) => page.map(({ id }) => id));
    expect(await idsIn('')).toEqual([[...ids.slice(0, 2)].sort(), [ids[2]]]);
    // It reaches half an hour into the 19th.
    expect(await idsIn('from=2026-11-19&to=2026-11-22&')).toEqual([[early]]);
    expect(await idsIn('from=2026-11-20&to=2026-11-22&')).toEqual([[]]);
    expect(await idsIn(`resourceId=${room}&`)).toEqual([[ids[1]]]);
    expect(await idsIn('kind=reserved&')).toEqual([[ids[2]]]);
    expect(await idsIn(`resourceId=${bench.other.providerIds[0]}&`)).toEqual([[]]);
  });

  it('that were read from a calendar outside are shown, and stay', async () => {
    const { prisma } = bench.database;
    const [importId, id] = [randomUUID(), randomUUID()];
    const { clinicId } = bench.clinic;
    await prisma.calendarImport.create({
      data: {
        clinicId,
        id: importId,
        providerId: dentist(),
        url: 'https://calendar.example/a',
        createdAt: new Date(0),
      },
    });
    await prisma.$executeRaw`
      INSERT INTO blockouts (clinic_id, id, resource_id, during, kind, reason, import_id, event_key, created_at)
      VALUES (${clinicId}::uuid, ${id}::uuid, ${dentist()}::uuid,
        tstzrange('2026-11-23T14:00:00Z', '2026-11-23T15:00:00Z'), 'busy', 'calendar', ${importId}::uuid, 'a', now())`;
    expect(await bench.ask('GET', `blockouts/${id}`)).toMatchObject({ status: 200, body: { reason: 'calendar' } });
    expect(await bench.pages('blockouts?')).toMatchObject([[{ id }]]);
    const refused = problem(409, 'scheduling/blockout_of_calendar');
    expect(await bench.ask('DELETE', `blockouts/${id}`)).toMatchObject(refused);
    expect(await add('09:00', '10:00', { reason: 'calendar' })).toMatchObject(invalid('/reason'));
  });

  it('are refused for times that are none, and do not know what is of other clinics', async () => {
    expect(await add('10:00', '10:00')).toMatchObject(invalid('/endsAt'));
    expect(await add('09:00', '10:00', { endsAt: '2028-11-23T14:00:00Z' })).toMatchObject(invalid('/endsAt'));
    expect(await add('09:00', '10:00', { startsAt: '2026-11-23T09:00:00' })).toMatchObject(invalid('/startsAt'));
    expect(await add('09:00', '10:00', { startsAt: '+275760-01-01T00:00:00Z' })).toMatchObject(invalid('/startsAt'));
    expect(await add('09:00', '10:00', { reserved: { for: [], releaseMinutes: 0 } })).toMatchObject(
      invalid('/reserved/for'),
    );
    expect(await bench.ask('GET', 'blockouts?from=2026-11-24&to=2026-11-23')).toMatchObject(invalid('to'));
    expect(await bench.ask('GET', 'blockouts?cursor=x')).toMatchObject(invalid('cursor'));
    for (const stranger of [randomUUID(), bench.other.providerIds[0], bench.other.operatoryIds[0]]) {
      const unknown = problem(404, 'scheduling/resource_not_found');
      expect(await add('09:00', '10:00', { resourceId: stranger })).toMatchObject(unknown);
    }
    for (const stranger of [randomUUID(), bench.other.typeId]) {
      const reserved = { for: [bench.clinic.typeId, stranger], releaseMinutes: 0 };
      expect(await add('09:00', '10:00', { reserved })).toMatchObject(problem(404, 'scheduling/type_not_found'));
    }
  });
});

describe('weekly blockouts', () => {
  const add = (more: object = {}) =>
    bench.ask<Item>('POST', 'weekly-blockouts', {
      resourceId: dentist(),
      weekday: 1,
      startMinute: 540,
      endMinute: 930,
      validFrom: '2026-11-01',
      reason: 'break',
      ...more,
    });

  it('keep their time from bookings to come until their last day', async () => {
    const created = await add();
    expect(created).toMatchObject({
      status: 201,
      body: {
        id: uuid,
        resourceId: dentist(),
        kind: 'busy',
        reason: 'break',
        reserved: null,
        weekday: 1,
        startMinute: 540,
        endMinute: 930,
        validFrom: '2026-11-01',
        validUntil: null,
        timeZone: 'America/New_York',
      },
    });
    const path = `weekly-blockouts/${created.body.id}`;
    expect((await bench.ask('GET', path)).body).toEqual(created.body);
    const afternoon = ['15:30', '15:45', '16:00'];
    expect([await bench.free(MONDAY), await bench.free('2026-11-30')]).toEqual([afternoon, afternoon]);
    const ended = await bench.ask('PATCH', path, { validUntil: MONDAY });
    expect(ended).toMatchObject({ status: 200, body: { validUntil: MONDAY } });
    expect((await bench.ask('GET', path)).body).toEqual(ended.body);
    expect(await bench.free(MONDAY)).toEqual(afternoon);
    expect(await bench.free('2026-11-30')).toContain('09:00');
    await bench.ask('PATCH', path, { validUntil: null });
    expect(await bench.free('2026-11-30')).toEqual(afternoon);
    expect(await bench.ask('DELETE', path)).toMatchObject({ status: 204 });
    expect(await bench.free(MONDAY)).toContain('09:00');
    expect(await bench.ask('DELETE', path)).toMatchObject(problem(404, 'scheduling/weekly_blockout_not_found'));
    for (const [action, count] of [
      ['weekly_blockout.added', 1],
      ['weekly_blockout.changed', 2],
      ['weekly_blockout.removed', 1],
    ] as const)
      expect(await bench.audited(action)).toHaveLength(count);
    expect(await freed()).toEqual([]);
  });

  it('can keep time for some types, beside visits that are booked', async () => {
    await visit('10:00', '11:00');
    const crown = await buildAppointmentType(bench.database.prisma, bench.clinic, { typeName: 'Crown' });
    const reserved = { for: [crown], releaseMinutes: 0 };
    expect(await add({ reserved, reason: 'emergencies' })).toMatchObject({
      status: 201,
      body: { kind: 'reserved', reserved },
    });
    expect(await bench.free(MONDAY)).toEqual(['15:30', '15:45', '16:00']);
    expect(await bench.free(MONDAY, { typeId: crown })).toContain('09:00');
  });

  it('change only as they were read, and go only so', async () => {
    const path = `weekly-blockouts/${(await add()).body.id}`;
    await expectLostUpdateRefused(bench, path, { validUntil: MONDAY }, { validUntil: null });
    await expectOneWinner(bench, {
      table: 'weekly_blockouts',
      path,
      bodies: [{ validUntil: '2026-11-24' }, { validUntil: '2026-11-25' }],
    });
    expect(await bench.ask('DELETE', path, undefined, { 'if-match': '"old"' })).toMatchObject({ status: 412 });
    const { etag } = await bench.ask('GET', path);
    expect(await bench.ask('DELETE', path, undefined, { 'if-match': etag })).toMatchObject({ status: 204 });
  });

  it('are listed by weekday and time in pages, by day, whose they are and kind', async () => {
    const [room] = bench.clinic.operatoryIds;
    const tuesday = (await add({ weekday: 2 })).body.id;
    const late = (await add({ startMinute: 600 })).body.id;
    const rooms = (await add({ resourceId: room })).body.id;
    const own = (await add({ reserved: { for: [bench.clinic.typeId], releaseMinutes: 0 } })).body.id;
    const over = (await add({ weekday: 7, validUntil: '2026-11-19' })).body.id;
    const idsIn = async (query: string) =>
      (await bench.pages(`weekly-blockouts?${query}`)).map((page) => page.map(({ id }) => id));
    expect(await idsIn('')).toEqual([[rooms, own].sort(), [late, tuesday]]);
    expect(await idsIn('from=2026-11-19&')).toEqual([[rooms, own].sort(), [late, tuesday], [over]]);
    expect(await idsIn(`resourceId=${room}&`)).toEqual([[rooms]]);
    expect(await idsIn('kind=reserved&')).toEqual([[own]]);
  });

  it('are refused for times and days that are none, and do not know what is of other clinics', async () => {
    expect(await add({ endMinute: 540 })).toMatchObject(invalid('/endMinute'));
    expect(await add({ weekday: 0 })).toMatchObject(invalid('/weekday'));
    expect(await add({ validUntil: '2026-10-31' })).toMatchObject(invalid('/validUntil'));
    const path = `weekly-blockouts/${(await add()).body.id}`;
    expect(await bench.ask('PATCH', path, { validUntil: '2026-10-31' })).toMatchObject(invalid('/validUntil'));
    expect(await bench.ask('PATCH', path, {})).toMatchObject(invalid('/validUntil'));
    expect(await bench.ask('PATCH', path, { validUntil: null, weekday: 2 })).toMatchObject(invalid(''));
    const unknown = problem(404, 'scheduling/resource_not_found');
    expect(await add({ resourceId: bench.other.providerIds[0] })).toMatchObject(unknown);
    const reserved = { for: [bench.other.typeId], releaseMinutes: 0 };
    expect(await add({ reserved })).toMatchObject(problem(404, 'scheduling/type_not_found'));
    for (const stranger of [randomUUID(), await theirWeekly()]) {
      const missing = problem(404, 'scheduling/weekly_blockout_not_found');
      const theirs = `weekly-blockouts/${stranger}`;
      expect(await bench.ask('GET', theirs)).toMatchObject(missing);
      expect(await bench.ask('PATCH', theirs, { validUntil: null })).toMatchObject(missing);
      expect(await bench.ask('DELETE', theirs)).toMatchObject(missing);
    }
  });

  async function theirWeekly(): Promise<string> {
    const id = randomUUID();
    await bench.database.prisma.weeklyBlockout.create({
      data: {
        clinicId: bench.other.clinicId,
        id,
        resourceId: bench.other.providerIds[0] as string,
        weekday: 1,
        startsMinute: 540,
        endsMinute: 600,
        validFrom: new Date('2026-11-01'),
        kind: 'busy',
        reason: 'break',
      },
    });
    return id;
  }
});
