import { randomUUID } from 'node:crypto';
import { SystemClock } from '../../../src/common/clock/clock.js';
import type { Anchor } from '../../../src/compliance/audit-anchors/audit-anchor.types.js';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { prepareDatabase } from '../../../src/runtime/prepare-database.js';
import { ArchivedPostgres } from '../../support/archived-postgres.js';
import { API_KEY, startLine, type TestLine } from '../../support/test-line.js';
import { asProduct, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

// What docs/backup.md says: a copy of the server's files and what it wrote since bring back the rows of any moment after the copy.

let archived: ArchivedPostgres;
const running: TestLine[] = [];
beforeAll(async () => {
  archived = await ArchivedPostgres.create();
});
afterAll(async () => {
  for (const line of running) await line.close();
  await archived.close();
});

async function serve(database: TestDatabase): Promise<TestLine> {
  const { url } = database;
  // Each of these servers has logins of its own.
  await prepareDatabase({ databaseUrl: asProduct(url), databaseMigrationUrl: url, encryptionKeys: TEST_KEYS });
  const line = await startLine({ agentUrl: 'ws://127.0.0.1:9', sharing: database });
  running.push(line);
  return line;
}

async function ask(line: TestLine, method: string, path: string, body?: object) {
  const headers = {
    authorization: `Bearer ${API_KEY}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const answer = await fetch(`${line.baseUrl}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function addPatient(line: TestLine, givenName: string): Promise<string> {
  const { status, body } = await ask(line, 'POST', 'patients', {
    givenName,
    familyName: 'Marsh',
    phone: '+15125550191',
  });
  expect(status).toBe(201);
  return body.id as string;
}

const headsOf = (database: TestDatabase): Promise<Anchor[]> =>
  AuditVerification.on(database.prisma).heads(new SystemClock().now());
const erase = (line: TestLine, id: string) =>
  ask(line, 'POST', `patients/${id}/erasure`, { reason: 'asked_by_patient' });

it('brings back the rows of a moment, sealed and audited as they were, and erases again who was erased after it', async () => {
  const database = await archived.start();
  const line = await serve(database);
  const forgotten = await addPatient(line, 'Fay');
  await archived.backUp(database);
  const before = await addPatient(line, 'Ada');
  const headsBefore = await headsOf(database);
  const moment = await archived.now(database);
  const after = await addPatient(line, 'Grace');
  expect((await erase(line, forgotten)).status).toBe(200);
  const headsAfter = await headsOf(database);
  // Kept apart from the database, since it is what the restored one does not know.
  const erased = await database.prisma.erasure.findMany({ select: { patientId: true } });
  await archived.now(database);
  for (const one of running.splice(0)) await one.close();
  await database.close();

  const restored = await archived.restore(moment);
  // Before anybody asks: what is written from now on takes the numbers of what is gone.
  const verification = AuditVerification.on(restored.prisma);
  expect(await verification.verify(headsBefore)).toMatchObject({ ok: true, firstBad: null });
  expect(await verification.verify(headsAfter)).toMatchObject({ ok: false, firstBad: { fault: 'cut_off' } });

  const again = await serve(restored);
  expect((await ask(again, 'GET', `patients/${before}`)).body).toMatchObject({ givenName: 'Ada', familyName: 'Marsh' });
  expect((await ask(again, 'GET', `patients/${after}`)).status).toBe(404);

  expect((await ask(again, 'GET', `patients/${forgotten}`)).body).toMatchObject({ givenName: 'Fay' });
  for (const { patientId } of erased) expect((await erase(again, patientId)).status).toBe(200);
  expect(JSON.stringify((await ask(again, 'GET', `patients/${forgotten}`)).body)).not.toContain('Fay');
  await addPatient(again, 'Mary');
  expect(await verification.verify(headsBefore)).toMatchObject({ ok: true });
});
