import { randomUUID } from 'node:crypto';
import type { ProviderId } from '../../../src/common/ids/ids.js';
import { buildOperatory, buildProvider } from '../../support/builders.js';
import { putVisit } from '../../support/schedule-rows.js';
import { expectLostUpdateRefused, expectOneWinner, invalid, problem, useSetup } from './setup-harness.js';

const bench = useSetup();

const MONDAY = '2026-11-23';
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

interface Item {
  id: string;
  name: string;
}

describe('providers', () => {
  it('are added, and are free once they have hours', async () => {
    const created = await bench.ask<Item>('POST', 'providers', { name: ' Dr. Rivera ', role: 'dentist' });
    expect(created).toMatchObject({
      status: 201,
      body: { id: uuid, name: 'Dr. Rivera', role: 'dentist', active: true },
    });
    const { id } = created.body;
    expect((await bench.ask('GET', `providers/${id}`)).body).toEqual(created.body);
    const theirs = { providerId: id as ProviderId };
    expect(await bench.free(MONDAY, theirs)).toEqual([]);
    const hours = [{ weekday: 1, startMinute: 600, endMinute: 690 }];
    const put = await bench.ask('PUT', `providers/${id}/working-hours`, { validFrom: MONDAY, hours });
    expect(put.status).toBe(200);
    expect(await bench.free(MONDAY, theirs)).toEqual(['10:00', '10:15', '10:30']);
    expect(await bench.audited('provider.added')).toMatchObject([
      { subjectId: id, detail: { role: 'dentist', active: true }, actorKind: 'api_key' },
    ]);
    expect(await bench.audited('working_hours.set')).toHaveLength(1);
  });

  it('who see nobody any more are not offered, and their visits stay', async () => {
    const [id] = bench.clinic.providerIds;
    await putVisit(bench.database.prisma, bench.clinic, `${MONDAY}T15:00:00Z`, `${MONDAY}T16:00:00Z`);
    expect(await bench.free(MONDAY)).not.toEqual([]);
    expect(await bench.ask('PATCH', `providers/${id}`, { active: false })).toMatchObject({ status: 200 });
    expect(await bench.free(MONDAY)).toEqual([]);
    const where = { clinicId: bench.clinic.clinicId, status: 'scheduled' };
    expect(await bench.database.prisma.appointment.count({ where })).toBe(1);
    expect(await bench.audited('provider.changed')).toMatchObject([
      { subjectId: id, detail: { fields: 'active', role: 'dentist', active: false } },
    ]);
    await bench.ask('PATCH', `providers/${id}`, { active: true });
    expect(await bench.free(MONDAY)).not.toEqual([]);
  });

  it('are listed by name in pages, also by role and by whether they see patients', async () => {
    const { prisma } = bench.database;
    for (const [name, role, active] of [
      ['Cy', 'hygienist', true],
      ['Ann', 'hygienist', true],
      ['Bo', 'hygienist', false],
      ['Ann', 'assistant', true],
    ] as const)
      await buildProvider(prisma, bench.clinic, { name, role, active });
    const namesIn = async (query: string) => (await bench.pages(query)).map((page) => page.map(({ name }) => name));
    expect(await namesIn('providers?')).toEqual([['Ann', 'Ann'], ['Bo', 'Cy'], ['Dr. 1']]);
    expect(new Set((await bench.pages('providers?')).flat().map(({ id }) => id)).size).toBe(5);
    expect(await namesIn('providers?role=hygienist&')).toEqual([['Ann', 'Bo'], ['Cy']]);
    expect(await namesIn('providers?role=hygienist&active=true&')).toEqual([['Ann', 'Cy']]);
    expect(await namesIn('providers?active=false&')).toEqual([['Bo']]);
  });

  it('keep the role that types of visit need of them', async () => {
    const [id] = bench.clinic.providerIds;
    const { typeId } = bench.clinic;
    await bench.ask('PATCH', `appointment-types/${typeId}`, { providerIds: [id] });
    const refused = await bench.ask<{ detail: string }>('PATCH', `providers/${id}`, { role: 'hygienist' });
    expect(refused).toMatchObject(problem(409, 'scheduling/provider_leads_types'));
    expect(refused.body.detail).toContain(typeId);
    expect(await bench.ask('PATCH', `providers/${id}`, { role: 'dentist', name: 'Dr. New' })).toMatchObject({
      status: 200,
    });
    await bench.ask('PATCH', `appointment-types/${typeId}`, { providerIds: [] });
    expect(await bench.ask('PATCH', `providers/${id}`, { role: 'hygienist' })).toMatchObject({ status: 200 });
  });

  it('change only as they were read', async () => {
    await expectLostUpdateRefused(
      bench,
      `providers/${bench.clinic.providerIds[0]}`,
      { name: 'Dr. Adams' },
      { name: 'Dr. Brown', active: false },
    );
    await expectOneWinner(bench, {
      table: 'providers',
      path: `providers/${bench.clinic.providerIds[0]}`,
      bodies: [{ name: 'Dr. Clark' }, { name: 'Dr. Davis' }],
    });
  });

  it.each([
    [{ role: 'dentist' }, '/name'],
    [{ name: ' ', role: 'dentist' }, '/name'],
    [{ name: 'a\u0000b', role: 'dentist' }, '/name'],
    [{ name: 'a\ud800b', role: 'dentist' }, '/name'],
    [{ name: 'x'.repeat(101), role: 'dentist' }, '/name'],
    [{ name: 'Dr. X', role: 'janitor' }, '/role'],
    [{ name: 'Dr. X', role: 'dentist', active: 'yes' }, '/active'],
    [{ name: 'Dr. X', role: 'dentist', colour: 'blue' }, ''],
  ])('refuses %j', async (body, field) => {
    expect(await bench.ask('POST', 'providers', body)).toMatchObject(invalid(field));
  });

  it('refuses a change of nothing, of whom there is not, and questions that it does not know', async () => {
    const [id] = bench.clinic.providerIds;
    expect(await bench.ask('PATCH', `providers/${id}`, {})).toMatchObject(invalid(''));
    expect(await bench.ask('GET', 'providers/x')).toMatchObject(invalid('id'));
    expect(await bench.ask('GET', 'providers?colour=blue')).toMatchObject(invalid(''));
    expect(await bench.ask('GET', 'providers?active=maybe')).toMatchObject(invalid('active'));
    for (const stranger of [randomUUID(), bench.other.providerIds[0]]) {
      const missing = problem(404, 'scheduling/provider_not_found');
      expect(await bench.ask('GET', `providers/${stranger}`)).toMatchObject(missing);
      expect(await bench.ask('PATCH', `providers/${stranger}`, { name: 'Mine' })).toMatchObject(missing);
    }
  });
});

