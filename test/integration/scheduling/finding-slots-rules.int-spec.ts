import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, CallId, ClinicId, WaitlistOfferId } from '../../../src/common/ids/ids.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import { ScheduleRepository } from '../../../src/scheduling/schedule.repository.js';
import { AppointmentTypeNotFoundError } from '../../../src/scheduling/scheduling.errors.js';
import type { SlotQuery } from '../../../src/scheduling/scheduling.types.js';
import {
  buildAppointmentType,
  buildBlockout,
  buildClinic,
  buildOperatory,
  buildPatient,
  buildProvider,
  type BuiltClinic,
} from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { day, NOW } from './scheduling-harness.js';

let database: TestDatabase;
let finding: FindingService;
const schedules = new ScheduleRepository();

beforeAll(async () => {
  database = await openTestDatabase();
  finding = new FindingService(schedules, database.prisma);
});
afterAll(() => database.close());

const MONDAY = day('2026-11-23');
const column = (date: string) => new Date(`${date}T00:00:00Z`);

/** The clock times at which the clinic's type can be had on that Monday. */
async function mondayOf(clinic: BuiltClinic, changes: Partial<SlotQuery> = {}): Promise<string[]> {
  const { clinicId, typeId, timeZone } = clinic;
  const query = { clinicId, typeId, window: MONDAY, now: NOW, limit: 100, ...changes };
  return (await finding.findSlots(query)).map(({ startsAt }) =>
    startsAt.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' }),
  );
}

/** A hold of the clinic's chair for a local hour of that Monday. */
async function buildHold(
  clinic: BuiltClinic,
  owner: { callId?: CallId; offerId?: WaitlistOfferId },
  hour: string,
  expiresAt = '2026-11-20T15:10:00Z',
): Promise<void> {
  const id = randomUUID();
  const [startsAt, endsAt] = [`2026-11-23T${hour}:00:00-05:00`, `2026-11-23T${hour}:59:00-05:00`].map(
    (at) => new Date(at),
  );
  const operatoryId = clinic.operatoryIds[0] ?? '';
  await database.prisma.hold.create({
    data: {
      clinicId: clinic.clinicId,
      id,
      ...owner,
      typeId: clinic.typeId,
      providerId: clinic.providerIds[0] ?? '',
      operatoryId,
      startsAt: startsAt ?? '',
      endsAt: endsAt ?? '',
      createdAt: new Date(NOW.epochMilliseconds),
      expiresAt: new Date(expiresAt),
    },
  });
  await database.prisma.$executeRaw`
    INSERT INTO allocations (clinic_id, id, resource_id, during, hold_id)
    VALUES (${clinic.clinicId}::uuid, ${randomUUID()}::uuid, ${operatoryId}::uuid,
      tstzrange(${startsAt}::timestamptz, ${endsAt}::timestamptz), ${id}::uuid)`;
}

async function buildCall(clinicId: ClinicId): Promise<CallId> {
  const id = randomUUID() as CallId;
  const numbers = { fromNumber: '+15550100177', toNumber: '+15550100101' };
  const call = { callSid: `CA${id.replaceAll('-', '')}`, direction: 'inbound', status: 'in_progress', resumes: 0 };
  await database.prisma.call.create({
    data: { clinicId, id, ...call, ...numbers, startedAt: new Date(NOW.epochMilliseconds) },
  });
  return id;
}

it('knows hours by their validity, and days of their own', async () => {
  const clinic = await buildClinic(database.prisma, { opensMinute: 540, closesMinute: 660 });
  const { clinicId } = clinic;
  const [providerId] = clinic.providerIds;
  await database.prisma.openingHours.updateMany({ where: { clinicId }, data: { validUntil: column('2026-11-22') } });
  expect(await mondayOf(clinic)).toEqual([]);
  await database.prisma.openingHours.create({
    data: { clinicId, weekday: 1, opensMinute: 600, closesMinute: 720, validFrom: column('2026-11-23') },
  });
  expect(await mondayOf(clinic)).toEqual(['10:00']);
  const own = (minutes: { startsMinute?: number; endsMinute?: number }, whose: string | null = null) =>
    database.prisma.hoursOverride.create({
      data: { clinicId, id: randomUUID(), providerId: whose, day: column('2026-11-23'), ...minutes },
    });
  await own({ startsMinute: 600, endsMinute: 690 }, providerId);
  expect(await mondayOf(clinic)).toEqual(['10:00', '10:15', '10:30']);
  await own({ startsMinute: 615, endsMinute: 680 });
  expect(await mondayOf(clinic)).toEqual(['10:15']);
  await own({ startsMinute: 680, endsMinute: 690 });
  expect(await mondayOf(clinic)).toEqual(['10:15', '10:30']);
  await database.prisma.hoursOverride.deleteMany({ where: { clinicId, providerId } });
  await own({}, providerId);
  expect(await mondayOf(clinic)).toEqual([]);
});

