import fc from 'fast-check';
import { SlotPage } from '../../../src/scheduling/availability-query.types.js';
import type { SlotItem } from '../../../src/scheduling/slot-item.types.js';
import { buildAppointmentType, buildBlockout, buildClinic } from '../../support/builders.js';
import { grantKey } from '../../support/test-api.js';
import { at, patientIn, shaped, useDeskApi, type Answer } from './desk-api-harness.js';

const desk = useDeskApi();

const ask = (query: string): Promise<Answer> => desk.ask('GET', `/availability?${query}`);

async function slots(query: string): Promise<SlotItem[]> {
  const answer = await ask(`typeId=${desk.clinic.typeId}&limit=200&${query}`);
  expect(answer.status).toBe(200);
  return shaped(SlotPage, answer).items;
}

/** The clinic's wall times of different starts. */
const starts = (items: SlotItem[]): string[] => [...new Set(items.map(({ startsAtLocal }) => startsAtLocal))];

const ON_TUESDAY = 'from=2026-11-24&to=2026-11-24';

it('lists every start with everybody who is free, in order', async () => {
  const items = await slots(ON_TUESDAY);
  expect(items).toHaveLength(2 * 29);
  expect(starts(items)).toHaveLength(29);
  const [providerId] = [...desk.clinic.providerIds].sort();
  expect(items[0]).toEqual({
    typeId: desk.clinic.typeId,
    startsAt: '2026-11-24T14:00:00Z',
    startsAtLocal: '2026-11-24T09:00:00-05:00',
    endsAt: '2026-11-24T15:00:00Z',
    endsAtLocal: '2026-11-24T10:00:00-05:00',
    timeZone: 'America/New_York',
    provider: { id: providerId, name: expect.stringMatching(/^Dr\. [12]$/) as string },
    operatory: { id: desk.clinic.operatoryIds[0], name: 'Room 1' },
  });
});

it('leaves out what is booked, and what lies in a closure', async () => {
  const booking = {
    patientId: await patientIn(desk),
    typeId: desk.clinic.typeId,
    startsAt: at(desk, '2026-11-24T09:00'),
  };
  expect((await desk.ask('POST', '/appointments', { ...booking, providerId: desk.clinic.providerIds[0] })).status).toBe(
    201,
  );
  const tuesday = await slots(`${ON_TUESDAY}&providerId=${desk.clinic.providerIds[0] ?? ''}`);
  expect(starts(tuesday)[0]).toBe('2026-11-24T10:00:00-05:00');
  const day = new Date('2026-11-25');
  const { clinicId } = desk.clinic;
  await desk.database.prisma.closure.create({
    data: { clinicId, id: clinicId, name: 'Party', startsOn: day, endsOn: day },
  });
  expect(await slots('from=2026-11-25&to=2026-11-25')).toEqual([]);
  expect(starts(await slots('from=2026-11-25&to=2026-11-26'))[0]).toBe('2026-11-26T09:00:00-05:00');
});

it('keeps to rooms, to time that is kept for others, and to nothing that binds callers only', async () => {
  const [provider, other] = desk.clinic.providerIds;
  const [, room] = desk.clinic.operatoryIds;
  const typeId = await buildAppointmentType(desk.database.prisma, desk.clinic, {
    typeName: 'Surgery',
    phoneBooking: 'no',
    openTo: 'existing_patients',
    minNoticeMinutes: 10_000,
    horizonDays: 1,
  });
  const kept = { for: [desk.clinic.typeId], releaseMinutes: 0 };
  await buildBlockout(
    desk.database.prisma,
    desk.clinic,
    provider ?? '',
    at(desk, '2027-02-02T09:00'),
    at(desk, '2027-02-02T17:00'),
    kept,
  );
  const query = (more: string) => ask(`typeId=${typeId}&limit=200&${more}`);
  const today = shaped(SlotPage, await query('from=2026-11-19&to=2026-11-20')).items;
  expect(today[0]?.startsAtLocal).toBe('2026-11-20T10:00:00-05:00');
  const february = shaped(SlotPage, await query(`from=2027-02-02&to=2027-02-02&operatoryId=${room ?? ''}`)).items;
  expect(february).toHaveLength(29);
  expect(new Set(february.map((slot) => slot.provider.id))).toEqual(new Set([other]));
  expect(new Set(february.map((slot) => slot.operatory.name))).toEqual(new Set(['Room 2']));
  expect(shaped(SlotPage, await query('from=2028-12-01&to=2028-12-02')).items).toEqual([]);
});

