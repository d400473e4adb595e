/** @asks-itself */
import { createHash, randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import type { KeyRole } from '../../../src/common/http/access.policy.js';
import type { CallId, ClinicId, PatientId } from '../../../src/common/ids/ids.js';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { ComplianceModule } from '../../../src/compliance/compliance.module.js';
import type { AuditEntry } from '../../../src/compliance/compliance.types.js';
import { auditLog } from '../../support/audit.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const NOON = Temporal.Instant.from('2026-11-20T12:00:00Z');
const PATH = '/api/v1/audit-entries';

let database: TestDatabase;
let api: TestApi;
let clinic: BuiltClinic;
let auditor: { authorization: string };
let patientId: PatientId;
let callId: CallId;

beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [ComplianceModule] });
});
afterAll(async () => {
  await api.close();
  await database.close();
});

/** Six entries, a minute after each other: 1 to 6. */
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  patientId = await buildPatient(database.prisma, clinic);
  callId = await buildCall(database.prisma, clinic);
  await write(1, { action: 'call.read', actor: { kind: 'staff', id: 'ana' } });
  await write(2, { action: 'appointment.booked', callId, patientIds: [patientId] });
  await write(3, { action: 'call.read', actor: { kind: 'api_key', id: 'pms' }, patientIds: [patientId] });
  await write(4, {
    action: 'appointment.cancelled',
    reason: 'ordered',
    address: '203.0.113.7',
    requestId: 'req-4',
    detail: { late: true, hours: 2 },
  });
  await write(5, { action: 'call.read', subject: { kind: 'call', id: 'another' } });
  await write(6, { action: 'call.listed', actor: { kind: 'staff', id: 'ana' } });
  auditor = await keyFor(clinic.clinicId, 'auditor');
});

const write = (n: number, entry: Partial<AuditEntry>, clinicId = clinic.clinicId) =>
  database.prisma.inClinic(clinicId, (tx) =>
    auditLog(database.prisma).record(tx, {
      clinicId,
      at: NOON.add({ minutes: n }),
      actor: { kind: 'agent', id: 'receptionist' },
      action: 'call.read',
      subject: { kind: 'call', id: 'some-call' },
      ...entry,
    }),
  );

async function keyFor(clinicId: ClinicId, role: KeyRole): Promise<{ authorization: string }> {
  const key = newApiKey();
  await database.prisma.apiKey.create({
    data: { clinicId, keyHash: hashApiKey(key), name: role, prefix: 'cl_', role, createdAt: new Date(0) },
  });
  return { authorization: `Bearer ${key}` };
}

