import { PrismaService } from '../../../src/common/database/prisma.service.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { DeskModule } from '../../../src/desk/desk.module.js';
import { buildClinic } from '../../support/builders.js';
import { FaultyLink } from '../../support/faulty-link.js';
import { grantKey, startApi } from '../../support/test-api.js';
import { execute, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

/** Databases that answer, and can't do what they are asked for; and networks that swallow what is asked. */

let database: TestDatabase;
let clinicId: ClinicId;

beforeEach(async () => {
  database = await openTestDatabase();
  ({ clinicId } = await buildClinic(database.prisma));
});
afterEach(() => database.close());

const onServer = (statement: string) =>
  execute(Object.assign(new URL(database.url), { pathname: '/postgres' }).href, statement);

it('a server that has become read-only is away, and its connections are not kept until it is writable again', async () => {
  const name = new URL(database.url).pathname.slice(1);
  // When a key is used for the first time is written down; looking once more is not.
  const keys = [
    await grantKey(database, clinicId),
    await grantKey(database, clinicId),
    await grantKey(database, clinicId),
  ];
  const api = await startApi(database, { imports: [DeskModule] });
  const status = async () => (await api.get('/api/v1/tasks', keys.pop())).status;
  expect(await status()).toBe(200);

  await onServer(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  expect(await status()).toBe(503);

  await onServer(`ALTER DATABASE ${name} RESET default_transaction_read_only`); // for connections that begin from now on
  expect(await status()).toBe(200);
  await api.close();
});

it('a transaction that a split network has swallowed lets go of what it locked, and of its connection', async () => {
  const link = await FaultyLink.to(Number(new URL(database.url).port));
  const split = new PrismaService({ databaseUrl: link.through(database.url), encryptionKeys: TEST_KEYS });
  const rename = (to: string) => ({ where: { id: clinicId }, data: { name: to } });
  const swallowed = split.inClinic(clinicId, async (tx) => {
    await tx.clinic.update(rename('never seen'));
    link.become({ kind: 'split' });
    await tx.clinic.update(rename('nor this'));
  });
  await expect(swallowed).rejects.toThrow();
  link.become({ kind: 'pass' });

  // Nobody has told the server that the first one is over: it finds out by itself.
  await split.inClinic(clinicId, (tx) => tx.clinic.update(rename('seen')));
  expect(await database.prisma.clinic.findUniqueOrThrow({ where: { id: clinicId } })).toMatchObject({ name: 'seen' });
  await split.onApplicationShutdown();
  await link.close();
});