describe('working hours', () => {
  const path = () => `providers/${bench.clinic.providerIds[0]}/working-hours`;
  const hours = (weekdays: number[], startMinute = 600, endMinute = 690) =>
    weekdays.map((weekday) => ({ weekday, startMinute, endMinute }));

  it('are replaced from a day on, as a whole, with whatever was planned for later', async () => {
    await bench.ask('PUT', path(), { validFrom: '2026-12-07', hours: hours([1], 660, 780) });
    const put = await bench.ask('PUT', path(), { validFrom: '2026-11-30', hours: hours([1, 3]) });
    expect(put).toMatchObject({ status: 200, body: { providerId: bench.clinic.providerIds[0] } });
    expect(put.body).toEqual((await bench.ask('GET', path())).body);
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      startMinute: 540,
      endMinute: 1020,
      validFrom: '2000-01-01',
      validUntil: '2026-11-29',
    }));
    const later = hours([1, 3]).map((row) => ({ ...row, validFrom: '2026-11-30', validUntil: null }));
    expect(put.body.timeZone).toBe('America/New_York');
    expect(put.body.hours).toHaveLength(9);
    expect(put.body.hours).toEqual(expect.arrayContaining([...everyDay, ...later]));
    expect(await bench.free(MONDAY)).toContain('09:00');
    expect(await bench.free('2026-11-30')).toEqual(['10:00', '10:15', '10:30']);
    expect(await bench.free('2026-12-01')).toEqual([]);
    expect(await bench.free('2026-12-07')).toEqual(['10:00', '10:15', '10:30']);
  });

  it('of the same day twice are those that were said last, and none are at no time', async () => {
    await bench.ask('PUT', path(), { validFrom: '2026-11-23', hours: hours([1], 540, 600) });
    await bench.ask('PUT', path(), { validFrom: '2026-11-23', hours: [] });
    expect(await bench.free(MONDAY)).toEqual([]);
    const twice = [...hours([1], 540, 600), ...hours([1], 780, 840)];
    expect(await bench.ask('PUT', path(), { validFrom: '2026-11-20', hours: twice })).toMatchObject({ status: 200 });
    expect(await bench.free(MONDAY)).toEqual(['09:00', '13:00']);
  });

  it('change only as they were read', async () => {
    const { etag } = await bench.ask('GET', path());
    const put = (weekday: number, tag: string) =>
      bench.ask('PUT', path(), { validFrom: MONDAY, hours: hours([weekday]) }, { 'if-match': tag });
    const first = await put(1, etag);
    expect(first.status).toBe(200);
    expect((await put(2, etag)).status).toBe(412);
    expect((await bench.ask('GET', path())).body).toEqual(first.body);
    expect((await put(2, first.etag)).status).toBe(200);
    await expectOneWinner(bench, {
      table: 'provider_hours',
      method: 'PUT',
      path: path(),
      bodies: [
        { validFrom: MONDAY, hours: hours([3]) },
        { validFrom: MONDAY, hours: hours([4]) },
      ],
    });
  });

  it('are refused for days that are over, hours that overlap or are none, and whom there is not', async () => {
    const put = (body: object) => bench.ask('PUT', path(), body);
    expect(await put({ validFrom: '2026-11-19', hours: [] })).toMatchObject(invalid('/validFrom'));
    expect(await put({ validFrom: '2026-02-30', hours: [] })).toMatchObject(invalid('/validFrom'));
    expect(await put({ validFrom: '9999-01-01', hours: [] })).toMatchObject(invalid('/validFrom'));
    const overlapping = [...hours([2], 540, 700), ...hours([2], 600, 720)];
    expect(await put({ validFrom: MONDAY, hours: overlapping })).toMatchObject(invalid('/hours'));
    expect(await put({ validFrom: MONDAY, hours: hours([2], 600, 600) })).toMatchObject(invalid('/hours'));
    expect(await put({ validFrom: MONDAY, hours: hours([8]) })).toMatchObject(invalid('/hours/0/weekday'));
    expect(await put({ validFrom: MONDAY, hours: hours([1], 600, 1441) })).toMatchObject(invalid('/hours/0/endMinute'));
    for (const stranger of [randomUUID(), bench.other.providerIds[0]]) {
      const missing = problem(404, 'scheduling/provider_not_found');
      const theirs = `providers/${stranger}/working-hours`;
      expect(await bench.ask('GET', theirs)).toMatchObject(missing);
      expect(await bench.ask('PUT', theirs, { validFrom: MONDAY, hours: [] })).toMatchObject(missing);
    }
    expect(await bench.audited('working_hours.set')).toEqual([]);
  });
});