it.each([
  ['timeOfDay=morning', '09:00:00', '11:45:00'],
  ['timeOfDay=afternoon', '12:00:00', '16:00:00'],
  ['timeOfDay=evening', undefined, undefined],
  ['weekday=3', undefined, undefined],
  ['weekday=2&weekday=3', '09:00:00', '16:00:00'],
])('narrows to %s', async (query, first, last) => {
  const found = starts(await slots(`${ON_TUESDAY}&${query}`));
  expect([found[0]?.slice(11, 19), found.at(-1)?.slice(11, 19)]).toEqual([first, last]);
});

describe('on a day on which the clocks change', () => {
  beforeEach(async () => {
    desk.clinic = await buildClinic(desk.database.prisma, { opensMinute: 0, closesMinute: 300 });
    desk.key = await grantKey(desk.database, desk.clinic.clinicId);
  });

  it('never offers a time that they skip, and books across the jump', async () => {
    const found = starts(await slots('from=2027-03-14&to=2027-03-14'));
    expect(found.slice(6, 10)).toEqual([
      '2027-03-14T01:30:00-05:00',
      '2027-03-14T01:45:00-05:00',
      '2027-03-14T03:00:00-04:00',
      '2027-03-14T03:15:00-04:00',
    ]);
    const startsAt = '2027-03-14T06:45:00Z';
    const { typeId } = desk.clinic;
    const booked = await desk.ask('POST', '/appointments', { patientId: await patientIn(desk), typeId, startsAt });
    expect(booked).toMatchObject({
      status: 201,
      body: { endsAt: '2027-03-14T07:45:00Z', endsAtLocal: '2027-03-14T03:45:00-04:00' },
    });
  });

  it('means the first coming of a time that comes twice', async () => {
    const found = starts(await slots('from=2027-11-07&to=2027-11-07'));
    expect(found.filter((start) => start.includes('T01:'))).toEqual(
      ['00', '15', '30', '45'].map((minute) => `2027-11-07T01:${minute}:00-04:00`),
    );
    const { typeId } = desk.clinic;
    const again = { patientId: await patientIn(desk), typeId, startsAt: '2027-11-07T06:15:00Z' };
    expect(await desk.ask('POST', '/appointments', again)).toMatchObject({
      status: 409,
      body: { code: 'scheduling/slot_taken' },
    });
  });
});

it('comes in pages that are the whole list, under all filters', async () => {
  const whole = new Map<string, SlotItem[]>();
  const scenario = fc.record({
    limit: fc.integer({ min: 1, max: 70 }),
    timeOfDay: fc.constantFrom('', '&timeOfDay=morning', '&timeOfDay=afternoon'),
    who: fc.constantFrom('', `&providerId=${desk.clinic.providerIds[1] ?? ''}`),
    room: fc.constantFrom('', `&operatoryId=${desk.clinic.operatoryIds[1] ?? ''}`),
    weekday: fc.constantFrom('', '&weekday=2'),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ limit, ...filters }) => {
      const query = `from=2026-11-24&to=2026-11-25${Object.values(filters).join('')}`;
      const expected = whole.get(query) ?? (await slots(query));
      whole.set(query, expected);
      const paged: SlotItem[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path = `typeId=${desk.clinic.typeId}&${query}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const page: SlotPage = shaped(SlotPage, await ask(path));
        expect(page.items.length <= limit).toBe(true);
        paged.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});

it.each([
  ['from=2026-11-24&to=2026-12-25', 'to'],
  ['from=2026-11-24&to=2026-11-23', 'to'],
  ['from=2026-11-24', 'to'],
  ['from=24.11.2026&to=2026-11-25', 'from'],
  [`${ON_TUESDAY}&weekday=8`, 'weekday'],
  [`${ON_TUESDAY}&timeOfDay=night`, 'timeOfDay'],
  [`${ON_TUESDAY}&colour=blue`, ''],
  [`${ON_TUESDAY}&cursor=nonsense`, 'cursor'],
])('refuses %s', async (query, field) => {
  const answer = await ask(`typeId=${desk.clinic.typeId}&${query}`);
  expect(answer).toMatchObject({ status: 400, body: { code: 'common/invalid_input', errors: [{ field }] } });
});

it("knows neither types nor people nor rooms of another clinic's", async () => {
  const other = await buildClinic(desk.database.prisma);
  const [providerId, operatoryId] = [other.providerIds[0] ?? '', other.operatoryIds[0] ?? ''];
  const query = `${ON_TUESDAY}&typeId=${other.typeId}&providerId=${providerId}&operatoryId=${operatoryId}`;
  const fields = ['typeId', 'providerId', 'operatoryId'];
  expect(await ask(query)).toMatchObject({ status: 400, body: { errors: fields.map((field) => ({ field })) } });
});
