import { randomUUID } from 'node:crypto';
import { buildProvider } from '../../support/builders.js';
import { putVisit } from '../../support/schedule-rows.js';
import { jobsOf } from './scheduling-harness.js';
import { expectLostUpdateRefused, expectOneWinner, invalid, problem, useSetup, type List } from './setup-harness.js';

const bench = useSetup();

const MONDAY = '2026-11-23';
const MORNING = [{ startMinute: 540, endMinute: 660 }];

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

describe('days that are not like their weekday', () => {
  const add = (more: object = {}) =>
    bench.ask<Item>('POST', 'hours-overrides', { day: MONDAY, providerId: null, hours: MORNING, ...more });

  it('have their own hours, the house and a provider apart, and get their weekday back', async () => {
    const created = await add();
    expect(created).toMatchObject({
      status: 201,
      body: {
        id: `${MONDAY}_house`,
        day: MONDAY,
        providerId: null,
        hours: MORNING,
        timeZone: 'America/New_York',
        appointmentsOutside: [],
      },
    });
    expect((await bench.ask('GET', `hours-overrides/${created.body.id}`)).body).toEqual(created.body);
    expect(await bench.free(MONDAY)).toEqual(['09:00', '09:15', '09:30', '09:45', '10:00']);
    const hours = [
      { startMinute: 660, endMinute: 900 },
      { startMinute: 570, endMinute: 630 },
    ];
    const own = await add({ providerId: dentist(), hours });
    expect(own).toMatchObject({ status: 201, body: { id: `${MONDAY}_${dentist()}`, hours: [hours[1], hours[0]] } });
    expect((await bench.ask('GET', `hours-overrides/${own.body.id}`)).body).toEqual(own.body);
    expect(await bench.free(MONDAY)).toEqual(['09:30']);
    expect(await bench.ask('DELETE', `hours-overrides/${own.body.id}`)).toMatchObject({ status: 204 });
    expect(await bench.ask('DELETE', `hours-overrides/${created.body.id}`)).toMatchObject({ status: 204 });
    expect(await bench.free(MONDAY)).toContain('16:00');
    expect(await bench.audited('day_hours.set')).toHaveLength(2);
    expect(await bench.audited('day_hours.cleared')).toHaveLength(2);
    expect(await freed()).toEqual([]); // a rule: whoever asks for such time finds it
  });

  it('name the visits that lie outside, and let them be', async () => {
    const inside = await visit('09:00', '10:00');
    const outside = await visit('10:30', '11:30');
    const created = await add();
    expect(created).toMatchObject({ status: 201, body: { appointmentsOutside: [outside] } });
    const path = `hours-overrides/${created.body.id}`;
    expect((await bench.ask('GET', path)).body).toEqual(created.body);
    expect(await bench.ask('PATCH', path, { hours: [] })).toMatchObject({
      status: 200,
      body: { hours: [], appointmentsOutside: [inside, outside] },
    });
    expect(await bench.free(MONDAY)).toEqual([]);
    const theirs = await add({ providerId: dentist() });
    expect(theirs.body).toMatchObject({ appointmentsOutside: [outside] });
  });

  it('are there once: who adds hours to such a day is told to change them', async () => {
    await add();
    expect(await add({ hours: [] })).toMatchObject(problem(409, 'scheduling/hours_override_exists'));
    expect(await bench.free(MONDAY)).toContain('09:00');
  });

  it('change only as they were read, and go only so', async () => {
    const { id } = (await add()).body;
    const path = `hours-overrides/${id}`;
    const second = { hours: [{ startMinute: 600, endMinute: 720 }] };
    await expectLostUpdateRefused(bench, path, { hours: [] }, second);
    await expectOneWinner(bench, { table: 'hours_overrides', path, bodies: [{ hours: [] }, { hours: MORNING }] });
    expect(await bench.ask('DELETE', path, undefined, { 'if-match': '"old"' })).toMatchObject({ status: 412 });
    const { etag } = await bench.ask('GET', path);
    expect(await bench.ask('DELETE', path, undefined, { 'if-match': etag })).toMatchObject({ status: 204 });
  });

  it('are listed by day in pages, by range and by whose they are', async () => {
    const other = await buildProvider(bench.database.prisma, bench.clinic, { name: 'Dr. 2' });
    await add({ day: '2026-12-24' });
    await add({ day: '2026-12-23', providerId: dentist(), hours: [] });
    await add({ day: '2026-12-23', providerId: other });
    await add({ day: '2026-12-23' });
    await add({ day: '2026-11-19' });
    const inOrder = [dentist(), other].sort();
    const idsIn = async (query: string) =>
      (await bench.pages(`hours-overrides?${query}`)).map((page) => page.map(({ id }) => id));
    expect(await idsIn('')).toEqual([
      ['2026-12-23_house', `2026-12-23_${inOrder[0]}`],
      [`2026-12-23_${inOrder[1]}`, '2026-12-24_house'],
    ]);
    expect(await idsIn('from=2026-11-01&to=2026-12-23&whose=house&')).toEqual([
      ['2026-11-19_house', '2026-12-23_house'],
    ]);
    expect(await idsIn(`whose=providers&providerId=${other}&`)).toEqual([[`2026-12-23_${other}`]]);
    const { body } = await bench.ask<List>('GET', `hours-overrides?providerId=${dentist()}`);
    expect(body.items).toEqual([
      {
        id: `2026-12-23_${dentist()}`,
        day: '2026-12-23',
        providerId: dentist(),
        hours: [],
        timeZone: 'America/New_York',
      },
    ]);
  });

  it('are refused for what is no day or no hours, and for whom there is not', async () => {
    expect(await add({ day: '2026-02-30' })).toMatchObject(invalid('/day'));
    expect(await add({ providerId: undefined })).toMatchObject(invalid('/providerId'));
    expect(await add({ hours: [{ startMinute: 600, endMinute: 600 }] })).toMatchObject(invalid('/hours'));
    expect(await add({ hours: [...MORNING, ...MORNING] })).toMatchObject(invalid('/hours'));
    expect(await bench.ask('GET', 'hours-overrides/monday')).toMatchObject(invalid('id'));
    expect(await bench.ask('GET', 'hours-overrides/2026-13-01_house')).toMatchObject(invalid('id'));
    expect(await bench.ask('GET', 'hours-overrides?from=2026-12-24&to=2026-12-23')).toMatchObject(invalid('to'));
    const missing = problem(404, 'scheduling/hours_override_not_found');
    expect(await bench.ask('GET', `hours-overrides/${MONDAY}_house`)).toMatchObject(missing);
    expect(await bench.ask('PATCH', `hours-overrides/${MONDAY}_house`, { hours: [] })).toMatchObject(missing);
    expect(await bench.ask('DELETE', `hours-overrides/${MONDAY}_house`)).toMatchObject(missing);
    for (const stranger of [randomUUID(), bench.other.providerIds[0]]) {
      const unknown = problem(404, 'scheduling/resource_not_found');
      expect(await add({ providerId: stranger })).toMatchObject(unknown);
      expect(await bench.ask('GET', `hours-overrides/${MONDAY}_${stranger}`)).toMatchObject(missing);
    }
    expect(await bench.audited('day_hours.set')).toEqual([]);
  });
});