interface Item {
  seq: number;
  id: string;
}
async function get(path = '', headers = auditor) {
  const response = await api.get(PATH + path, headers);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const seqsOf = async (path: string) => ((await get(path)).json['items'] as Item[]).map(({ seq }) => seq);
const trail = () => database.prisma.auditEntry.findMany({ where: clinicOnly(), orderBy: { seq: 'asc' } });
const clinicOnly = () => ({ clinicId: clinic.clinicId });

async function verify(body: object = {}, headers = auditor) {
  const response = await api.post(`${PATH}/verification`, JSON.stringify(body), headers);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** As somebody who owns the database does it. */
const attack = async (statement: string) => {
  await execute(database.url, `ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only`);
  await execute(database.url, statement);
};

describe('a search', () => {
  it.each([
    ['all of them', () => '', [6, 5, 4, 3, 2, 1]],
    ['an action', () => '?action=call.read', [5, 3, 1]],
    ['a sort of actor', () => '?actorKind=agent', [5, 4, 2]],
    ['an actor', () => '?actorId=ana', [6, 1]],
    ['a sort of record', () => '?subjectKind=task', []],
    ['a record', () => '?subjectKind=call&subjectId=another', [5]],
    ['a patient', () => `?patientId=${patientId}`, [3, 2]],
    ['a call', () => `?callSid=CA${callId.replaceAll('-', '')}`, [2]],
    ['a call that is none', () => '?callSid=CA0', []],
    ['a time', () => '?from=2026-11-20T12:02:00Z&to=2026-11-20T07:05:00-05:00', [4, 3, 2]],
    ['several', () => `?action=call.read&patientId=${patientId}`, [3]],
  ])('finds %s, the newest first', async (_, query, expected) => {
    expect(await seqsOf(query())).toEqual(expected);
  });

  it('shows an entry as it was written, by both clocks', async () => {
    const { json } = await get('?action=appointment.cancelled');
    const [row] = await database.prisma.auditEntry.findMany({ where: { ...clinicOnly(), seq: 4 } });
    expect(json).toEqual({
      items: [
        {
          seq: 4,
          id: row?.id,
          at: '2026-11-20T12:04:00Z',
          atLocal: '2026-11-20T07:04:00-05:00',
          timeZone: 'America/New_York',
          actor: { kind: 'agent', id: 'receptionist' },
          action: 'appointment.cancelled',
          subject: { kind: 'call', id: 'some-call' },
          patientIds: [],
          callSid: null,
          reason: 'ordered',
          address: '203.0.113.7',
          requestId: 'req-4',
          detail: { late: true, hours: 2 },
          hash: row?.hash,
        },
      ],
      nextCursor: null,
    });
  });

  it('leaves one entry for each answer, which no page of it ever meets', async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const { json } = await get(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...(json['items'] as Item[]).map(({ seq }) => seq));
      cursor = json['nextCursor'] as string | null;
    } while (cursor !== null);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
    const left = (await trail()).slice(6);
    expect(left.map(({ action, detail }) => [action, detail])).toEqual([
      ['audit.read', { entries: 2, by: '' }],
      ['audit.read', { entries: 2, by: '' }],
      ['audit.read', { entries: 2, by: '' }],
    ]);
  });

  it('says in its entry by what was searched, and for which patient', async () => {
    await get(`?patientId=${patientId}&action=call.read`);
    expect((await trail()).at(-1)).toMatchObject({
      actorKind: 'api_key',
      action: 'audit.read',
      subjectKind: 'patient',
      subjectId: patientId,
      detail: { entries: 1, by: 'action patientId' },
    });
  });

  it.each([
    ['?from=yesterday', 'from'],
    ['?to=2026-11-20T12:00:00.1234567890Z', 'to'],
    ['?from=0001-01-01T00:00:00Z', 'from'],
    ['?actorKind=robot', 'actorKind'],
    ['?patientId=Marsh', 'patientId'],
    ['?limit=0', 'limit'],
    [`?cursor=${Buffer.from('{"seq":1e12}').toString('base64url')}`, 'cursor'],
  ])('refuses %s', async (query, field) => {
    const { status, json } = await get(query);
    expect(status).toBe(400);
    expect(json['errors']).toMatchObject([{ field }]);
  });

  it('knows no other parameters', async () => {
    expect((await get('?name=Marsh')).status).toBe(400);
  });
});

describe('one entry', () => {
  it('is shown by its number and by its id', async () => {
    const byNumber = await get('/2');
    expect(byNumber).toMatchObject({
      status: 200,
      json: {
        seq: 2,
        action: 'appointment.booked',
        patientIds: [patientId],
        callSid: `CA${callId.replaceAll('-', '')}`,
      },
    });
    expect(await get(`/${String(byNumber.json['id'])}`)).toEqual(byNumber);
    expect((await trail()).slice(6).map(({ action, subjectId }) => [action, subjectId])).toEqual(
      Array(2).fill(['audit.read', byNumber.json['id']]),
    );
  });

  it("of another clinic's answers as one that is not there", async () => {
    const [theirs] = await trail();
    const stranger = await keyFor((await buildClinic(database.prisma)).clinicId, 'owner');
    const ask = async (id: string) => {
      const response = await api.get(`${PATH}/${id}`, stranger);
      return { status: response.status, text: await response.text() };
    };
    expect(await ask(String(theirs?.id))).toEqual(await ask(randomUUID()));
    expect((await ask('6')).status).toBe(404);
    expect((await get('/99')).json['code']).toBe('compliance/audit_entry_not_found');
    expect((await get('/0')).status).toBe(400);
  });
});

