import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { runMigrations } from '../../common/database/migration.runner.js';
import { PrismaService, type DatabaseAccess } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import type { Prisma } from '../../generated/prisma/client.js';

export interface Crowd {
  clinics: number;
  /** Of all clinics together. */
  appointments: number;
  calls: number;
  /** Of each clinic. */
  patients: number;
}

/** Visits are spread over so many days around this one. */
export const MIDDLE_DAY = '2026-11-24';
const DAYS = 1400;
const PEOPLE = 12;
/** Rows at a time, where people's data has to be sealed. */
const BATCH = 1000;

// Ids are made from what they stand for, so that each statement can name the rows of the others; they look like those of version 4.
const id = (...parts: string[]) =>
  `overlay(overlay(md5(concat_ws(' ', ${parts.join(', ')})) placing '4' from 13) placing '8' from 17)::uuid`;
const CLINIC = id(`'clinic'`, 'c');
const of = (kind: string, number: string) => id(`'${kind}'`, 'c', `(${number})`);
const CLINICS = 'generate_series(1, $1::int) AS c';
const STAFF = `${CLINICS}, generate_series(0, ${PEOPLE - 1}) AS n`;
const spread = (number: string) =>
  `timestamptz '${MIDDLE_DAY}' + make_interval(mins => (((${number}) * 7919) % ${DAYS * 96} - ${DAYS * 48}) * 15)`;
const pick = (number: string, ...values: string[]) =>
  `(ARRAY[${values.map((value) => `'${value}'`).join(', ')}])[1 + (${number}) % ${values.length}]`;

const perClinic = [
  `INSERT INTO clinics (id, name, time_zone, address, accepts_calls, overflow)
    SELECT ${CLINIC}, 'Practice ' || c, 'America/New_York', '1 Test Street', true, 'message' FROM ${CLINICS}`,
  `INSERT INTO appointment_types (
      clinic_id, id, name, description, duration_minutes, provider_role, operatory_kind, min_notice_minutes, horizon_days)
    SELECT ${CLINIC}, ${of('type', 'n')}, 'Type ' || n, 'A visit.', 30, 'dentist', 'treatment', 0, 365 FROM ${STAFF}`,
  ...['provider', 'operatory'].map(
    (kind) => `INSERT INTO resources (clinic_id, id, kind) SELECT ${CLINIC}, ${of(kind, 'n')}, '${kind}' FROM ${STAFF}`,
  ),
  `INSERT INTO providers (clinic_id, id, name, role, active)
    SELECT ${CLINIC}, ${of('provider', 'n')}, 'Provider ' || n, 'dentist', true FROM ${STAFF}`,
  `INSERT INTO operatories (clinic_id, id, name, kind)
    SELECT ${CLINIC}, ${of('operatory', 'n')}, 'Chair ' || n, 'treatment' FROM ${STAFF}`,
];

const perPatient = `INSERT INTO patients (clinic_id, id, given_name, family_name, created_at)
    SELECT ${CLINIC}, ${of('patient', 'n')}, '', '', ${spread('n')} FROM ${CLINICS}, generate_series(0, $2::int - 1) AS n`;

const perCall = `
  INSERT INTO calls (clinic_id, id, call_sid, direction, status, outcome, from_number, from_number_index, to_number,
    to_number_index, started_at, answered_at, ended_at)
  SELECT ${CLINIC}, ${of('call', 'n')}, 'CA' || md5(concat_ws(' ', c, n)), 'inbound', 'completed',
    ${pick('n', 'booked', 'answered', 'no_input', 'caller_hung_up', 'overflow', 'failed')}, '', 'none', '', 'none',
    ${spread('n')}, ${spread('n')} + interval '1 second', ${spread('n')} + interval '2 minutes'
  FROM ${CLINICS}, generate_series(0, $2::int / $1 - 1) AS n`;

const STATUS = pick('n', 'scheduled', 'confirmed', 'completed', 'cancelled', 'no_show');
const perVisit = `
  INSERT INTO appointments (clinic_id, id, patient_id, type_id, provider_id, operatory_id, starts_at, ends_at, status, call_id,
    created_at, changed_at, cancelled_by)
  SELECT ${CLINIC}, ${of('visit', 'n')}, ${of('patient', 'n % $4::int')}, ${of('type', `n % ${PEOPLE}`)},
    ${of('provider', `n * 5 % ${PEOPLE}`)}, ${of('operatory', `n * 7 % ${PEOPLE}`)}, ${spread('n')},
    ${spread('n')} + interval '30 minutes', ${STATUS},
    CASE WHEN n < $3::int / $1 THEN ${of('call', 'n')} END, ${spread('n')} - interval '9 days', ${spread('n')} - interval '8 days',
    CASE WHEN ${STATUS} = 'cancelled' THEN 'patient' END
  FROM ${CLINICS}, generate_series(0, $2::int / $1 - 1) AS n`;

