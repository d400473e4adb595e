import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, BlockoutId, ProviderId } from '../../../src/common/ids/ids.js';
import { Blockouts } from '../../../src/scheduling/blockouts.service.js';
import type { BlockRequest, WeeklyBlockRequest } from '../../../src/scheduling/blockouts.types.js';
import { DayHoursService } from '../../../src/scheduling/day-hours.service.js';
import { SchedulingModule } from '../../../src/scheduling/scheduling.module.js';
import { TimeTakenError } from '../../../src/scheduling/scheduling.errors.js';
import { WaitlistModule } from '../../../src/waitlist/waitlist.module.js';
import { buildCall, buildClinic, buildProvider, type BuiltClinic } from '../../support/builders.js';
import { someoneWaitsForLock } from '../../support/interleaving.js';
import { cancelVisit, putHold, putVisit, spelled, takenBy } from '../../support/schedule-rows.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const now = Temporal.Instant.from('2026-11-20T15:00:00Z');
const actor = { kind: 'api_key', id: 'cl_test' } as const;

let database: TestDatabase;
let api: TestApi;
let blockouts: Blockouts;
let days: DayHoursService;
let clinic: BuiltClinic;
let dentist: ProviderId;

beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [SchedulingModule, WaitlistModule] });
  blockouts = api.app.get(Blockouts, { strict: false });
  days = api.app.get(DayHoursService, { strict: false });
});
afterAll(async () => {
  await api.close();
  await database.close();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  dentist = clinic.providerIds[0] as ProviderId;
});

const request = (from: string, to: string, more: Partial<BlockRequest> = {}): BlockRequest => ({
  clinicId: clinic.clinicId,
  resourceId: dentist,
  startsAt: Temporal.Instant.from(from),
  endsAt: Temporal.Instant.from(to),
  reason: 'meeting',
  reserved: null,
  actor,
  now,
  ...more,
});

const weekly = (more: Partial<WeeklyBlockRequest> = {}): WeeklyBlockRequest => ({
  clinicId: clinic.clinicId,
  resourceId: dentist,
  weekday: 2,
  startMinute: 720,
  endMinute: 780,
  validFrom: Temporal.PlainDate.from('2026-11-01'),
  validUntil: null,
  reason: 'break',
  reserved: null,
  actor,
  now,
  ...more,
});

const all = { after: null, limit: 100 };
const taken = async () => spelled(await takenBy(database.url, dentist));
const audited = (action: string) => database.prisma.auditEntry.count({ where: { clinicId: clinic.clinicId, action } });

