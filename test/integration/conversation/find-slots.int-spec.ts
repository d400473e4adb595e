import { z } from 'zod';
import { newId, type AppointmentTypeId } from '../../../src/common/ids/ids.js';
import type { Call } from '../../../src/calls/calls.types.js';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { findSlotsTool } from '../../../src/conversation/tools/scheduling/find-slots.tool.js';
import { SlotOffersRepository } from '../../../src/conversation/tools/scheduling/slot-offers.repository.js';
import type { ToolContext, ToolOutcome } from '../../../src/conversation/tools/tool.types.js';
import type { CallIdentities } from '../../../src/identity/call-identities.service.js';
import { AgentSettings } from '../../../src/profiles/agent-profile.types.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import { ScheduleRepository } from '../../../src/scheduling/schedule.repository.js';
import {
  buildAppointmentType,
  buildBlockout,
  buildCall,
  buildClinic,
  type BuiltClinic,
} from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { idleToolbox } from '../../support/toolbox.js';
import { NOW, slotAt } from '../scheduling/scheduling-harness.js';

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

/** Nobody is verified, and no visit is moved here. */
const noIdentities = {} as CallIdentities;

type Arguments = Partial<Record<'appointmentType' | 'when' | 'provider', string>> & { beenHereBefore?: boolean };

const profileOf = ({ clinicId }: BuiltClinic) =>
  new ClinicsService(new ClinicsRepository(), database.prisma, new ManualClock(NOW)).profile(clinicId);

/** Names of the tools of a call, each of which the provider accepts: no choice from nothing. */
async function toolsOf(clinic: BuiltClinic): Promise<string[]> {
  const scope = { books: true, deskAnswers: true, recorded: true };
  const tools = idleToolbox().forCall({ profile: await profileOf(clinic), agent: AgentSettings.parse({}), scope });
  for (const { schema } of tools) expect(JSON.stringify(z.toJSONSchema(schema))).not.toContain('"enum":[]');
  return tools.map(({ name }) => name);
}

/** What the receptionist's search answers in a call that has just begun. */
async function searchIn(clinic: BuiltClinic): Promise<(args?: Arguments) => Promise<ToolOutcome>> {
  const { prisma } = database;
  const profile = await profileOf(clinic);
  const callId = await buildCall(prisma, clinic);
  const call = { clinicId: clinic.clinicId, id: callId } as Call;
  const context: ToolContext = { call, profile, runId: newId(), now: NOW, language: 'en', keyed: {} };
  const finding = new FindingService(new ScheduleRepository(), prisma);
  const tool = findSlotsTool(profile, finding, new SlotOffersRepository(prisma), noIdentities);
  return (args = {}) => tool.run(tool.schema.parse({ appointmentType: 'Filling', when: 'tomorrow', ...args }), context);
}

const labels = ({ result }: ToolOutcome): unknown[] =>
  (result['slots'] as { label: string }[]).map(({ label }) => label);

it('offers three times well apart, and nothing that nobody asked for', async () => {
  const search = await searchIn(await buildClinic(database.prisma, { dentists: 2 }));
  const outcome = await search({ when: 'next week' });
  expect(labels(outcome)).toEqual([
    'Monday, November 23 at 9:00 AM with Dr. 1',
    'Tuesday, November 24 at 12:00 PM with Dr. 1',
    'Wednesday, November 25 at 3:00 PM with Dr. 1',
  ]);
  expect(Object.keys(outcome.result)).toEqual(['slots']);
});

it('looks for time with whom the caller asked for, and names who else does what that person does not', async () => {
  const clinic = await buildClinic(database.prisma, { dentists: 2, operatories: 2 });
  const { clinicId, providerIds } = clinic;
  const typeId = await buildAppointmentType(database.prisma, clinic, { typeName: 'Implant' });
  await database.prisma.appointmentTypeProvider.create({
    data: { clinicId, typeId, providerId: providerIds[0] ?? '' },
  });
  const search = await searchIn(clinic);
  expect(labels(await search({ provider: 'Dr. 2' }))[0]).toBe('Saturday, November 21 at 9:00 AM with Dr. 2');
  expect(await search({ appointmentType: 'Implant', provider: 'Dr. 2' })).toMatchObject({
    status: 'rejected',
    result: { problem: 'other_provider', message: 'Dr. 2 does not do that. Dr. 1 can.' },
  });
  await expect((async () => search({ provider: 'Dr. Nobody' }))()).rejects.toThrow();
});