/**
 * A migrated database with so many visits and calls, in clinics of one size, and of the first of them all that its lists show: its people,
 * texts and tasks are sealed as the product seals them. Nobody reads those of the others.
 */
export async function fillCrowded(access: DatabaseAccess, crowd: Crowd): Promise<ClinicId> {
  await runMigrations(access.databaseUrl);
  const client = new pg.Client({ connectionString: access.databaseUrl });
  await client.connect();
  const prisma = new PrismaService({ ...access, role: 'owner' });
  try {
    await client.query('SET session_replication_role = replica'); // rows that are made to fit need no check each
    for (const statement of perClinic) await client.query(statement, [crowd.clinics]);
    await client.query(perPatient, [crowd.clinics, crowd.patients]);
    await client.query(perCall, [crowd.clinics, crowd.calls]);
    await client.query(perVisit, [crowd.clinics, crowd.appointments, crowd.calls, crowd.patients]);
    const { rows } = await client.query<{ id: ClinicId }>(`SELECT ${CLINIC} AS id FROM generate_series(1, 1) AS c`);
    const clinicId = rows[0]?.id;
    if (!clinicId) throw new Error('a database without clinics');
    await sealPeople(client, prisma, clinicId);
    await addRecords(prisma, clinicId);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT'); // what was filled in is not still being written while it is asked for
    return clinicId;
  } finally {
    await prisma.$disconnect();
    await prisma.keys.close();
    await client.end();
  }
}

/** The rows of the measured clinic again, as the product writes them. */
async function sealPeople(client: pg.Client, prisma: PrismaService, clinicId: ClinicId): Promise<void> {
  const patients = await client.query<{ id: string; created_at: Date }>(
    'DELETE FROM patients WHERE clinic_id = $1 RETURNING id, created_at',
    [clinicId],
  );
  await inBatches(patients.rows, (batch, from) =>
    prisma.patient.createMany({
      data: batch.map(({ id: patientId, created_at: createdAt }, n) => ({
        ...{ clinicId, id: patientId, givenName: 'Ada', familyName: `Marsh ${from + n}`, createdAt },
        ...{ phone: numberOf(from + n), birthDate: '1980-05-17' },
      })),
    }),
  );
  const calls = await client.query<
    Record<'id' | 'call_sid' | 'outcome', string> & { started_at: Date; ended_at: Date }
  >('DELETE FROM calls WHERE clinic_id = $1 RETURNING id, call_sid, outcome, started_at, ended_at', [clinicId]);
  await inBatches(calls.rows, (batch, from) =>
    prisma.call.createMany({
      data: batch.map((row, n) => ({
        ...{ clinicId, id: row.id, callSid: row.call_sid, direction: 'inbound', status: 'completed' },
        ...{ outcome: row.outcome, fromNumber: numberOf(from + n), toNumber: '+15550100000', resumes: 0 },
        ...{ startedAt: row.started_at, answeredAt: row.started_at, endedAt: row.ended_at },
      })),
    }),
  );
}

/** A text and a task for each of the clinic's calls. */
async function addRecords(prisma: PrismaService, clinicId: ClinicId): Promise<void> {
  const calls = await prisma.call.findMany({ where: { clinicId }, select: { id: true, startedAt: true } });
  await inBatches(calls, async (batch, from) => {
    const texts: Prisma.TextCreateManyInput[] = batch.map(({ id: callId, startedAt: createdAt }, n) => ({
      ...{ clinicId, id: randomUUID(), callId, direction: 'outbound', kind: 'confirmation', status: 'delivered' },
      ...{ ourNumber: '+15550100000', theirNumber: numberOf(from + n), body: 'See you soon.', createdAt },
      ...{ updatedAt: createdAt, idempotencyKey: `text ${from + n}` },
    }));
    await prisma.text.createMany({ data: texts });
    const tasks: Prisma.DeskTaskCreateManyInput[] = batch.map(({ id: callId, startedAt: createdAt }, n) => ({
      ...{ clinicId, id: randomUUID(), callId, kind: 'callback', origin: 'message', originKey: `task ${from + n}` },
      ...{ status: n % 9 === 0 ? 'open' : 'done', doneAt: n % 9 === 0 ? null : createdAt, createdAt },
      ...{ callerNumber: numberOf(from + n), note: 'Please call back.' },
    }));
    await prisma.deskTask.createMany({ data: tasks });
  });
}

async function inBatches<Row>(rows: readonly Row[], write: (batch: Row[], from: number) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += BATCH) await write(rows.slice(from, from + BATCH), from);
}

const numberOf = (n: number): string => `+1512555${String(n % 10_000).padStart(4, '0')}`;
