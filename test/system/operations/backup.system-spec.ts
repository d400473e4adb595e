import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { excessOfLogin } from '../../../src/common/database/product-login.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { prepareDatabase } from '../../../src/runtime/prepare-database.js';
import { DebianPostgres } from '../../support/debian-postgres.js';
import { needTool } from '../../support/debian-tool.js';
import { asProduct, TEST_KEYS } from '../../support/test-database.js';
import { API_KEY, startLine } from '../../support/test-line.js';

// What docs/backup.md says of nightly copies: the scripts of the compose set, and a server that never had Crownline.

needTool('pg_restore');

const BACKUP = 'deploy/postgres/backup.sh';
const RESTORE = 'deploy/postgres/restore.sh';

const closing: (() => Promise<void> | void)[] = [];
const keep = <Kept extends { close(): Promise<void> }>(kept: Kept): Kept => {
  closing.unshift(() => kept.close());
  return kept;
};
afterAll(async () => {
  for (const close of closing) await close();
});

/** The product on that database, as its login. */
async function serve(server: DebianPostgres) {
  const access = { databaseUrl: asProduct(server.url), databaseMigrationUrl: server.url, encryptionKeys: TEST_KEYS };
  const { applied } = await prepareDatabase(access);
  const prisma = new PrismaService({ databaseUrl: server.url, encryptionKeys: TEST_KEYS, role: 'owner' });
  keep({ close: () => prisma.onApplicationShutdown() });
  const sharing = { url: server.url, prisma, close: () => Promise.resolve() };
  return { applied, prisma, line: keep(await startLine({ agentUrl: 'ws://127.0.0.1:9', sharing })) };
}

it('makes a copy, and a server that never had Crownline serves what is in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crownline-copies-'));
  chmodSync(folder, 0o755);
  closing.push(() => rmSync(folder, { recursive: true }));
  const copies = join(folder, 'copies');
  mkdirSync(copies);
  const dumps = () => readdirSync(copies).filter((name) => name.endsWith('.dump'));

  const first = keep(await DebianPostgres.start(join(folder, 'first')));
  const before = await serve(first);
  const answer = await fetch(`${before.line.baseUrl}/api/v1/patients`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${API_KEY}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ givenName: 'Ada', familyName: 'Marsh', phone: '+15125550191' }),
  });
  const { id } = (await answer.json()) as { id: string };
  const heads = await AuditVerification.on(before.prisma).heads(new SystemClock().now());
  expect(first.run(BACKUP, ['now'], { BACKUPS: copies })).toMatchObject({ status: 0 });
  const [copy = ''] = dumps();
  const madeAt = Math.floor(statSync(join(copies, copy)).mtimeMs / 1000);
  expect(readFileSync(join(copies, 'crownline_backup.prom'), 'utf8')).toContain(
    `\ncrownline_backup_last_success_timestamp_seconds ${madeAt}\n`,
  );

  const second = keep(await DebianPostgres.start(join(folder, 'second')));
  expect(second.run(RESTORE, [join(copies, copy)])).toMatchObject({ status: 0 });
  const again = second.run(RESTORE, [join(copies, copy)]);
  expect(again).toMatchObject({ status: 1, printed: expect.stringContaining('empty one') as unknown });

  const after = await serve(second);
  expect(after.applied).toEqual([]);
  expect(await (await after.line.api(`/api/v1/patients/${id}`)).json()).toMatchObject({ givenName: 'Ada' });
  expect((await fetch(`${after.line.baseUrl}/health/ready`)).status).toBe(200);
  expect(await AuditVerification.on(after.prisma).verify(heads)).toMatchObject({ ok: true });
  expect(await excessOfLogin(asProduct(second.url))).toEqual([]);

  // A copy that fails leaves the last one and its time, and those beyond the limit go.
  const lost = first.run(BACKUP, ['now'], { BACKUPS: copies, PGDATABASE: 'nothing' });
  expect(lost.status).not.toBe(0);
  expect(dumps()).toEqual([copy]);
  expect(first.run(BACKUP, ['now'], { BACKUPS: copies, BACKUPS_KEPT: '1' })).toMatchObject({ status: 0 });
  expect(dumps()).toHaveLength(1);
  expect(dumps()).not.toEqual([copy]);
});