describe('a stretch that is blocked', () => {
  it('takes its resource, once however often it is asked for, and gives it back', async () => {
    const first = await blockouts.block(request('2026-11-24T14:00:00Z', '2026-11-24T16:00:00Z'));
    const again = await blockouts.block(request('2026-11-24T14:00:00Z', '2026-11-24T16:00:00Z'));
    expect(again.id).toBe(first.id);
    expect(await taken()).toEqual(['blockout 11-24T14:00 to 11-24T16:00']);
    expect(await audited('blockout.added')).toBe(1);
    expect(await blockouts.remove({ clinicId: clinic.clinicId, id: first.id, actor, now })).toBe(true);
    expect(await blockouts.remove({ clinicId: clinic.clinicId, id: first.id, actor, now })).toBe(false);
    expect(await taken()).toEqual([]);
    expect(await audited('blockout.removed')).toBe(1);
  });

  it('is refused with every visit that lies in it, and leaves nothing behind', async () => {
    const visits = [
      await putVisit(database.prisma, clinic, '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'),
      await putVisit(database.prisma, clinic, '2026-11-24T16:00:00Z', '2026-11-24T17:00:00Z'),
    ];
    await putVisit(database.prisma, clinic, '2026-11-24T17:00:00Z', '2026-11-24T18:00:00Z');
    const error = await blockouts
      .block(request('2026-11-24T14:30:00Z', '2026-11-24T17:00:00Z'))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimeTakenError);
    expect((error as TimeTakenError).appointmentIds).toEqual(visits);
    expect(await taken()).toHaveLength(3);
    expect(await database.prisma.blockout.count({ where: { clinicId: clinic.clinicId } })).toBe(0);
    expect(await audited('blockout.added')).toBe(0);
  });

  it('waits for whoever is deciding, and not for who has decided too long', async () => {
    const callId = await buildCall(database.prisma, clinic);
    const late = await putHold(
      database.prisma,
      clinic,
      callId,
      '2026-11-24T14:00:00Z',
      '2026-11-24T15:00:00Z',
      now.toString(),
    );
    const live = now.add({ minutes: 1 }).toString();
    await putHold(database.prisma, clinic, callId, '2026-11-24T16:00:00Z', '2026-11-24T17:00:00Z', live);
    await expect(blockouts.block(request('2026-11-24T14:00:00Z', '2026-11-24T18:00:00Z'))).rejects.toMatchObject({
      code: 'scheduling/time_taken',
      appointmentIds: [],
      holds: 1,
    });
    await blockouts.block(request('2026-11-24T14:00:00Z', '2026-11-24T16:00:00Z'));
    expect(await taken()).toEqual(['blockout 11-24T14:00 to 11-24T16:00', 'hold 11-24T16:00 to 11-24T17:00']);
    // Nothing is left of it, the chair neither: half of it could be booked as a whole.
    expect(await database.prisma.allocation.count({ where: { holdId: late } })).toBe(0);
    expect(await database.prisma.hold.count({ where: { id: late } })).toBe(0);
  });

  it('stays blocked where another one that overlaps it is removed', async () => {
    const meeting = await blockouts.block(request('2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z'));
    await blockouts.block(request('2026-11-24T14:00:00Z', '2026-11-24T18:00:00Z', { reason: 'absence' }));
    await blockouts.remove({ clinicId: clinic.clinicId, id: meeting.id, actor, now });
    expect(await taken()).toEqual([
      'blockout 11-24T14:00 to 11-24T15:00',
      'blockout 11-24T15:00 to 11-24T16:00',
      'blockout 11-24T16:00 to 11-24T18:00',
    ]);
  });

  it('can be a chair, and lets the visits of others be', async () => {
    await putVisit(database.prisma, clinic, '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z');
    const resourceId = clinic.operatoryIds[0] as string;
    await blockouts.block(
      request('2026-11-24T15:00:00Z', '2026-11-24T18:00:00Z', { resourceId, reason: 'maintenance' }),
    );
    expect(spelled(await takenBy(database.url, resourceId))).toHaveLength(2);
    expect(await taken()).toHaveLength(1);
  });

  it('that is only kept for some types takes nothing, visits or not', async () => {
    await putVisit(database.prisma, clinic, '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z');
    const reserved = { for: [clinic.typeId], releaseMinutes: 120 };
    const kept = request('2026-11-24T14:00:00Z', '2026-11-24T18:00:00Z', { reserved, reason: 'emergencies' });
    const first = await blockouts.block(kept);
    expect((await blockouts.block(kept)).id).toBe(first.id);
    expect(await taken()).toHaveLength(1);
    const [listed] = await blockouts.list(clinic.clinicId, { ...all, from: kept.startsAt, to: kept.endsAt });
    expect(listed).toEqual(first);
  });

  it('is refused for what is not there, and for times that are none', async () => {
    const other = await buildClinic(database.prisma);
    const theirs = { resourceId: other.providerIds[0] as string };
    const reserved = { for: [randomUUID() as AppointmentTypeId], releaseMinutes: 0 };
    const from = '2026-11-24T14:00:00Z';
    await expect(blockouts.block(request(from, '2026-11-24T15:00:00Z', theirs))).rejects.toMatchObject({
      code: 'scheduling/resource_not_found',
    });
    await expect(blockouts.block(request(from, '2026-11-24T15:00:00Z', { reserved }))).rejects.toMatchObject({
      code: 'scheduling/type_not_found',
    });
    await expect(blockouts.block(request(from, from))).rejects.toMatchObject({ issues: [{ field: '/endsAt' }] });
    await expect(blockouts.block(request(from, '2027-12-30T14:00:00Z'))).rejects.toMatchObject({
      issues: [{ field: '/endsAt' }],
    });
    const foreign = await blockouts.block(request(from, '2026-11-24T15:00:00Z'));
    expect(await blockouts.remove({ clinicId: other.clinicId, id: foreign.id, actor, now })).toBe(false);
    expect(await blockouts.remove({ clinicId: clinic.clinicId, id: randomUUID() as BlockoutId, actor, now })).toBe(
      false,
    );
  });

  it('takes its turn at the resource, so that nobody books in between', async () => {
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`resource ${clinic.clinicId} ${dentist}`]);
    const blocked = blockouts.block(request('2026-11-24T14:00:00Z', '2026-11-24T18:00:00Z'));
    await someoneWaitsForLock(database.url);
    const visit = await putVisit(database.prisma, clinic, '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z');
    // Waited for before its turn comes: whatever is refused while nobody waits is an error of the process.
    const refused = expect(blocked).rejects.toMatchObject({ appointmentIds: [visit] });
    await other.end();
    await refused;
  });
});

