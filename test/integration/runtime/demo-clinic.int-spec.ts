import { Temporal } from 'temporal-polyfill';
import { seedDemoClinic } from '../../../src/runtime/demo-clinic.repository.js';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const count = async (sql: string): Promise<number> => {
  const [row] = await execute<{ count: string }>(database.url, `SELECT count(*) FROM ${sql}`);
  return Number(row?.count);
};

it('fills an empty database with a clinic that looks lived in', async () => {
  await seedDemoClinic(database.prisma, NOW);
  const clinic = await database.prisma.clinic.findFirstOrThrow();
  expect(clinic).toMatchObject({ name: 'Maple Street Dental', acceptsCalls: true, overflow: 'menu' });
  const profile = await database.prisma.agentProfile.findFirstOrThrow({ where: { clinicId: clinic.id } });
  expect(profile).toMatchObject({ version: 1, status: 'published' });
  expect(JSON.stringify(profile.settings)).toContain('AI assistant');
  expect(await count('patients')).toBe(240);
  expect(await count('patients WHERE known_since IS NULL')).toBe(12);
  expect(await count(`providers WHERE role = 'dentist'`)).toBe(3);
  expect(await count(`providers WHERE role = 'hygienist'`)).toBe(3);
  expect(await count('operatories')).toBe(6);
  expect(await count('appointment_types')).toBeGreaterThanOrEqual(8);
  expect(await count('closures')).toBe(1);
  expect(await count('appointment_type_parts')).toBeGreaterThan(5);
  expect(await count(`weekly_blockouts WHERE kind = 'reserved'`)).toBe(1);
  expect(await count(`weekly_blockouts WHERE kind = 'busy'`)).toBe(5);
  expect(await count('hours_overrides')).toBe(1);
  expect(await count('waitlist_entries')).toBe(2);
  expect(await count(`recalls WHERE status = 'open' AND due_on <= '2026-11-20'`)).toBeGreaterThan(0);
});

it('is 50 to 70 % full by the reckoning of the database, with no overlap in any chair, provider or patient', async () => {
  await seedDemoClinic(database.prisma, NOW);
  const [row] = await execute<{ share: number }>(
    database.url,
    `WITH days AS (
       SELECT d::date AS day FROM generate_series(date '2026-11-06', date '2026-12-18', interval '1 day') AS d
       WHERE NOT EXISTS (SELECT FROM closures WHERE d BETWEEN starts_on AND ends_on)
     ), worked AS (
       SELECT sum(ends_minute - starts_minute) AS minutes
       FROM days JOIN provider_hours ON weekday = extract(isodow FROM day)
     ), booked AS (
       SELECT sum(extract(epoch FROM upper(during) - lower(during)) / 60) AS minutes
       FROM allocations JOIN providers ON providers.id = resource_id WHERE released_at IS NULL
     )
     SELECT (booked.minutes / worked.minutes)::float8 AS share FROM booked, worked`,
  );
  expect(row?.share).toBeGreaterThan(0.5);
  expect(row?.share).toBeLessThan(0.7);
  const twice = `allocations a JOIN allocations b ON a.id < b.id AND a.resource_id = b.resource_id AND a.during && b.during
    WHERE a.released_at IS NULL AND b.released_at IS NULL`;
  expect(await count(twice)).toBe(0);
  const patientTwice = `appointments a JOIN appointments b ON a.id < b.id AND a.patient_id = b.patient_id
    AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.status <> 'cancelled' AND b.status <> 'cancelled'`;
  expect(await count(patientTwice)).toBe(0);
});

it('happens once when several processes start together, and never to a database with a clinic', async () => {
  await Promise.all([1, 2, 3].map(() => seedDemoClinic(database.prisma, NOW)));
  const appointments = await database.prisma.appointment.count();
  await seedDemoClinic(database.prisma, NOW.add({ hours: 24 * 90 }));
  expect(await database.prisma.clinic.count()).toBe(1);
  expect(await database.prisma.appointment.count()).toBe(appointments);
});