describe('operatories', () => {
  it('are added and taken out of use, and time in them is free or not', async () => {
    const created = await bench.ask<Item>('POST', 'operatories', { name: 'Room 9', kind: 'treatment' });
    expect(created).toMatchObject({ status: 201, body: { id: uuid, name: 'Room 9', kind: 'treatment', active: true } });
    expect((await bench.ask('GET', `operatories/${created.body.id}`)).body).toEqual(created.body);
    expect(await bench.ask('PATCH', `operatories/${bench.clinic.operatoryIds[0]}`, { active: false })).toMatchObject({
      status: 200,
      body: { active: false },
    });
    expect(await bench.free(MONDAY)).not.toEqual([]);
    await bench.ask('PATCH', `operatories/${created.body.id}`, { kind: 'hygiene' });
    expect(await bench.free(MONDAY)).toEqual([]);
    await bench.ask('PATCH', `operatories/${created.body.id}`, { kind: 'treatment' });
    expect(await bench.free(MONDAY)).not.toEqual([]);
    await bench.ask('PATCH', `operatories/${created.body.id}`, { active: false });
    expect(await bench.free(MONDAY)).toEqual([]);
    expect(await bench.audited('operatory.added')).toHaveLength(1);
    expect(await bench.audited('operatory.changed')).toHaveLength(4);
  });

  it('are listed by name in pages, by kind and by use', async () => {
    const { prisma } = bench.database;
    for (const [name, kind] of [
      ['C', 'hygiene'],
      ['A', 'hygiene'],
      ['B', 'hygiene'],
    ] as const)
      await buildOperatory(prisma, bench.clinic, { name, kind });
    await bench.ask('PATCH', `operatories/${bench.clinic.operatoryIds[0]}`, { active: false });
    const namesIn = async (query: string) => (await bench.pages(query)).map((page) => page.map(({ name }) => name));
    expect(await namesIn('operatories?')).toEqual([
      ['A', 'B'],
      ['C', 'Room 1'],
    ]);
    expect(await namesIn('operatories?kind=hygiene&')).toEqual([['A', 'B'], ['C']]);
    expect(await namesIn('operatories?active=false&')).toEqual([['Room 1']]);
  });

  it('change only as they were read', async () => {
    const [id] = bench.clinic.operatoryIds;
    const path = `operatories/${id}`;
    await expectLostUpdateRefused(bench, path, { name: 'Room A' }, { kind: 'hygiene' });
    await expectOneWinner(bench, { table: 'operatories', path, bodies: [{ name: 'Room B' }, { name: 'Room C' }] });
  });

  it('are refused for what is none, and are not those of others', async () => {
    expect(await bench.ask('POST', 'operatories', { name: 'R', kind: 'garage' })).toMatchObject(invalid('/kind'));
    expect(await bench.ask('POST', 'operatories', { kind: 'hygiene' })).toMatchObject(invalid('/name'));
    const [id] = bench.clinic.operatoryIds;
    expect(await bench.ask('PATCH', `operatories/${id}`, {})).toMatchObject(invalid(''));
    // A provider is no operatory.
    for (const stranger of [randomUUID(), bench.other.operatoryIds[0], bench.clinic.providerIds[0]]) {
      const missing = problem(404, 'scheduling/operatory_not_found');
      expect(await bench.ask('GET', `operatories/${stranger}`)).toMatchObject(missing);
      expect(await bench.ask('PATCH', `operatories/${stranger}`, { name: 'Mine' })).toMatchObject(missing);
    }
  });
});