describe('time of every week', () => {
  it('is added once, listed, and ends on a day', async () => {
    const { id } = await blockouts.addWeekly(weekly());
    expect((await blockouts.addWeekly(weekly())).id).toBe(id);
    const today = Temporal.PlainDate.from('2026-11-20');
    expect(await blockouts.listWeekly(clinic.clinicId, { ...all, day: today })).toMatchObject([
      { id, weekday: 2, reason: 'break' },
    ]);
    const lastDay = Temporal.PlainDate.from('2026-11-30');
    await blockouts.setWeeklyEnd({ clinicId: clinic.clinicId, id, lastDay, actor, now }, () => undefined);
    const [listed] = await blockouts.listWeekly(clinic.clinicId, { ...all, day: today });
    expect(listed?.validUntil?.toString()).toBe('2026-11-30');
    expect(await blockouts.listWeekly(clinic.clinicId, { ...all, day: lastDay.add({ days: 1 }) })).toEqual([]);
    expect([await audited('weekly_blockout.added'), await audited('weekly_blockout.changed')]).toEqual([1, 1]);
    expect(await taken()).toEqual([]);
  });

  it('never was when it is removed', async () => {
    const reserved = { for: [clinic.typeId], releaseMinutes: 60 };
    const { id } = await blockouts.addWeekly(weekly({ reserved, reason: 'new_patients' }));
    const request = { clinicId: clinic.clinicId, id, actor, now };
    expect(await blockouts.removeWeekly(request, () => undefined)).toBe(true);
    expect(await blockouts.removeWeekly(request, () => undefined)).toBe(false);
    const day = Temporal.PlainDate.from('2026-11-01');
    expect(await blockouts.listWeekly(clinic.clinicId, { ...all, day })).toEqual([]);
  });

  it('is refused when it ends before it begins, or is kept for nothing', async () => {
    await expect(blockouts.addWeekly(weekly({ endMinute: 720 }))).rejects.toMatchObject({
      code: 'common/invalid_input',
    });
    const reserved = { for: [], releaseMinutes: 0 };
    await expect(blockouts.addWeekly(weekly({ reserved }))).rejects.toMatchObject({ code: 'common/invalid_input' });
    const validUntil = Temporal.PlainDate.from('2026-10-01');
    await expect(blockouts.addWeekly(weekly({ validUntil }))).rejects.toMatchObject({ code: 'common/invalid_input' });
  });
});

