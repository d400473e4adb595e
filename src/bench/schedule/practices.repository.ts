import pg from 'pg';
import { runMigrations } from '../../common/database/migration.runner.js';
import type { AppointmentTypeId, ClinicId } from '../../common/ids/ids.js';

export interface Practice {
  clinicId: ClinicId;
  typeId: AppointmentTypeId;
}

/** As many people as chairs: a visit takes one of each for an hour. */
const PROVIDERS = 6;
/** The days from here on are filled. New York's clocks change twice within a year of them. */
export const FIRST_DAY = '2027-01-04';

// Ids are made from what they stand for, so that each statement can name the rows of the others.
const id = (...parts: string[]) => `md5(concat_ws(' ', ${parts.join(', ')}))::uuid`;
const CLINIC = id(`'clinic'`, 'c');
const TYPE = id(`'type'`, 'c');
const PATIENT = id(`'patient'`, 'c', 'n');
const VISIT = id(`'visit'`, 'c', 'n', 'd', 'h');
const resource = (kind: string) => id(`'${kind}'`, 'c', 'n');
const PROVIDER = resource('provider');
const CHAIR = resource('operatory');

const CLINICS = 'generate_series(1, $1::int) AS c';
const PEOPLE = `${CLINICS}, generate_series(1, ${PROVIDERS}) AS n`;
/** Of the hours of each working day, with an hour for lunch, so many that two thirds are booked; the same ones in every clinic. */
const VISITS = `${PEOPLE}, generate_series(0, $2::int - 1) AS d, generate_series(8, 16) AS h
  WHERE h <> 12 AND extract(isodow FROM date '${FIRST_DAY}' + d) < 6 AND (n * 7 + d * 5 + h * 3) % 9 < 6`;
const STARTS = `((date '${FIRST_DAY}' + d) + make_interval(hours => h)) AT TIME ZONE 'America/New_York'`;
const DURING = `tstzrange(${STARTS}, ${STARTS} + interval '1 hour')`;

const perClinic = [
  `INSERT INTO clinics (id, name, time_zone, address, accepts_calls, overflow)
    SELECT ${CLINIC}, 'Practice ' || c, 'America/New_York', '1 Test Street', true, 'message' FROM ${CLINICS}`,
  `INSERT INTO opening_hours (clinic_id, weekday, opens_minute, closes_minute)
    SELECT ${CLINIC}, w, 480, 1020 FROM ${CLINICS}, generate_series(1, 5) AS w`,
  `INSERT INTO appointment_types (
      clinic_id, id, name, description, duration_minutes, provider_role, operatory_kind, min_notice_minutes, horizon_days)
    SELECT ${CLINIC}, ${TYPE}, 'Filling', 'A tooth is filled.', 60, 'dentist', 'treatment', 0, 365 FROM ${CLINICS}`,
  `INSERT INTO resources (clinic_id, id, kind) SELECT ${CLINIC}, ${PROVIDER}, 'provider' FROM ${PEOPLE}`,
  `INSERT INTO resources (clinic_id, id, kind) SELECT ${CLINIC}, ${CHAIR}, 'operatory' FROM ${PEOPLE}`,
  `INSERT INTO providers (clinic_id, id, name, role, active)
    SELECT ${CLINIC}, ${PROVIDER}, 'Provider ' || n, 'dentist', true FROM ${PEOPLE}`,
  `INSERT INTO provider_hours (clinic_id, provider_id, weekday, starts_minute, ends_minute)
    SELECT ${CLINIC}, ${PROVIDER}, w, s, s + 240
    FROM ${PEOPLE}, generate_series(1, 5) AS w, unnest(ARRAY[480, 780]) AS s`,
  `INSERT INTO operatories (clinic_id, id, name, kind)
    SELECT ${CLINIC}, ${CHAIR}, 'Chair ' || n, 'treatment' FROM ${PEOPLE}`,
  // Not sealed: nobody reads them.
  `INSERT INTO patients (clinic_id, id, given_name, family_name, created_at)
    SELECT ${CLINIC}, ${PATIENT}, 'Patient', n::text, '${FIRST_DAY}' FROM ${PEOPLE}`,
];

const perVisit = [
  `INSERT INTO appointments (clinic_id, id, patient_id, type_id, provider_id, operatory_id, starts_at, ends_at, status,
      created_at, changed_at)
    SELECT ${CLINIC}, ${VISIT}, ${PATIENT}, ${TYPE}, ${PROVIDER}, ${CHAIR}, ${STARTS}, ${STARTS} + interval '1 hour',
      'scheduled', '${FIRST_DAY}', '${FIRST_DAY}' FROM ${VISITS}`,
  ...[PROVIDER, CHAIR].map(
    (taken) => `INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id)
      SELECT ${CLINIC}, gen_random_uuid(), ${taken}, ${DURING}, ${VISIT} FROM ${VISITS}`,
  ),
];

/** A migrated database with so many clinics, each of them booked for so many days. */
export async function fillPractices(databaseUrl: string, clinics: number, days: number): Promise<Practice[]> {
  await runMigrations(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica'); // rows that are made to fit need no check each
    for (const statement of perClinic) await client.query(statement, [clinics]);
    await withoutExclusion(client, async () => {
      for (const statement of perVisit) await client.query(statement, [clinics, days]);
    });
    await client.query('VACUUM (ANALYZE)');
    const { rows } = await client.query<Practice>(
      'SELECT clinic_id AS "clinicId", id AS "typeId" FROM appointment_types ORDER BY clinic_id',
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** An index that is built at once takes a tenth of the time of one that grows row by row. */
async function withoutExclusion(client: pg.Client, fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE conrelid = 'allocations'::regclass AND contype = 'x'`,
  );
  for (const { name } of rows) await client.query(`ALTER TABLE allocations DROP CONSTRAINT ${name}`);
  await fill();
  for (const { name, definition } of rows)
    await client.query(`ALTER TABLE allocations ADD CONSTRAINT ${name} ${definition}`);
}
