import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { buildClinic } from '../../support/builders.js';
import { FaultyLink } from '../../support/faulty-link.js';
import { openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

/** What the server has parsed and planned once for a connection. Behind a pooler nothing is kept: system/operations/pgbouncer. */

let database: TestDatabase;
let product: PrismaService;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await product.onApplicationShutdown();
  await database.close();
});

const open = (databaseUrl: string) => (product = new PrismaService({ databaseUrl, encryptionKeys: TEST_KEYS }));

const kept = () =>
  product.acrossClinics((tx) => tx.$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements`);

it('is a statement with values, which the second transaction finds there', async () => {
  const { clinicId } = await buildClinic(database.prisma);
  open(database.url);
  for (let time = 0; time < 2; time++) {
    await product.inClinic(clinicId, (tx) => tx.clinic.findUniqueOrThrow({ where: { id: clinicId } }));
  }
  expect(await kept()).toEqual([{ statement: expect.stringContaining('"public"."clinics"') as string }]);
});

it('is looked for in vain, and made again, on a connection that took the place of a broken one', async () => {
  const { clinicId } = await buildClinic(database.prisma);
  const link = await FaultyLink.to(Number(new URL(database.url).port));
  open(link.through(database.url));
  const find = () => product.inClinic(clinicId, (tx) => tx.clinic.findUniqueOrThrow({ where: { id: clinicId } }));
  await find();
  link.become({ kind: 'away' });
  await expect(find()).rejects.toThrow();
  link.become({ kind: 'pass' });
  expect(await find()).toMatchObject({ id: clinicId });
  expect(await kept()).toHaveLength(1);
  await link.close();
});