describe('a day that is not like its weekday', () => {
  const day = Temporal.PlainDate.from('2026-12-24');
  const rows = async (providerId: ProviderId | null) =>
    (
      await database.prisma.hoursOverride.findMany({
        where: { clinicId: clinic.clinicId, providerId },
        orderBy: { startsMinute: 'asc' },
      })
    ).map(({ startsMinute, endsMinute }) => [startsMinute, endsMinute]);

  it('has the hours that were set last, of a provider and of the house apart', async () => {
    const of = (providerId: ProviderId | null) => ({ clinicId: clinic.clinicId, providerId, day, actor, now });
    await days.set({ ...of(dentist), hours: [] });
    await days.set({ ...of(null), hours: [{ startMinute: 540, endMinute: 720 }] });
    expect(await rows(dentist)).toEqual([[null, null]]);
    const hours = [
      { startMinute: 600, endMinute: 700 },
      { startMinute: 540, endMinute: 600 },
    ];
    await Promise.all([days.set({ ...of(dentist), hours }), days.set({ ...of(dentist), hours })]);
    expect(await rows(dentist)).toEqual([
      [540, 600],
      [600, 700],
    ]);
    expect(await days.clear(of(dentist))).toBe(true);
    expect(await days.clear(of(dentist))).toBe(false);
    expect([await rows(dentist), await rows(null)]).toEqual([[], [[540, 720]]]);
    expect([await audited('day_hours.set'), await audited('day_hours.cleared')]).toEqual([4, 1]);
  });

  it('names the visits that lie outside of it now, and lets them be', async () => {
    const { prisma } = database;
    const of = (providerId: ProviderId | null) => ({ clinicId: clinic.clinicId, providerId, day, actor, now });
    const at = (from: string, to: string, status = 'confirmed') =>
      putVisit(prisma, clinic, `2026-12-24T${from}:00Z`, `2026-12-24T${to}:00Z`, { status });
    const early = await at('14:00', '15:00');
    const late = await at('16:30', '17:30', 'requested');
    await cancelVisit(prisma, clinic, await at('18:00', '19:00'));
    await at('19:00', '20:00', 'completed');
    await putVisit(prisma, clinic, '2026-12-23T15:00:00Z', '2026-12-23T16:00:00Z');
    const other = await buildClinic(prisma);
    await putVisit(prisma, other, '2026-12-24T15:00:00Z', '2026-12-24T16:00:00Z');
    const morning = [{ startMinute: 540, endMinute: 720 }];
    expect(await days.set({ ...of(dentist), hours: morning })).toEqual([late]);
    expect(await days.set({ ...of(dentist), hours: [] })).toEqual([early, late]);
    expect(await days.set({ ...of(null), hours: morning })).toEqual([late]);
    expect(await days.set({ ...of(null), hours: [] })).toEqual([early, late]);
    const live = { clinicId: clinic.clinicId, id: { in: [early, late] }, status: { in: ['confirmed', 'requested'] } };
    expect(await prisma.appointment.count({ where: live })).toBe(2);
  });

  it('names a visit that an assistant is needed for only in part, when that part lies outside', async () => {
    const assistant = await buildProvider(database.prisma, clinic, { name: 'An', role: 'assistant' });
    const visit = await putVisit(database.prisma, clinic, '2026-12-24T16:00:00Z', '2026-12-24T18:00:00Z');
    await database.prisma.$executeRaw`
      INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id)
      VALUES (${clinic.clinicId}::uuid, ${randomUUID()}::uuid, ${assistant}::uuid,
        tstzrange('2026-12-24T16:30:00Z', '2026-12-24T17:00:00Z'), ${visit}::uuid)`;
    const of = { clinicId: clinic.clinicId, providerId: assistant, day, actor, now };
    // At noon the assistant is done, and the dentist goes on.
    expect(await days.set({ ...of, hours: [{ startMinute: 690, endMinute: 720 }] })).toEqual([]);
    expect(await days.set({ ...of, hours: [{ startMinute: 690, endMinute: 715 }] })).toEqual([visit]);
    expect(await days.set({ ...of, hours: [] })).toEqual([visit]);
  });

  it('is refused for hours that overlap or are none, and for whom the clinic does not have', async () => {
    const of = { clinicId: clinic.clinicId, providerId: dentist, day, actor, now };
    const overlapping = [
      { startMinute: 540, endMinute: 700 },
      { startMinute: 600, endMinute: 720 },
    ];
    await expect(days.set({ ...of, hours: overlapping })).rejects.toMatchObject({ issues: [{ field: '/hours' }] });
    await expect(days.set({ ...of, hours: [{ startMinute: 540, endMinute: 540 }] })).rejects.toMatchObject({
      issues: [{ field: '/hours' }],
    });
    const providerId = randomUUID() as ProviderId;
    await expect(days.set({ ...of, providerId, hours: [] })).rejects.toMatchObject({
      code: 'scheduling/resource_not_found',
    });
  });
});