it('knows weekly and single time that is blocked or kept', async () => {
  const clinic = await buildClinic(database.prisma, { opensMinute: 540, closesMinute: 660 });
  const { clinicId, typeId } = clinic;
  const [resourceId = ''] = clinic.providerIds;
  const emergency = await buildAppointmentType(database.prisma, clinic, { typeName: 'Emergency' });
  const FULL = ['09:00', '09:15', '09:30', '09:45', '10:00'];
  expect(await mondayOf(clinic)).toEqual(FULL);

  const weekly = { clinicId, id: randomUUID(), resourceId, weekday: 1, startsMinute: 540, endsMinute: 555 };
  await database.prisma.weeklyBlockout.create({ data: { ...weekly, kind: 'busy', reason: 'meeting' } });
  expect(await mondayOf(clinic)).toEqual(FULL.slice(1));
  const kept = { kind: 'reserved', reason: 'emergencies', reservedFor: [emergency], releaseMinutes: 60 };
  await database.prisma.weeklyBlockout.updateMany({ where: { clinicId }, data: kept });
  expect(await mondayOf(clinic)).toEqual(FULL.slice(1));
  expect(await mondayOf({ ...clinic, typeId: emergency })).toEqual(FULL);
  expect(await mondayOf(clinic, { now: Temporal.Instant.from('2026-11-23T13:00:00Z') })).toEqual(FULL);

  const from = ['2026-11-23T15:45:00Z', '2026-12-30T00:00:00Z'] as const;
  await buildBlockout(database.prisma, clinic, resourceId, ...from, { for: [emergency], releaseMinutes: 0 });
  expect(await mondayOf(clinic)).toEqual(['09:15', '09:30', '09:45']);
  expect(await mondayOf({ ...clinic, typeId: emergency })).toEqual(FULL);
  expect(await mondayOf({ ...clinic, typeId })).toHaveLength(3);
});

it('knows the parts, the people, the buffers and the grid of a type', async () => {
  const clinic = await buildClinic(database.prisma, { opensMinute: 540, closesMinute: 660, dentists: 2 });
  const { clinicId, typeId } = clinic;
  const assistant = await buildProvider(database.prisma, clinic, { name: 'Ana', role: 'assistant' });
  const part = { clinicId, typeId };
  await database.prisma.appointmentTypePart.createMany({
    data: [
      { ...part, role: 'assistant', startsMinute: 40, endsMinute: 60 },
      { ...part, role: 'assistant', startsMinute: 0, endsMinute: 10 },
      { ...part, role: 'assistant', startsMinute: 10, endsMinute: 15 },
    ],
  });
  await database.prisma.appointmentTypeProvider.create({ data: { ...part, providerId: clinic.providerIds[1] ?? '' } });
  await database.prisma.appointmentType.updateMany({
    where: { clinicId },
    data: { setupMinutes: 5, cleanupMinutes: 10, openTo: 'new_patients', phoneBooking: 'staff_approval' },
  });
  await database.prisma.clinic.update({ where: { id: clinicId }, data: { slotMinutes: 20 } });

  const schedule = await database.prisma.inClinic(clinicId, (tx) => schedules.find(tx, clinicId, typeId, NOW));
  expect(schedule?.slotMinutes).toBe(20);
  expect(schedule?.providers.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'Ana assistant',
    'Dr. 1 dentist',
    'Dr. 2 dentist',
  ]);
  expect(schedule?.type).toMatchObject({
    setupMinutes: 5,
    cleanupMinutes: 10,
    openTo: 'new_patients',
    phoneBooking: 'staff_approval',
    onlyProviderIds: [clinic.providerIds[1]],
    demands: [
      { role: 'dentist', stretches: [{ fromMinute: 0, toMinute: 60 }] },
      {
        role: 'assistant',
        stretches: [
          { fromMinute: 0, toMinute: 15 },
          { fromMinute: 40, toMinute: 60 },
        ],
      },
    ],
  });
  expect(await mondayOf(clinic)).toEqual(['09:00', '09:20', '09:40', '10:00']);
  expect(await mondayOf(clinic, { standing: 'existing' })).toEqual([]);
  expect(await mondayOf(clinic, { providerId: clinic.providerIds[0] })).toEqual([]);
  await buildBlockout(database.prisma, clinic, assistant, '2026-11-23T14:50:00Z', '2026-11-23T15:00:00Z');
  expect(await mondayOf(clinic)).toEqual(['09:20', '10:00']);
  // The chair is cleaned until ten past eleven, when somebody else has it.
  await buildBlockout(
    database.prisma,
    clinic,
    clinic.operatoryIds[0] ?? '',
    '2026-11-23T16:05:00Z',
    '2026-11-23T17:00:00Z',
  );
  expect(await mondayOf(clinic)).toEqual(['09:20']);
});