it('asks what may mean two days, and searches for either answer', async () => {
  const search = await searchIn(await buildClinic(database.prisma));
  const { status, result } = await search({ when: 'Friday' });
  expect({ status, result }).toEqual({
    status: 'rejected',
    result: {
      problem: 'ambiguous_date',
      message: 'Ask the question, then use find_slots with the answer.',
      question: 'Do you mean today, Friday, November 20, or Friday, November 27?',
      readings: ['today, Friday, November 20', 'Friday, November 27'],
    },
  });
  const [today, next] = result['readings'] as string[];
  expect(labels(await search({ when: today }))[0]).toContain('Friday, November 20');
  expect(labels(await search({ when: next }))[0]).toContain('Friday, November 27');
  expect(await search({ when: 'banana' })).toMatchObject({ status: 'rejected', result: { problem: 'unclear_date' } });
});

it('says that nothing is free then, and what is the first', async () => {
  const clinic = await buildClinic(database.prisma);
  await buildBlockout(
    database.prisma,
    clinic,
    clinic.providerIds[0] ?? '',
    '2026-11-21T05:00:00Z',
    '2026-11-24T05:00:00Z',
  );
  const search = await searchIn(clinic);
  const { status, result } = await search({ when: 'tomorrow' });
  expect(status).toBe('succeeded');
  expect(result['note']).toBe('Nothing is free then. The first is Tuesday, November 24 at 9:00 AM with Dr. 1.');
  expect(result['slots']).toHaveLength(3);
});

it('says so when nothing is free at all, and with whom', async () => {
  const clinic = await buildClinic(database.prisma, { dentists: 2, horizonDays: 20 });
  const away = (providerId: string | undefined) =>
    buildBlockout(database.prisma, clinic, providerId ?? '', '2026-11-20T05:00:00Z', '2027-01-01T05:00:00Z');
  await away(clinic.providerIds[0]);
  const search = await searchIn(clinic);
  expect((await search({ provider: 'Dr. 1' })).result['message']).toBe(
    'No time is free with Dr. 1. Offer to look for one with somebody else.',
  );
  const typeId = await buildAppointmentType(database.prisma, clinic, { typeName: 'Implant', horizonDays: 20 });
  await database.prisma.appointmentTypeProvider.create({
    data: { clinicId: clinic.clinicId, typeId, providerId: clinic.providerIds[0] ?? '' },
  });
  const searchToo = await searchIn(clinic);
  expect((await searchToo({ appointmentType: 'Implant', provider: 'Dr. 1' })).result['message']).toBe(
    'No time is free with Dr. 1. Offer the waiting list, or that the desk calls back.',
  );
  await away(clinic.providerIds[1]);
  expect((await search()).result).toMatchObject({ problem: 'nothing_free' });
});

it('tells what the desk has to agree to, and the fee where there is one to tell', async () => {
  const clinic = await buildClinic(database.prisma);
  const typeId: AppointmentTypeId = await buildAppointmentType(database.prisma, clinic, {
    typeName: 'Sedation',
    phoneBooking: 'staff_approval',
  });
  await database.prisma.appointmentType.update({
    where: { clinicId_id: { clinicId: clinic.clinicId, id: typeId } },
    data: { feeNote: 'It costs 90 dollars.' },
  });
  const { result } = await (await searchIn(clinic))({ appointmentType: 'Sedation' });
  expect(result['note']).toBe('The desk confirms it before it is booked.');
  expect(result['fee']).toBe('It costs 90 dollars.');
});

it('does not search for what is for others than the patient, once it is known who they are', async () => {
  const clinic = await buildClinic(database.prisma);
  await buildAppointmentType(database.prisma, clinic, { typeName: 'First exam', openTo: 'new_patients' });
  await buildAppointmentType(database.prisma, clinic, { typeName: 'Recall', openTo: 'existing_patients' });
  const search = await searchIn(clinic);
  for (const [appointmentType, isFor] of [
    ['First exam', false],
    ['Recall', true],
  ] as const) {
    expect(await search({ appointmentType })).toMatchObject({ status: 'succeeded' });
    expect(await search({ appointmentType, beenHereBefore: isFor })).toMatchObject({ status: 'succeeded' });
    expect(await search({ appointmentType, beenHereBefore: !isFor })).toMatchObject({
      status: 'rejected',
      result: {
        problem: 'not_eligible',
        message: expect.stringContaining(isFor ? 'patients who have been here' : 'new patients only') as string,
      },
    });
  }
  for (const beenHereBefore of [true, false])
    expect(await search({ beenHereBefore })).toMatchObject({ status: 'succeeded' });
});

