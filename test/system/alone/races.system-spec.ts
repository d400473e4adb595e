import fc from 'fast-check';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import type { AppointmentId, AppointmentTypeId, CallId, PatientId } from '../../../src/common/ids/ids.js';
import type { JobQueue } from '../../../src/jobs/job-queue.service.js';
import type { Appointment, Slot } from '../../../src/scheduling/scheduling.types.js';
import {
  buildAppointmentType,
  buildCall,
  buildClinic,
  buildPatient,
  buildProvider,
  type BuiltClinic,
} from '../../support/builders.js';
import { execute, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';
import {
  DESK,
  jobsOf,
  NOW,
  overlaps,
  schedulingOn,
  slotAt,
  startJobs,
  type Scheduling,
} from '../../integration/scheduling/scheduling-harness.js';

const CLIENTS = 64;
const ATTEMPTS = 3000;
const SEED = 20261120;
/** A backend dies each time so many attempts have ended. */
const ATTEMPTS_PER_KILL = 12;
const QUARTERS_A_DAY = 32;
const PATIENTS = 400;
/** What somebody says whose connection was broken, or was so slow that it was given up. */
const BROKEN = /\b57P01\b|connection|Connection terminated|^P2028 |Query read timeout|terminating/;
const DAYS = 3;

/** What one attempt wants; what it finds decides what comes of it. */
interface Plan {
  act: 'book' | 'hold' | 'move' | 'cancel' | 'hang_up';
  quarter: number;
  provider: number;
  room: number;
  surgery: boolean;
  patient: number;
  /** Which of the visits that are known. */
  target: number;
  /** Holds last for one second; half of the attempts are made after that. */
  later: boolean;
  inCall: boolean;
}

const plans = fc.sample(
  fc.record<Plan>({
    act: fc.constantFrom('book', 'book', 'book', 'hold', 'hold', 'move', 'move', 'cancel', 'cancel', 'hang_up'),
    quarter: fc.nat(QUARTERS_A_DAY * DAYS - 1),
    provider: fc.nat(3),
    room: fc.nat(3),
    surgery: fc.boolean(),
    patient: fc.nat(PATIENTS - 1),
    target: fc.nat(10_000),
    later: fc.boolean(),
    inCall: fc.boolean(),
  }),
  { numRuns: ATTEMPTS, seed: SEED },
);

/** What was acknowledged, in the order in which it was. */
interface Ledger {
  booked: Map<AppointmentId, Appointment>;
  /** Which visit took the place of which. */
  moved: Map<AppointmentId, AppointmentId>;
  cancelled: Set<AppointmentId>;
  held: number;
  lost: number;
}

let database: TestDatabase;
let jobs: JobQueue;
let clinic: BuiltClinic;
let surgeryId: AppointmentTypeId;
let patients: PatientId[];
const ledger: Ledger = { booked: new Map(), moved: new Map(), cancelled: new Set(), held: 0, lost: 0 };
const errors: string[] = [];
let ended = 0;
let killed = 0;

/** A connection of its own to the database, and the call that it makes at the moment. */
interface Client {
  prisma: PrismaService;
  scheduling: Scheduling;
  callId: CallId;
}

beforeAll(async () => {
  database = await openTestDatabase();
  jobs = await startJobs(database);
  clinic = await buildClinic(database.prisma, { dentists: 4, operatories: 4, durationMinutes: 45, horizonDays: 3 });
  for (const name of ['An', 'Bo', 'Cy']) await buildProvider(database.prisma, clinic, { name, role: 'assistant' });
  surgeryId = await buildAppointmentType(database.prisma, clinic, {
    typeName: 'Surgery',
    durationMinutes: 60,
    setupMinutes: 5,
    cleanupMinutes: 10,
    horizonDays: 3,
    parts: [
      { role: 'dentist', from: 0, to: 15 },
      { role: 'dentist', from: 45, to: 60 },
      { role: 'assistant', from: 0, to: 60 },
    ],
  });
  await database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { maxOpenAppointments: 50 } });
  patients = [];
  for (let index = 0; index < PATIENTS; index++) patients.push(await buildPatient(database.prisma, clinic));
});
afterAll(async () => {
  await jobs.onApplicationShutdown();
  await database.close();
});

async function openClient(): Promise<Client> {
  const url = new URL(database.url);
  url.searchParams.set('application_name', 'racer');
  const prisma = new PrismaService({ databaseUrl: url.href, encryptionKeys: TEST_KEYS });
  return { prisma, scheduling: schedulingOn(prisma, jobs), callId: await buildCall(database.prisma, clinic) };
}