it('leaves out the time that others hold, but neither one’s own nor what has expired', async () => {
  const clinic = await buildClinic(database.prisma, { opensMinute: 540, closesMinute: 720 });
  const hours = async (changes: Partial<SlotQuery> = {}) =>
    (await mondayOf(clinic, changes)).filter((time) => time.endsWith(':00'));
  const callId = await buildCall(clinic.clinicId);
  await buildHold(clinic, { callId }, '09');
  const patientId = await buildPatient(database.prisma, clinic);
  const [entryId, offerId] = [randomUUID(), randomUUID() as WaitlistOfferId];
  const { clinicId, typeId } = clinic;
  const at = new Date(NOW.epochMilliseconds);
  await database.prisma.waitlistEntry.create({
    data: {
      ...{ clinicId, id: entryId, patientId, typeId, phone: '+15550100177', status: 'offered', createdAt: at },
      ...{ fromDay: column('2026-11-20'), untilDay: column('2026-12-20'), weekdays: [1] },
    },
  });
  await database.prisma.waitlistOffer.create({
    data: {
      ...{ clinicId, id: offerId, entryId, typeId, providerId: clinic.providerIds[0] ?? '', status: 'open' },
      ...{
        phone: '+15550100177',
        operatoryId: clinic.operatoryIds[0] ?? '',
        startsAt: at,
        endsAt: new Date('2026-12-01'),
        offeredAt: at,
        answerBy: at,
      },
    },
  });
  await buildHold(clinic, { offerId }, '10');
  await buildHold(clinic, { callId: await buildCall(clinicId) }, '11', '2026-11-20T15:00:00Z');
  expect(await hours()).toEqual(['11:00']);
  expect(await hours({ owner: { callId } })).toEqual(['09:00', '11:00']);
  expect(await hours({ owner: { offerId } })).toEqual(['10:00', '11:00']);
  expect(await hours({ now: NOW.subtract({ seconds: 1 }) })).toEqual([]);
});

it('does not know the types of other clinics', async () => {
  const [clinic, other] = [await buildClinic(database.prisma), await buildClinic(database.prisma)];
  await expect(mondayOf({ ...clinic, typeId: other.typeId })).rejects.toThrow(AppointmentTypeNotFoundError);
  const members = [{ typeId: clinic.typeId }, { typeId: randomUUID() as AppointmentTypeId }];
  const family = { clinicId: clinic.clinicId, members, how: 'either', window: MONDAY, now: NOW, limit: 3 } as const;
  await expect(finding.findFamilySlots({ ...family, members })).rejects.toThrow(AppointmentTypeNotFoundError);
});

describe('a family', () => {
  it('is found times with people and chairs that are free', async () => {
    const clinic = await buildClinic(database.prisma, { dentists: 2, operatories: 2, closesMinute: 660 });
    await buildOperatory(database.prisma, clinic, { name: 'Hygiene', kind: 'hygiene' });
    const { clinicId, typeId } = clinic;
    const members = [{ typeId }, { typeId, providerId: clinic.providerIds[0] }];
    const query = { clinicId, members, window: MONDAY, now: NOW, limit: 2 };
    const parallel = await finding.findFamilySlots({ ...query, how: 'parallel' });
    expect(parallel).toHaveLength(2);
    const people = parallel[0]?.visits.sort((a, b) => a.member - b.member).map(({ slot }) => slot.providerId);
    expect(people).toEqual([...clinic.providerIds].reverse());
    await buildBlockout(
      database.prisma,
      clinic,
      clinic.operatoryIds[0] ?? '',
      '2026-11-23T00:00Z',
      '2026-11-24T00:00Z',
    );
    expect(await finding.findFamilySlots({ ...query, how: 'parallel' })).toEqual([]);
    expect(await finding.findFamilySlots({ ...query, how: 'either' })).toMatchObject([{ how: 'back_to_back' }]);
  });

  it('is found nothing when a type is not for one of them', async () => {
    const clinic = await buildClinic(database.prisma, { dentists: 2, operatories: 2 });
    const { clinicId, typeId } = clinic;
    await database.prisma.appointmentType.updateMany({ where: { clinicId }, data: { openTo: 'new_patients' } });
    const query = { clinicId, how: 'either', window: MONDAY, now: NOW, limit: 2 } as const;
    const members = [{ typeId }, { typeId, standing: 'existing' as const }];
    expect(await finding.findFamilySlots({ ...query, members })).toEqual([]);
    expect(
      await finding.findFamilySlots({ ...query, members: [{ typeId }, { typeId, standing: 'new' }] }),
    ).toHaveLength(2);
  });
});