const THAT_BOOK = ['find_slots', 'hold_slot', 'book_appointment', 'join_waitlist', 'move_appointment'];

it.each<[string, () => Promise<unknown>]>([
  ['has no types', () => database.prisma.appointmentType.deleteMany()],
  ['has nobody who could lead a visit', () => database.prisma.provider.updateMany({ data: { active: false } })],
])('a clinic that %s has all tools but those that book', async (_, happens) => {
  const clinic = await buildClinic(database.prisma);
  const before = await toolsOf(clinic);
  expect(before).toEqual(expect.arrayContaining(['find_slots', 'book_appointment', 'take_message']));
  await happens();
  expect(await toolsOf(clinic)).toEqual(before.filter((name) => !THAT_BOOK.includes(name)));
});

it('leaves out what nobody can lead', async () => {
  const clinic = await buildClinic(database.prisma);
  const typeId = await buildAppointmentType(database.prisma, clinic, { typeName: 'Hygiene' });
  await database.prisma.appointmentType.updateMany({ where: { id: typeId }, data: { providerRole: 'hygienist' } });
  const profile = await profileOf(clinic);
  expect(profile.appointmentTypes.map(({ name }) => name)).toEqual(['Filling']);
});

describe('what is offered in one call', () => {
  /** Offers like those of searches, at local times, and tells what every ref stands for. */
  async function offering() {
    const clinic = await buildClinic(database.prisma);
    const callId = await buildCall(database.prisma, clinic);
    const context = { call: { clinicId: clinic.clinicId, id: callId }, now: NOW } as ToolContext;
    const offers = new SlotOffersRepository(database.prisma);
    return async (...times: string[]) => {
      const refs = await offers.offer(
        context,
        times.map((local) => slotAt(clinic, local)),
      );
      const stored = await Promise.all(refs.map((ref) => offers.find(context, ref)));
      const local = stored.map((slot) => slot?.startsAt.toZonedDateTimeISO(clinic.timeZone).toPlainDateTime());
      return { refs, local: local.map((time) => time?.toString({ smallestUnit: 'minute' })) };
    };
  }
  const [MON9, TUE12, WED15] = ['2026-11-23T09:00', '2026-11-24T12:00', '2026-11-25T15:00'] as const;
  const [THU12, THU14, FRI15] = ['2026-11-26T12:00', '2026-11-26T14:00', '2026-11-27T15:00'] as const;

  it('keeps its ref, and no two times share one', async () => {
    const offer = await offering();
    expect(await offer(MON9, TUE12, WED15)).toEqual({
      refs: ['slot-1', 'slot-2', 'slot-3'],
      local: [MON9, TUE12, WED15],
    });
    expect(await offer(MON9, THU12, FRI15)).toEqual({
      refs: ['slot-1', 'slot-4', 'slot-5'],
      local: [MON9, THU12, FRI15],
    });
    expect(await offer(THU14)).toEqual({ refs: ['slot-6'], local: [THU14] });
  });

  it('does so when searches run at once', async () => {
    const offer = await offering();
    const searches = [[MON9, TUE12], [WED15], [MON9, THU12], [THU14, FRI15], [TUE12, FRI15]];
    const answers = await Promise.all(searches.map((times) => offer(...times)));
    expect(answers.map(({ local }) => local)).toEqual(searches);
    expect(new Set(answers.flatMap(({ refs }) => refs)).size).toBe(6);
  });
});

// Field report: a source that could not be asked looked like a calendar without free time.
it('fails when the schedule can not be read, and does not find that nothing is free', async () => {
  const search = await searchIn(await buildClinic(database.prisma));
  await database.prisma.$executeRaw`ALTER FUNCTION taken_time RENAME TO taken_time_gone`;
  await expect(search()).rejects.toThrow('taken_time');
});