/** As a caller of ours would: again, with the same key, as long as the connection breaks. */
async function untilAnswered(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      errors.push(described(error));
      if (errors.length > ATTEMPTS) throw error;
    }
  }
}

const described = (error: unknown): string => {
  const { code, meta, message } = error as { code?: string; meta?: unknown; message: string };
  return `${code ?? ''} ${JSON.stringify(meta ?? {})} ${message.split('\n').at(-1) ?? ''}`;
};

function wanted({ quarter, provider, room, surgery }: Plan): Slot {
  const opening = Temporal.PlainDateTime.from('2026-11-21T09:00');
  const local = opening.add({ days: Math.floor(quarter / QUARTERS_A_DAY), minutes: (quarter % QUARTERS_A_DAY) * 15 });
  const slot = slotAt(clinic, local.toString(), surgery ? 60 : 45, provider, room);
  return surgery ? { ...slot, typeId: surgeryId } : slot;
}

async function attempt(client: Client, plan: Plan, key: string): Promise<void> {
  const { scheduling } = client;
  const callId = plan.inCall ? client.callId : null;
  const now = plan.later ? NOW.add({ seconds: 2 }) : NOW;
  const given = { clinicId: clinic.clinicId, callId, actor: DESK, now, idempotencyKey: key };
  const slot = wanted(plan);
  const live = [...ledger.booked.values()].filter(({ id }) => !ledger.moved.has(id) && !ledger.cancelled.has(id));
  const target = live[plan.target % live.length];

  if (plan.act === 'hang_up') return hangUp(client);
  if (plan.act === 'hold') {
    const owner = { callId: client.callId };
    const outcome = await scheduling.holds.hold({ ...given, owner, slot, expiresAt: NOW.add({ seconds: 1 }) });
    ledger[outcome.kind === 'held' ? 'held' : 'lost']++;
  } else if (plan.act === 'book' || !target) {
    const outcome = await scheduling.bookings.book({
      ...given,
      slot,
      patient: { id: patients[plan.patient] as PatientId },
    });
    if (outcome.kind === 'booked') ledger.booked.set(outcome.appointment.id, outcome.appointment);
    else ledger.lost++;
  } else if (plan.act === 'move') {
    const to = wanted({ ...plan, surgery: target.typeId === surgeryId });
    const outcome = await scheduling.moves.move({ ...given, slot: to, appointmentId: target.id, by: 'clinic' });
    if (outcome.kind !== 'moved') return void ledger.lost++;
    ledger.moved.set(outcome.from.id, outcome.appointment.id);
    ledger.booked.set(outcome.appointment.id, outcome.appointment);
  } else {
    const outcome = await scheduling.visits.cancel({ ...given, appointmentId: target.id, by: 'clinic' });
    if (outcome.kind === 'cancelled') ledger.cancelled.add(target.id);
    else ledger.lost++;
  }
}

async function hangUp(client: Client): Promise<void> {
  await database.prisma.call.updateMany({
    where: { clinicId: clinic.clinicId, id: client.callId },
    data: { status: 'completed', outcome: 'answered', endedAt: new Date(NOW.epochMilliseconds) },
  });
  client.callId = await buildCall(database.prisma, clinic);
}