describe('offers', () => {
  it('are a few of the window, or begin with the first time behind it, by the same wishes', async () => {
    const clinic = await buildClinic(database.prisma, { opensMinute: 540, closesMinute: 720, horizonDays: 90 });
    const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, window: MONDAY, now: NOW, offers: 3 } as const;
    const offered = await finding.findOffers(query);
    expect(offered.kind === 'offers' && offered.slots.map(({ startsAt }) => startsAt.toString())).toEqual([
      '2026-11-23T14:00:00Z',
      '2026-11-23T15:00:00Z',
      '2026-11-23T16:00:00Z',
    ]);

    const block = (until: string) =>
      buildBlockout(database.prisma, clinic, clinic.providerIds[0] ?? '', '2026-11-20T00:00Z', until);
    await block('2026-12-01T15:45:00Z');
    const wishes = { ...MONDAY, weekdays: [1, 2], latestMinute: 660 };
    const later = await finding.findOffers({ ...query, window: wishes });
    expect(later).toMatchObject({
      kind: 'later',
      first: { startsAt: { epochMilliseconds: Date.parse('2026-12-01T15:45Z') } },
    });
    if (later.kind !== 'later') throw new Error('there is something later');
    expect(later.slots[0]).toEqual(later.first);
    expect(later.slots).toHaveLength(3);
    for (const { startsAt } of later.slots) {
      const local = startsAt.toZonedDateTimeISO(clinic.timeZone);
      expect([1, 2]).toContain(local.dayOfWeek);
      expect(local.hour).toBeLessThan(11);
    }
  });

  it('come from as far as the type may be booked, and no farther', async () => {
    const clinic = await buildClinic(database.prisma, { horizonDays: 60 });
    const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, window: MONDAY, now: NOW, offers: 2 } as const;
    await buildBlockout(database.prisma, clinic, clinic.providerIds[0] ?? '', '2026-11-20T00:00Z', '2027-01-19T15:00Z');
    const later = await finding.findOffers(query);
    expect(later.kind === 'later' && later.first.startsAt.toString()).toBe('2027-01-19T15:00:00Z');
    await database.prisma.appointmentType.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { horizonDays: 59 },
    });
    expect(await finding.findOffers(query)).toEqual({ kind: 'none' });
  });

  it('are none of a type that is not for them', async () => {
    const clinic = await buildClinic(database.prisma);
    const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, window: MONDAY, now: NOW, offers: 2 } as const;
    await database.prisma.appointmentType.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { openTo: 'existing_patients' },
    });
    expect(await finding.findOffers({ ...query, standing: 'new' })).toEqual({ kind: 'none' });
    expect(await finding.findOffers({ ...query, standing: null })).toMatchObject({ kind: 'offers' });
  });
});

it('alternatives are the nearest times, of the wanted provider where they are free, within a fortnight', async () => {
  const clinic = await buildClinic(database.prisma, { dentists: 2, operatories: 2 });
  const [providerId, other] = clinic.providerIds;
  if (!providerId || !other) throw new Error('two dentists were built');
  const startsAt = Temporal.Instant.from('2026-11-25T15:00:00Z');
  const query = { clinicId: clinic.clinicId, slot: { typeId: clinic.typeId, providerId, startsAt }, now: NOW };
  await buildBlockout(database.prisma, clinic, providerId, '2026-11-25T14:00Z', '2026-11-25T16:00Z');
  const told = async () =>
    (await finding.alternativesTo(query)).map(
      (slot) => `${slot.startsAt.toString()} ${slot.providerId === providerId ? 'same' : 'other'}`,
    );
  expect(await told()).toEqual([
    '2026-11-25T14:45:00Z other',
    '2026-11-25T15:00:00Z other',
    '2026-11-25T15:15:00Z other',
  ]);
  await buildBlockout(database.prisma, clinic, other, '2026-11-20T00:00Z', '2027-11-20T00:00Z');
  expect(await told()).toEqual(['2026-11-25T16:00:00Z same', '2026-11-25T16:15:00Z same', '2026-11-25T16:30:00Z same']);
  await buildBlockout(database.prisma, clinic, providerId, '2026-11-20T00:00Z', '2026-11-25T14:00Z');
  await buildBlockout(database.prisma, clinic, providerId, '2026-11-25T16:00Z', '2026-12-02T16:00Z');
  expect(await told()).toEqual(['2026-12-02T16:00:00Z same', '2026-12-02T16:15:00Z same', '2026-12-02T16:30:00Z same']);
});
