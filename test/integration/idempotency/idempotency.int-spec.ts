import { randomUUID } from 'node:crypto';
import { Body, Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { CurrentClinic, Requires, type Principal } from '../../../src/common/http/access.decorators.js';
import { DomainError, InvalidInputError } from '../../../src/common/errors/domain.error.js';
import { newId, type ClinicId, type PatientId } from '../../../src/common/ids/ids.js';
import { AuditLog } from '../../../src/compliance/audit-log.service.js';
import { ComplianceModule } from '../../../src/compliance/compliance.module.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

const NoteBody = z.strictObject({ text: z.string() });

class UncertainError extends DomainError {
  readonly code = 'test/uncertain';
  readonly kind = 'unavailable';

  constructor() {
    super('whoever was asked did not answer');
  }
}

/** What a request did is counted here. */
const done: string[] = [];
let gate: Promise<void> = Promise.resolve();
let atTheGate = () => {};

/** Whom a note is about. */
const ANA = newId<PatientId>();

@Controller('api/v1/notes')
class NotesController {
  constructor(
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
  ) {}

  @Post()
  @Requires('appointments:write')
  async add(@Body({ schema: NoteBody }) { text }: { text: string }, @CurrentClinic() { clinicId, actor }: Principal) {
    if (text === 'refused') throw new InvalidInputError([{ field: '/text', detail: 'is refused' }]);
    if (text === 'uncertain') throw new UncertainError();
    if (text === 'cut') throw new Error('the connection is gone');
    atTheGate();
    await gate;
    done.push(text);
    if (text.startsWith('Ana')) {
      const entry = { clinicId, at: clock.now(), actor, action: 'note.added', subject: { kind: 'note', id: text } };
      await this.database.inClinic(clinicId, (tx) => this.audit.record(tx, { ...entry, patientIds: [ANA] }));
    }
    return { id: done.length, text };
  }

  @Post('silent')
  @Requires('appointments:write')
  silent(): void {
    done.push('silent');
  }
}

let database: TestDatabase;
let api: TestApi;
let clock: ManualClock;
let clinicId: ClinicId;
let key: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock();
  clinicId = (await buildClinic(database.prisma)).clinicId;
  key = await grantKey(database, clinicId);
  api = await startApi(database, { imports: [ComplianceModule], controllers: [NotesController], clock });
});
beforeEach(() => {
  done.length = 0;
  gate = Promise.resolve();
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const send = (body: object, name: string, headers = key, path = '/api/v1/notes') =>
  api.send('POST', path, body, { ...headers, 'idempotency-key': name });

const told = async (response: Response) => ({
  status: response.status,
  replayed: response.headers.get('idempotent-replayed'),
  body: (await response.json()) as { code?: string },
});

it('does a request once that is sent twice, and answers it alike', async () => {
  const name = randomUUID();
  const first = await told(await send({ text: 'Ana Rivera called' }, name));
  const second = await told(await send({ text: 'Ana Rivera called' }, name));
  expect(first).toMatchObject({ status: 201, replayed: null });
  expect(second).toEqual({ ...first, replayed: 'true' });
  expect(done).toHaveLength(1);
  const kept = await database.prisma.$queryRaw<{ row: string }[]>`
    SELECT to_jsonb(r)::text AS row FROM idempotent_requests r WHERE clinic_id = ${clinicId}::uuid`;
  // Neither the answer nor the client's key can be read in the database.
  for (const { row } of kept) for (const mark of ['Rivera', name]) expect(row).not.toContain(mark);
});

it('answers without a body alike, too', async () => {
  const name = randomUUID();
  for (const replayed of [null, 'true']) {
    const response = await send({}, name, key, '/api/v1/notes/silent');
    expect([response.status, response.headers.get('idempotent-replayed'), await response.text()]).toEqual([
      201,
      replayed,
      '',
    ]);
  }
  expect(done).toEqual(['silent']);
});

it('refuses a key that comes with another body, or for another route', async () => {
  const name = randomUUID();
  await send({ text: 'one' }, name);
  for (const other of [send({ text: 'two' }, name), send({ text: 'one' }, name, key, '/api/v1/notes?x=1')]) {
    expect(await told(await other)).toMatchObject({ status: 422, body: { code: 'http/idempotency_key_reused' } });
  }
  expect(done).toEqual(['one']);
});

it('keeps the keys of two credentials apart', async () => {
  const name = randomUUID();
  await send({ text: 'one' }, name);
  expect(await told(await send({ text: 'two' }, name, await grantKey(database, clinicId)))).toMatchObject({
    status: 201,
  });
  expect(done).toEqual(['one', 'two']);
});

it('does nothing twice while the first is being worked on, nor when that was cut short', async () => {
  const name = randomUUID();
  let open = () => {};
  gate = new Promise((resolve) => (open = resolve));
  const arrived = new Promise<void>((resolve) => (atTheGate = resolve));
  const first = send({ text: 'slow' }, name);
  await arrived;
  const second = await send({ text: 'slow' }, name);
  expect(second.headers.get('retry-after')).toBe('1');
  expect(await told(second)).toMatchObject({ status: 409, body: { code: 'http/request_in_progress' } });
  clock.advance(61_000);
  expect(await told(await send({ text: 'slow' }, name))).toMatchObject({
    status: 409,
    body: { code: 'http/outcome_unknown' },
  });
  open();
  expect((await first).status).toBe(201);
  expect(await told(await send({ text: 'slow' }, name))).toMatchObject({ status: 201, replayed: 'true' });
  expect(done).toEqual(['slow']);
});

it('lets a request that was refused be sent again under its key', async () => {
  const name = randomUUID();
  expect((await send({ text: 'refused' }, name)).status).toBe(400);
  expect((await send({ tex: 'misspelt' }, name)).status).toBe(400);
  expect((await send({ text: 'better' }, name)).status).toBe(201);
  expect(done).toEqual(['better']);
});

it('does not do again what failed in a way that nobody expected', async () => {
  for (const [text, status] of [
    ['cut', 500],
    ['uncertain', 503],
  ] as const) {
    const name = randomUUID();
    expect((await send({ text }, name)).status).toBe(status);
    expect(await told(await send({ text }, name))).toMatchObject({
      status: 409,
      body: { code: 'http/outcome_unknown' },
    });
  }
});

it('forgets a key after a day', async () => {
  const name = randomUUID();
  await send({ text: 'one' }, name);
  clock.advance(24 * 3_600_000 + 1);
  expect(await told(await send({ text: 'two' }, name))).toMatchObject({ status: 201, replayed: null });
  expect(done).toEqual(['one', 'two']);
});

it('keeps nothing for longer than a day, also where nothing is sent any more', async () => {
  await send({ text: 'one' }, randomUUID());
  clock.advance(25 * 3_600_000);
  await until(
    () => database.prisma.idempotentRequest.count({ where: { clinicId } }),
    (count) => count === 0,
  );
});

it('has each answer that it gives again in the trail, with whose data it shows', async () => {
  const replays = () =>
    database.prisma.auditEntry.findMany({ where: { clinicId, action: 'answer.replayed' }, orderBy: { seq: 'asc' } });
  const before = (await replays()).length;
  for (const text of ['one', 'Ana called']) {
    const name = randomUUID();
    await send({ text }, name);
    await send({ text }, name);
  }
  expect((await replays()).slice(before).map(({ patientIds }) => patientIds)).toEqual([[], [ANA]]);
});

it('takes no key that is none', async () => {
  for (const name of ['with space', 'x'.repeat(101)]) {
    expect(await told(await send({ text: 'one' }, name))).toMatchObject({ status: 400 });
  }
  expect(done).toEqual([]);
});