describe('verification', () => {
  it('answers as the command does, for this clinic alone', async () => {
    const other = (await buildClinic(database.prisma)).clinicId;
    await write(1, {}, other);
    const [last] = (await trail()).slice(-1);
    expect(await verify()).toEqual({
      status: 200,
      json: { ok: true, checked: 6, firstBad: null, end: { seq: 6, hash: last?.hash }, complete: true },
    });
    await attack(`UPDATE audit_entries SET action = 'x' WHERE clinic_id = '${other}'`);
    expect((await verify()).json).toMatchObject({ ok: true, checked: 7 });
    expect((await trail()).at(-1)).toMatchObject({
      action: 'audit.verified',
      detail: { ok: true, checked: 7, after: 0, fault: null, firstBad: null },
    });
    await execute(database.url, `ALTER TABLE audit_entries DISABLE TRIGGER ALL`);
    await execute(database.url, `DELETE FROM audit_entries WHERE clinic_id = '${other}'`);
    await execute(database.url, `DELETE FROM audit_heads WHERE clinic_id = '${other}'`);
  });

  it('names the first entry that is not as it was written', async () => {
    await attack(`UPDATE audit_entries SET actor_id = 'eve' WHERE clinic_id = '${clinic.clinicId}' AND seq = 3`);
    const [, , third] = await trail();
    const { json } = await verify();
    expect(json).toMatchObject({
      ok: false,
      checked: 2,
      firstBad: { clinicId: clinic.clinicId, seq: 3, id: third?.id, fault: 'altered' },
    });
    const { firstBad } = await AuditVerification.on(database.prisma).verify();
    expect(firstBad).toEqual(json['firstBad']);
    await execute(database.url, `DELETE FROM audit_entries WHERE clinic_id = '${clinic.clinicId}'`);
    await execute(database.url, `DELETE FROM audit_heads WHERE clinic_id = '${clinic.clinicId}'`);
  });

  it('goes on after an earlier end, which has to be there still', async () => {
    const [, second, third] = await trail();
    const after = { seq: 2, hash: second?.hash };
    expect((await verify({ after })).json).toMatchObject({ ok: true, checked: 4, complete: true });
    // The entry of that verification is one more by now.
    expect((await verify({ after: { seq: 2, hash: third?.hash } })).json).toMatchObject({
      ok: false,
      checked: 0,
      firstBad: { seq: 2, id: second?.id, fault: 'altered' },
    });
    expect((await verify({ after: { seq: 99, hash: third?.hash } })).json).toMatchObject({
      firstBad: { seq: 9, id: null, fault: 'cut_off' },
    });
  });

  it('reads a long chain in parts', async () => {
    const verification = AuditVerification.on(database.prisma);
    const first = await verification.verifyClinic(clinic.clinicId, { most: 4 });
    expect(first).toMatchObject({ ok: true, checked: 4, complete: false, end: { seq: 4 } });
    const rest = await verification.verifyClinic(clinic.clinicId, { after: first.end, most: 4 });
    expect(rest).toMatchObject({ ok: true, checked: 2, complete: true, end: { seq: 6 } });
    await attack(`UPDATE audit_entries SET reason = 'none' WHERE clinic_id = '${clinic.clinicId}' AND seq = 5`);
    expect(await verification.verifyClinic(clinic.clinicId, { most: 4 })).toMatchObject({ ok: true });
    expect(await verification.verifyClinic(clinic.clinicId, { after: first.end, most: 4 })).toMatchObject({
      firstBad: { seq: 5, fault: 'altered' },
    });
    await execute(database.url, `DELETE FROM audit_entries WHERE clinic_id = '${clinic.clinicId}'`);
    await execute(database.url, `DELETE FROM audit_heads WHERE clinic_id = '${clinic.clinicId}'`);
  });

  it.each([{ after: { seq: 2 } }, { after: { seq: -1, hash: '0'.repeat(64) } }, { from: 1 }])(
    'refuses %j',
    async (body) => {
      expect((await verify(body)).status).toBe(400);
    },
  );
});

