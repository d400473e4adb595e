import type { ClinicId } from '../../../src/common/ids/ids.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { booked, requestFor, slotAt, useScheduling } from './scheduling-harness.js';

const bench = useScheduling();
let clinic: BuiltClinic;

beforeEach(async () => {
  clinic = await buildClinic(bench.database.prisma);
  booked(await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'))));
});

const rowsOf = (query: { $queryRaw: typeof bench.database.prisma.$queryRaw }): Promise<unknown[]> =>
  query.$queryRaw`
    SELECT resource_id FROM taken_time(${clinic.clinicId}::uuid, ${[...clinic.providerIds, ...clinic.operatoryIds]}::uuid[],
      tstzrange('2026-11-24', '2026-11-25'))`;

// The function reads as the owner of the table, whom row-level security does not bind.
it('is told to its clinic, and to nobody else', async () => {
  const { prisma } = bench.database;
  const other = await buildClinic(prisma);
  const seenBy = (clinicId: ClinicId) => prisma.inClinic(clinicId, (tx) => rowsOf(tx));
  expect(await seenBy(clinic.clinicId)).toHaveLength(2);
  expect(await seenBy(other.clinicId)).toEqual([]);
  expect(await prisma.acrossClinics((tx) => rowsOf(tx))).toHaveLength(2);
  expect(await rowsOf(prisma)).toEqual([]);
});

// With row-level security alone a search reads all that a chair has ever been taken for.
it('is found by the index of its time, however much there is', async () => {
  const { prisma } = bench.database;
  await prisma.$executeRaw`
    INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id)
    SELECT a.clinic_id, gen_random_uuid(), a.resource_id,
      tstzrange(lower(a.during) - n * interval '1 day', upper(a.during) - n * interval '1 day'), a.appointment_id
    FROM allocations a, generate_series(1, 2000) AS n WHERE a.clinic_id = ${clinic.clinicId}::uuid`;
  await prisma.$executeRaw`ANALYZE allocations`;
  const pages = await prisma.inClinic(clinic.clinicId, async (tx) => {
    const before = await pagesRead(tx);
    expect(await rowsOf(tx)).toHaveLength(2);
    return (await pagesRead(tx)) - before;
  });
  // Of some eighty that hold 4002 rows.
  expect(pages).toBeLessThan(8);
});

/** Pages of the table, and not of its indexes, that this transaction has looked at. */
async function pagesRead(query: { $queryRaw: typeof bench.database.prisma.$queryRaw }): Promise<number> {
  const [row] = await query.$queryRaw<{ pages: bigint }[]>`
    SELECT pg_stat_get_xact_blocks_fetched('allocations'::regclass) AS pages`;
  return Number(row?.pages);
}
