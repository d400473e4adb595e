import { randomUUID } from 'node:crypto';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import type { KeyRole } from '../../../src/common/http/access.policy.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { StatisticsModule } from '../../../src/statistics/statistics.module.js';
import { buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

// A clinic in New York that is open from nine to five, and what happened there in November 2026: Friday the 20th, a weekend, and
// Monday the 23rd.

let database: TestDatabase;
let api: TestApi;
let clinic: BuiltClinic;
let owner: { authorization: string };

beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [StatisticsModule] });
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  owner = await keyFor(clinic.clinicId, 'owner');
});
afterAll(async () => {
  await api.close();
  await database.close();
});

async function keyFor(clinicId: ClinicId, role: KeyRole): Promise<{ authorization: string }> {
  const key = newApiKey();
  await database.prisma.apiKey.create({
    data: { clinicId, keyHash: hashApiKey(key), name: role, prefix: 'cl_', role, createdAt: new Date(0) },
  });
  return { authorization: `Bearer ${key}` };
}

async function ask(path: string, headers = owner) {
  const response = await api.get(`/api/v1/statistics/${path}`, headers);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const figuresOf = async (path: string) => {
  const { status, json } = await ask(path);
  if (status !== 200) throw new Error(`HTTP ${status}: ${JSON.stringify(json)}`);
  return json;
};

interface CallRow {
  outcome?: string;
  direction?: 'inbound' | 'outbound';
  /** From the moment at which it was taken; null when it goes on or was not taken. */
  seconds?: number | null;
  taken?: boolean;
  handover?: string;
}

async function call(startedAt: string, row: CallRow = {}): Promise<string> {
  const { outcome = 'answered', direction = 'inbound', seconds = 60, taken = true, handover = null } = row;
  const id = randomUUID();
  const answeredAt = new Date(Date.parse(startedAt) + 1000);
  await database.prisma.call.create({
    data: {
      clinicId: clinic.clinicId,
      id,
      callSid: `CA${id.replaceAll('-', '')}`,
      direction,
      status: seconds === null ? 'in_progress' : 'completed',
      outcome: seconds === null ? null : outcome,
      fromNumber: '+15125550143',
      toNumber: clinic.number,
      resumes: 0,
      handoverStatus: handover,
      handoverReason: handover && 'caller_asked',
      startedAt: new Date(startedAt),
      answeredAt: taken ? answeredAt : null,
      endedAt: seconds === null ? null : new Date(answeredAt.getTime() + seconds * 1000),
    },
  });
  return id;
}

const NONE = {
  booked: 0,
  message_taken: 0,
  transferred: 0,
  answered: 0,
  no_input: 0,
  time_limit: 0,
  caller_hung_up: 0,
  overflow: 0,
  refused: 0,
  failed: 0,
  no_answer: 0,
  busy: 0,
  message_left: 0,
};

describe('calls', () => {
  it('are counted by day, as the clinic has its days, with the whole', async () => {
    await call('2026-11-20T04:59:00Z'); // still Thursday evening
    await call('2026-11-20T14:00:00Z', { outcome: 'booked', seconds: 100 }); // nine in the morning: open
    await call('2026-11-20T21:59:00Z', { outcome: 'transferred', seconds: 20, handover: 'accepted' }); // a minute before five
    await call('2026-11-20T22:00:00Z', { outcome: 'message_taken', seconds: 40, handover: 'unanswered' }); // five: closed
    await call('2026-11-21T04:30:00Z', { outcome: 'refused', taken: false, seconds: 0 }); // Friday, half past eleven at night
    await call('2026-11-21T15:00:00Z', { outcome: 'no_answer', direction: 'outbound', taken: false, seconds: 30 });
    await call('2026-11-22T04:59:59Z', { seconds: null }); // Saturday's last second, and it goes on
    await call('2026-11-22T05:00:00Z'); // Sunday

    expect(await figuresOf('calls?from=2026-11-20&to=2026-11-21')).toEqual({
      from: '2026-11-20',
      to: '2026-11-21',
      timeZone: 'America/New_York',
      by: 'day',
      total: {
        calls: 6,
        byDirection: { inbound: 5, outbound: 1 },
        byOutcome: { ...NONE, booked: 1, transferred: 1, message_taken: 1, refused: 1, no_answer: 1 },
        notEnded: 1,
        durationSeconds: { mean: 53, median: 40 }, // of 100, 20 and 40
        handovers: { tried: 2, accepted: 1 },
        visitsBooked: 0,
        afterHours: 3,
      },
      periods: [
        {
          startsOn: '2026-11-20',
          calls: 4,
          byDirection: { inbound: 4, outbound: 0 },
          byOutcome: { ...NONE, booked: 1, transferred: 1, message_taken: 1, refused: 1 },
          notEnded: 0,
          durationSeconds: { mean: 53, median: 40 },
          handovers: { tried: 2, accepted: 1 },
          visitsBooked: 0,
          afterHours: 2,
        },
        {
          startsOn: '2026-11-21',
          calls: 2,
          byDirection: { inbound: 1, outbound: 1 },
          byOutcome: { ...NONE, no_answer: 1 },
          notEnded: 1,
          durationSeconds: { mean: null, median: null },
          handovers: { tried: 0, accepted: 0 },
          visitsBooked: 0,
          afterHours: 1,
        },
      ],
    });
  });

  it('are counted by weeks that begin on Monday, of which only days of the range count', async () => {
    await call('2026-11-17T15:00:00Z'); // Tuesday, before the range
    await call('2026-11-18T15:00:00Z');
    await call('2026-11-22T15:00:00Z'); // Sunday
    await call('2026-11-23T15:00:00Z');
    await call('2026-12-08T15:00:00Z'); // Tuesday, two weeks later
    const { periods, total } = await figuresOf('calls?from=2026-11-18&to=2026-12-08&by=week');
    expect((periods as { startsOn: string; calls: number }[]).map(({ startsOn, calls }) => [startsOn, calls])).toEqual([
      ['2026-11-16', 2],
      ['2026-11-23', 1],
      ['2026-11-30', 0],
      ['2026-12-07', 1],
    ]);
    expect(total).toMatchObject({ calls: 4 });
  });

  it('have a day of 25 hours when the clocks go back', async () => {
    await call('2026-11-01T04:00:00Z'); // midnight in summer time
    await call('2026-11-02T04:59:59Z'); // the last second of it, in winter time
    await call('2026-11-02T05:00:00Z');
    expect((await figuresOf('calls?from=2026-11-01&to=2026-11-01'))['total']).toMatchObject({ calls: 2 });
  });

  it('come after hours by closures, days of their own hours, and hours that held on the day', async () => {
    const { clinicId } = clinic;
    const date = (day: string) => new Date(`${day}T00:00:00Z`);
    const { prisma } = database;
    await prisma.closure.create({
      data: { clinicId, id: randomUUID(), name: 'Harvest', startsOn: date('2026-11-24'), endsOn: date('2026-11-25') },
    });
    await prisma.hoursOverride.createMany({
      data: [
        { clinicId, id: randomUUID(), day: date('2026-11-23'), startsMinute: 12 * 60, endsMinute: 14 * 60 },
        // A closed house is closed, whatever else is written about the day.
        { clinicId, id: randomUUID(), day: date('2026-11-25'), startsMinute: 0, endsMinute: 24 * 60 },
      ],
    });
    await prisma.openingHours.updateMany({
      where: { clinicId, weekday: 5 },
      data: { validUntil: date('2026-11-19') },
    });
    await call('2026-11-20T15:00:00Z'); // a Friday after the last one that was open: closed
    await call('2026-11-19T15:00:00Z'); // Thursday: open
    await call('2026-11-23T15:00:00Z'); // ten o'clock on the day that begins at noon: closed
    await call('2026-11-23T17:00:00Z'); // noon: open
    await call('2026-11-23T19:00:00Z'); // two o'clock: closed
    await call('2026-11-25T15:00:00Z'); // the closure: closed
    await call('2026-11-26T15:00:00Z'); // Thursday: open
    const { periods } = await figuresOf('calls?from=2026-11-19&to=2026-11-26');
    const told = (periods as { startsOn: string; afterHours: number }[]).map((row) => row.afterHours);
    expect(told).toEqual([0, 1, 0, 0, 2, 0, 1, 0]);
  });

  it('tell how many visits they have booked, and not those that they have only moved', async () => {
    const booking = await call('2026-11-20T15:00:00Z', { outcome: 'booked' });
    const first = await visit('2026-12-01T15:00:00Z', { callId: booking });
    await visit('2026-12-02T15:00:00Z', { callId: booking });
    const moving = await call('2026-11-20T16:00:00Z');
    await visit('2026-12-03T15:00:00Z', { callId: moving, movedFrom: first });
    expect((await figuresOf('calls?from=2026-11-20&to=2026-11-20'))['total']).toMatchObject({ visitsBooked: 2 });
  });
});

interface VisitRow {
  status?: string;
  late?: boolean;
  callId?: string;
  movedFrom?: string;
}

async function visit(startsAt: string, row: VisitRow = {}): Promise<string> {
  const { status = 'scheduled', late = false, callId = null, movedFrom = null } = row;
  const { clinicId, typeId, providerIds, operatoryIds } = clinic;
  const id = randomUUID();
  const at = new Date(startsAt);
  await database.prisma.appointment.create({
    data: {
      clinicId,
      id,
      patientId: await buildPatient(database.prisma, clinic),
      typeId,
      providerId: String(providerIds[0]),
      operatoryId: String(operatoryIds[0]),
      startsAt: at,
      endsAt: new Date(at.getTime() + 3_600_000),
      status,
      late,
      callId,
      movedFrom,
      cancelledBy: status === 'cancelled' ? 'patient' : null,
      createdAt: new Date(0),
      changedAt: new Date(0),
    },
  });
  return id;
}

describe('visits', () => {
  it('are counted by what became of them, who booked them, and who gave them up late', async () => {
    const callId = await call('2026-11-10T15:00:00Z', { outcome: 'booked' });
    await visit('2026-11-20T04:59:00Z'); // Thursday evening
    await visit('2026-11-20T15:00:00Z', { status: 'completed', callId });
    await visit('2026-11-20T16:00:00Z', { status: 'no_show', callId });
    await visit('2026-11-20T17:00:00Z', { status: 'no_show' });
    await visit('2026-11-20T18:00:00Z', { status: 'cancelled', late: true });
    await visit('2026-11-20T19:00:00Z', { status: 'cancelled' });
    const moved = await visit('2026-11-20T20:00:00Z', { status: 'rescheduled', late: true });
    await visit('2026-11-23T15:00:00Z', { movedFrom: moved, callId });
    await visit('2026-11-24T05:00:00Z'); // Tuesday
    expect(await figuresOf('appointments?from=2026-11-20&to=2026-11-23')).toEqual({
      from: '2026-11-20',
      to: '2026-11-23',
      timeZone: 'America/New_York',
      visits: 7,
      byStatus: {
        requested: 0,
        scheduled: 1,
        confirmed: 0,
        arrived: 0,
        seated: 0,
        completed: 1,
        cancelled: 2,
        no_show: 2,
        rescheduled: 1,
      },
      bookedBy: { phone: 3, staff: 4 },
      noShows: 2,
      lateCancellations: 1,
      lateMoves: 1,
    });
  });
});

describe('the receptionist', () => {
  it('is told by the turns and tools of calls of these days', async () => {
    const { clinicId } = clinic;
    const [first, second] = [await call('2026-11-20T15:00:00Z'), await call('2026-11-20T16:00:00Z')];
    const before = await call('2026-11-19T15:00:00Z');
    const turn = (callId: string, seq: number, role: string, latencyMs: number | null, interrupted = false) => ({
      ...{ clinicId, callId, seq, role, latencyMs, interrupted },
      ...{ text: 'Hello.', heard: 'Hello.', startedAt: new Date('2026-11-20T15:00:00Z') },
    });
    await database.prisma.turn.createMany({
      data: [
        turn(first, 1, 'agent', null), // the greeting answers nobody
        turn(first, 2, 'caller', null, true),
        turn(first, 3, 'agent', 1000),
        turn(first, 4, 'agent', 2000, true),
        turn(second, 1, 'agent', 3000),
        turn(second, 2, 'agent', 4000, true),
        turn(second, 3, 'agent', 10_000),
        turn(before, 1, 'agent', 60_000, true),
      ],
    });
    const tool = (callId: string, status: string) => ({
      ...{ clinicId, id: randomUUID(), callId, requestId: 'r', name: 'find_slots', arguments: {}, status },
      ...{ startedAt: new Date('2026-11-20T15:00:00Z'), durationMs: 5 },
    });
    await database.prisma.toolInvocation.createMany({
      data: [tool(first, 'succeeded'), tool(first, 'succeeded'), tool(second, 'timed_out'), tool(before, 'failed')],
    });
    expect(await figuresOf('receptionist?from=2026-11-20&to=2026-11-20')).toEqual({
      from: '2026-11-20',
      to: '2026-11-20',
      timeZone: 'America/New_York',
      calls: 2,
      replies: 5,
      // Between the fourth and the fifth: 4000 + 0.8 × 6000.
      latencyMs: { p50: 3000, p95: 8800 },
      turns: 6,
      interruptions: 2,
      tools: {
        runs: 3,
        byStatus: { running: 0, succeeded: 2, rejected: 0, failed: 0, timed_out: 1, cancelled: 0 },
      },
    });
  });

  it('has no delays on days without calls', async () => {
    expect(await figuresOf('receptionist?from=2026-11-20&to=2026-11-20')).toMatchObject({
      calls: 0,
      latencyMs: { p50: null, p95: null },
      tools: { runs: 0 },
    });
  });
});

it("counts nothing of another clinic's", async () => {
  await call('2026-11-20T15:00:00Z');
  await visit('2026-11-20T15:00:00Z');
  const stranger = await keyFor((await buildClinic(database.prisma)).clinicId, 'owner');
  const range = 'from=2026-11-20&to=2026-11-20';
  expect((await ask(`calls?${range}`, stranger)).json).toMatchObject({ total: { calls: 0 } });
  expect((await ask(`appointments?${range}`, stranger)).json).toMatchObject({ visits: 0 });
});

it.each([
  ['calls?to=2026-11-20', 'from'],
  ['calls?from=2026-11-20', 'to'],
  ['calls?from=2026-11-21&to=2026-11-20', 'to'],
  ['calls?from=2025-11-20&to=2026-11-21', 'to'], // 367 days
  ['calls?from=2026-02-29&to=2026-03-01', 'from'],
  ['calls?from=1899-12-31&to=1900-01-01', 'from'],
  ['calls?from=2026-11-20&to=2026-11-20&by=month', 'by'],
  ['appointments?from=2026-11-21&to=2026-11-20', 'to'],
  ['receptionist?from=today&to=2026-11-20', 'from'],
])('refuses %s, and names what is wrong', async (path, field) => {
  const { status, json } = await ask(path);
  expect([status, json['code']]).toEqual([400, 'common/invalid_input']);
  expect(json['errors']).toMatchObject([{ field }]);
});

it('takes 366 days, and no parameter that it does not know', async () => {
  const { periods } = await figuresOf('calls?from=2025-11-20&to=2026-11-20');
  expect(periods).toHaveLength(366);
  expect((await ask('appointments?from=2026-11-20&to=2026-11-20&provider=x')).status).toBe(400);
});

it.each([
  ['owner', 200],
  ['auditor', 200],
  ['front_desk', 200],
  ['clinician', 403],
  ['integration', 403],
] as const)('answers a key of a %s with %i', async (role, status) => {
  const key = await keyFor(clinic.clinicId, role);
  for (const path of ['calls', 'appointments', 'receptionist']) {
    expect((await ask(`${path}?from=2026-11-20&to=2026-11-20`, key)).status).toBe(status);
  }
});