describe('an export', () => {
  type Line = Record<string, unknown>;
  async function exported(query = ''): Promise<Line[]> {
    const response = await api.get(`${PATH}/export${query}`, auditor);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('application/x-ndjson');
    const text = await response.text();
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }

  /** As the reference says it, with nothing of ours. */
  const hashOf = (before: unknown, line: Line) =>
    createHash('sha256')
      .update(
        `${String(before)}\n${JSON.stringify([
          clinic.clinicId,
          ...['seq', 'id', 'at', 'actorKind', 'actorId', 'action', 'subjectKind', 'subjectId'].map(
            (name) => line[name],
          ),
          [...(line['patientIds'] as string[])].sort(),
          line['callId'],
          line['reason'],
          Object.entries(line['detail'] as object).sort(([a], [b]) => (a < b ? -1 : 1)),
          ...(line['address'] === null && line['requestId'] === null ? [] : [line['address'], line['requestId']]),
        ])}`,
      )
      .digest('hex');

  it('holds entries that can be checked without the database, and where the chain ends', async () => {
    const lines = await exported();
    expect(lines.map(({ kind }) => kind)).toEqual(['range', ...Array<string>(6).fill('entry'), 'head']);
    expect(lines[0]).toEqual({
      kind: 'range',
      clinicId: clinic.clinicId,
      first: 1,
      last: 6,
      before: '0'.repeat(64),
    });
    let before = lines[0]?.['before'];
    for (const line of lines.slice(1, 7)) {
      expect(line['hash']).toBe(hashOf(before, line));
      before = line['hash'];
    }
    const { kind: _, ...head } = lines[7] ?? {};
    expect(head).toMatchObject({ clinicId: clinic.clinicId, seq: 6, hash: before });
    // It is an end that the command takes, too.
    const verified = await AuditVerification.on(database.prisma).verify([head as never]);
    expect(verified).toMatchObject({ ok: true });
    expect((await trail()).at(-1)).toMatchObject({ action: 'audit.exported', detail: { first: 1, last: 6 } });
  });

  it('of a time is an unbroken part, with the hash that it goes on from', async () => {
    // Its writer has waited for its turn: it is in the chain after those of later.
    await write(3, { action: 'call.late' });
    const lines = await exported('?from=2026-11-20T12:03:00Z&to=2026-11-20T12:04:00Z');
    const [, second] = await trail();
    expect(lines[0]).toMatchObject({ first: 3, last: 7, before: second?.hash });
    expect(lines.slice(1, -1).map(({ seq }) => seq)).toEqual([3, 4, 5, 6, 7]);
    expect(lines.at(-1)).toMatchObject({ kind: 'head', seq: 7 });
    expect(lines[1]?.['hash']).toBe(hashOf(second?.hash, lines[1] ?? {}));
  });

  it('of a time without entries says so', async () => {
    const lines = await exported('?to=2020-01-01T00:00:00Z');
    expect(lines).toMatchObject([
      { kind: 'range', first: null, last: null, before: null },
      { kind: 'head', seq: 6 },
    ]);
  });

  it('is whole when it is longer than what is read at once', async () => {
    const entries = Array.from({ length: 1100 }, (_, n) => ({ id: `call-${n}` }));
    const audit = auditLog(database.prisma);
    await database.prisma.inClinic(clinic.clinicId, async (tx) => {
      for (const { id } of entries) {
        await audit.record(tx, {
          ...{ clinicId: clinic.clinicId, at: NOON, actor: { kind: 'system', id: 'test' } as const },
          ...{ action: 'call.read', subject: { kind: 'call', id } },
        });
      }
    });
    const lines = await exported();
    expect(lines.slice(1, -1).map(({ seq }) => seq)).toEqual(Array.from({ length: 1106 }, (_, n) => n + 1));
  });
});

it.each([
  ['owner', 200],
  ['auditor', 200],
  ['front_desk', 403],
  ['clinician', 403],
  ['integration', 403],
] as const)('answers a key of a %s with %i', async (role, status) => {
  const key = await keyFor(clinic.clinicId, role);
  for (const path of ['', '/1', '/export']) {
    expect((await api.get(PATH + path, key)).status).toBe(status);
  }
  expect((await verify({}, key)).status).toBe(status);
});