/** In the middle of a transaction. */
async function killSomebody(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'racer' AND xact_start IS NOT NULL
     ORDER BY md5(pid::text || $1) LIMIT 1`,
    [String(ended)],
  );
  killed += rowCount ?? 0;
}

/** Everybody at once, each client with one wish after the other. */
async function race(): Promise<void> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, openClient));
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  const queue = plans.entries();
  const work = async (client: Client) => {
    for (const [index, plan] of queue) {
      await untilAnswered(() => attempt(client, plan, `race:${index}`));
      if (++ended % ATTEMPTS_PER_KILL === 0) await killSomebody(admin);
    }
  };
  await Promise.all(clients.map(work));
  await admin.end();
  for (const client of clients) {
    await untilAnswered(() => hangUp(client));
    await client.prisma.$disconnect();
  }
}

const deadlocks = async (): Promise<number> => {
  const sql = 'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()';
  const [row] = await execute<{ deadlocks: number }>(database.url, sql);
  return row?.deadlocks ?? -1;
};

/** What each visit takes that is not as it should be: by its type when it is live, nothing when it is not. */
const misallotted = () =>
  execute(
    database.url,
    `WITH wanted AS (
       SELECT a.id, x.resource_id, a.starts_at + x.from_minute * interval '1 minute' AS starts,
         a.starts_at + x.to_minute * interval '1 minute' AS ends
       FROM appointments a
       JOIN LATERAL (
         SELECT a.operatory_id, 0, 45 WHERE a.type_id = '${clinic.typeId}'
         UNION ALL SELECT a.provider_id, 0, 45 WHERE a.type_id = '${clinic.typeId}'
         UNION ALL SELECT a.operatory_id, -5, 70 WHERE a.type_id = '${surgeryId}'
         UNION ALL SELECT a.provider_id, 0, 15 WHERE a.type_id = '${surgeryId}'
         UNION ALL SELECT a.provider_id, 45, 60 WHERE a.type_id = '${surgeryId}'
         -- one assistant, whichever
         UNION ALL SELECT NULL, 0, 60 WHERE a.type_id = '${surgeryId}'
       ) AS x (resource_id, from_minute, to_minute) ON a.status = 'scheduled'
     ), taken AS (
       SELECT t.appointment_id AS id, CASE WHEN p.role = 'assistant' THEN NULL ELSE t.resource_id END AS resource_id,
         lower(t.during) AS starts, upper(t.during) AS ends
       FROM allocations t LEFT JOIN providers p ON p.id = t.resource_id
       WHERE t.appointment_id IS NOT NULL AND t.released_at IS NULL
     )
     (TABLE wanted EXCEPT ALL TABLE taken) UNION ALL (TABLE taken EXCEPT ALL TABLE wanted)`,
  );

const inTwoChairs = () =>
  execute(
    database.url,
    `SELECT FROM appointments a JOIN appointments b ON a.patient_id = b.patient_id AND a.id < b.id
     WHERE a.status = 'scheduled' AND b.status = 'scheduled' AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`,
  );

describe(`${CLIENTS} clients with ${ATTEMPTS} wishes for the same few people, whose connections die`, () => {
  beforeAll(race, 600_000);

  it('had enough of everything to try, and were killed in the middle of it', () => {
    expect(killed).toBeGreaterThan(100);
    expect(errors.length).toBeGreaterThan(100);
    for (const count of [ledger.booked.size, ledger.moved.size, ledger.cancelled.size, ledger.held, ledger.lost]) {
      expect(count).toBeGreaterThan(30);
    }
  });

  it('met broken connections, and no deadlock', async () => {
    expect(errors.filter((error) => !BROKEN.test(error))).toEqual([]);
    expect(await deadlocks()).toBe(0);
  });

  it('never had one resource, or one patient, twice at a time', async () => {
    expect(await overlaps(database.url)).toBe(0);
    expect(await inTwoChairs()).toEqual([]);
  });

  it('find all that was promised, and nothing that was not', async () => {
    const rows = await database.prisma.appointment.findMany({ where: { clinicId: clinic.clinicId } });
    const statusOf = (id: AppointmentId) =>
      ledger.moved.has(id) ? 'rescheduled' : ledger.cancelled.has(id) ? 'cancelled' : 'scheduled';
    const movedFrom = new Map([...ledger.moved].map(([from, to]) => [to, from]));
    const promised = [...ledger.booked.values()].map((visit) => ({
      id: visit.id,
      status: statusOf(visit.id),
      movedFrom: movedFrom.get(visit.id) ?? null,
      startsAt: visit.startsAt.epochMilliseconds,
      providerId: visit.providerId,
    }));
    const stored = rows.map(({ id, status, movedFrom, startsAt, providerId }) => ({
      ...{ id, status, movedFrom, startsAt: startsAt.getTime(), providerId },
    }));
    expect(stored.sort(byId)).toEqual(promised.sort(byId));
  });

  it('left nothing half-written: each visit has what its type takes, and its record', async () => {
    expect(await misallotted()).toEqual([]);
    const counts = await execute<{ action: string; count: number }>(
      database.url,
      `SELECT action, count(*)::int AS count FROM audit_entries WHERE action LIKE 'appointment.%' GROUP BY 1 ORDER BY 1`,
    );
    expect(counts).toEqual([
      { action: 'appointment.booked', count: ledger.booked.size - ledger.moved.size },
      { action: 'appointment.cancelled', count: ledger.cancelled.size },
      { action: 'appointment.moved', count: ledger.moved.size },
    ]);
    const changed = (await jobsOf(database, clinic.clinicId)).filter(({ name }) => name === 'schedule_visit_changed');
    expect(changed).toHaveLength(ledger.booked.size + ledger.cancelled.size);
  });

  it('hold nothing any more once they have hung up', async () => {
    expect(await database.prisma.hold.count()).toBe(0);
    expect(await execute(database.url, 'SELECT FROM allocations WHERE hold_id IS NOT NULL')).toEqual([]);
  });
});

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
