import { randomUUID } from 'node:crypto';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import type { KeyRole } from '../../../src/common/http/access.policy.js';
import type { CallId, ClinicId, PatientId } from '../../../src/common/ids/ids.js';
import type { AuditEntry } from '../../../src/compliance/compliance.types.js';
import { auditLog } from '../../support/audit.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { StaffBench } from './staff-harness.js';

/** What a privacy officer asks for: after a breach, once a quarter, and when a patient wants to know who was told. */

let database: TestDatabase;
let bench: StaffBench;
let clinic: BuiltClinic;
let clinicId: ClinicId;
let auditor: Record<string, string>;
let pms: string;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await StaffBench.start(database);
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  ({ clinicId } = clinic);
  auditor = (await keyFor('auditor')).headers;
  pms = (await keyFor('integration', { name: 'Practice software' })).id;
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

async function keyFor(role: KeyRole, more: { name?: string; createdBy?: string; expiresAt?: Date } = {}) {
  const [key, id] = [newApiKey(), randomUUID()];
  const row = { clinicId, id, keyHash: hashApiKey(key), name: role, prefix: 'cl_', role, createdAt: new Date(0) };
  await database.prisma.apiKey.create({ data: { ...row, ...more } });
  return { id, headers: { authorization: `Bearer ${key}` } };
}

async function get(path: string, headers = auditor) {
  const response = await bench.api.get(`/api/v1/${path}`, headers);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const itemsOf = async (path: string) => (await get(path)).json['items'] as Record<string, unknown>[];

/** An entry so many minutes after the start. */
const write = (minutes: number, entry: Partial<AuditEntry>, of = clinicId) =>
  database.prisma.inClinic(of, (tx) =>
    auditLog(database.prisma).record(tx, {
      clinicId: of,
      at: bench.clock.now().add({ minutes }),
      actor: { kind: 'api_key', id: pms },
      action: 'patient.read',
      subject: { kind: 'patient', id: 'some-patient' },
      ...entry,
    }),
  );
const minute = (minutes: number) => bench.clock.now().add({ minutes }).toString();
const lastEntry = async () => (await bench.audit(clinicId)).at(-1);

describe('whose data an actor saw', () => {
  let patients: PatientId[];
  beforeEach(async () => {
    patients = [];
    for (let n = 0; n < 3; n++) patients.push(await buildPatient(database.prisma, clinic));
    patients.sort();
  });
  const report = (query = '', kind = 'api_key', id = pms) =>
    itemsOf(`access-reports/patients?actorKind=${kind}&actorId=${id}${query}`);
  const seen = async (query?: string) => (await report(query)).map(({ patientId }) => patientId);

  it('is told by patient, with what was done, how often and since when, and leaves an entry that names them', async () => {
    const [ana, ben, cem] = patients as [PatientId, PatientId, PatientId];
    await write(1, { patientIds: [cem], address: '203.0.113.7' });
    await write(2, { patientIds: [ana, ben], action: 'appointments.listed' });
    await write(3, { patientIds: [ana], action: 'patient.changed' });
    await write(4, { patientIds: [ben], action: 'access.refused' });
    await write(5, { patientIds: [ben], actor: { kind: 'staff', id: 'ana' } });
    expect(await report('&limit=2')).toEqual([
      expect.objectContaining({ patientId: cem, entries: 1, actions: ['patient.read'] }),
      {
        patientId: ana,
        firstAt: minute(2),
        firstAtLocal: '2026-11-20T10:02:00-05:00',
        lastAt: minute(3),
        lastAtLocal: '2026-11-20T10:03:00-05:00',
        timeZone: 'America/New_York',
        entries: 2,
        actions: ['appointments.listed', 'patient.changed'],
      },
    ]);
    expect(await lastEntry()).toMatchObject({
      action: 'audit.read',
      subjectKind: 'api_key',
      subjectId: pms,
      patientIds: [cem, ana],
    });
    expect(await seen(`&from=${minute(2)}&to=${minute(3)}`)).toEqual([ana, ben]);
    expect(await seen('&address=203.0.113.7')).toEqual([cem]);
    // Being refused shows nothing.
    expect(await seen(`&from=${minute(4)}`)).toEqual([]);
    expect(await report('', 'staff', 'ana')).toEqual([expect.objectContaining({ patientId: ben })]);
  });

  it('comes page by page, also where one entry names many', async () => {
    await write(1, { patientIds: patients });
    const found: unknown[] = [];
    let cursor: string | null = null;
    do {
      const { json } = await get(
        `access-reports/patients?actorKind=api_key&actorId=${pms}&limit=1${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      found.push(...(json['items'] as { patientId: string }[]).map(({ patientId }) => patientId));
      cursor = json['nextCursor'] as string | null;
    } while (cursor !== null);
    expect(found).toEqual(patients);
  });

  it('holds whom a call that was heard turned out to be about, and whom an export of the trail names', async () => {
    const [ana, ben] = patients as [PatientId, PatientId];
    const callId = await buildCall(database.prisma, clinic);
    await write(1, { action: 'recording.heard', subject: { kind: 'recording', id: 'some' }, callId });
    expect(await seen()).toEqual([]);
    await identify(callId, ana);
    expect(await seen()).toEqual([ana]);
    await write(2, { patientIds: [ben], actor: { kind: 'staff', id: 'ana' } });
    const last = (await lastEntry())?.seq ?? 0;
    await write(3, { action: 'audit.exported', detail: { first: last, last } });
    expect(await seen()).toEqual([ana, ben]);
  });

  const identify = (callId: CallId, patientId: PatientId) =>
    database.prisma.callIdentity.create({
      data: { clinicId, callId, patientId, proof: 'phone_on_file', verifiedAt: new Date(bench.clock.nowMs()) },
    });
});

describe('a review of access', () => {
  const PATH = '/api/v1/access-reports/review';
  const fingerprint = async () => (await get('access-reports/review')).json['fingerprint'] as string;

  it('shows who comes in, by whom keys were made, and what was gone beyond, in one answer', async () => {
    const owner = await bench.owner(clinicId);
    const gone = await bench.person('owner', clinicId);
    bench.minutes(1);
    await bench.enter(await bench.person('clinician', clinicId), clinicId);
    await keyFor('integration', { name: 'Of somebody gone', createdBy: gone.id });
    await keyFor('integration', { name: 'Of a key', createdBy: pms, expiresAt: new Date(bench.clock.nowMs()) });
    expect((await owner.remove(`/api/v1/staff/${gone.id}`)).status).toBe(204);
    const { status, json } = await get('access-reports/review');
    expect(status).toBe(200);
    expect(json).toMatchObject({ passwordOnlyRoles: [], invitations: [], breakGlass: [], lastReview: null });
    expect(json['members']).toMatchObject([
      { id: owner.person.id, role: 'owner', hasSecondFactor: true },
      { role: 'clinician', hasSecondFactor: false, lastSeenAt: minute(0) },
    ]);
    const keys = json['keys'] as { name: string; madeBy: unknown; expiresSoon: boolean }[];
    expect(keys.find(({ name }) => name === 'Of somebody gone')?.madeBy).toMatchObject({
      kind: 'staff',
      isStillThere: false,
    });
    expect(keys.find(({ name }) => name === 'Of a key')).toMatchObject({
      madeBy: { kind: 'api_key', id: pms, name: 'Practice software', isStillThere: true },
      expiresSoon: true,
    });
    expect(keys.find(({ name }) => name === 'Practice software')?.madeBy).toBeNull();
  });

  it('is confirmed by a person who has seen what holds, and then the trail says when the last one was', async () => {
    const owner = await bench.owner(clinicId);
    const before = await fingerprint();
    expect(await fingerprint()).toBe(before);
    const byKey = await bench.api.send('POST', `${PATH}/confirmations`, { fingerprint: before }, auditor);
    expect(byKey.status).toBe(403);
    const key = await keyFor('integration');
    const late = await owner.post(`${PATH}/confirmations`, { fingerprint: before });
    expect([late.status, late.json['code']]).toEqual([409, 'auth/access_changed']);
    expect((await owner.remove(`/api/v1/api-keys/${key.id}`)).status).toBe(204);

    expect((await owner.post(`${PATH}/confirmations`, { fingerprint: before })).status).toBe(201);
    expect(await lastEntry()).toMatchObject({
      action: 'access.reviewed',
      actorKind: 'staff',
      actorId: owner.person.id,
      detail: { members: 1, keys: 2, invitations: 0, breakGlass: 0, fingerprint: before },
    });
    expect((await get('access-reports/review')).json['lastReview']).toMatchObject({
      at: minute(0),
      accountId: owner.person.id,
    });
  });

  it('tells of break-glass for ninety days, and of invitations while they are open', async () => {
    const owner = await bench.owner(clinicId);
    const desk = await bench.enter(await bench.person('front_desk', clinicId), clinicId);
    await bench.enrol(desk);
    await desk.post('/api/v1/session/break-glass', { reason: 'A caller is in great pain.', minutes: 5 });
    await owner.post('/api/v1/staff', { email: 'new@desk.example', role: 'clinician' });
    const shown = async () => {
      const { breakGlass, invitations } = (await get('access-reports/review')).json as Record<string, unknown[]>;
      return [breakGlass?.length, invitations?.length];
    };
    expect(await shown()).toEqual([1, 1]);
    bench.minutes(89 * 24 * 60);
    expect(await shown()).toEqual([1, 0]);
    bench.minutes(24 * 60 + 1);
    expect(await shown()).toEqual([0, 0]);
  });
});

describe('an accounting of disclosures', () => {
  let patientId: PatientId;
  beforeEach(async () => {
    patientId = await buildPatient(database.prisma, clinic);
  });
  const accounting = (query = '') => itemsOf(`patients/${patientId}/disclosures${query}`);

  it('tells what left the clinic about a patient, to whom, since when and how often, and nothing of its own people', async () => {
    const patientIds = [patientId];
    const system = { kind: 'system', id: 'webhooks' } as const;
    await write(1, { patientIds });
    await write(2, { patientIds, actor: { kind: 'staff', id: randomUUID() } });
    await write(3, { patientIds, actor: { kind: 'agent', id: 'receptionist' } });
    await write(4, { patientIds, action: 'access.refused' });
    await write(5, {
      patientIds,
      actor: system,
      action: 'webhook.sent',
      subject: { kind: 'webhook', id: await webhook() },
    });
    await write(6, { patientIds });
    const operator = { kind: 'operator', id: 'ops@example.com' } as const;
    await write(7, { patientIds, actor: operator, action: 'patient.exported' });
    const feed = { kind: 'calendar_feed', id: randomUUID() };
    await write(8, {
      patientIds,
      actor: { kind: 'system', id: 'calendar_feed' },
      action: 'calendar_feed.read',
      subject: feed,
    });
    await write(9, { action: 'audit.exported', actor: operator, detail: { first: 1, last: 2 } });
    await write(9, { action: 'audit.exported', actor: operator, detail: { first: 10, last: 10 } });
    const found = await accounting();
    expect(found.map(({ kind, recipient, entries }) => [kind, recipient, entries])).toEqual([
      ['api', { kind: 'api_key', id: pms, name: 'Practice software' }, 2],
      ['webhook', { kind: 'webhook', id: expect.any(String), name: 'hooks.example.com' }, 1],
      ['archive', { ...operator, name: null }, 1],
      ['calendar_feed', { ...feed, name: null }, 1],
      ['audit_export', { ...operator, name: null }, 1],
    ]);
    expect(found[0]).toMatchObject({ action: 'patient.read', firstAt: minute(1), lastAt: minute(6) });
    expect(await lastEntry()).toMatchObject({ action: 'audit.read', subjectId: patientId, patientIds });
    expect(await accounting(`?from=${minute(5)}&to=${minute(6)}`)).toMatchObject([{ kind: 'webhook' }]);
  });

  it('comes page by page, and of no other clinic’s patient', async () => {
    for (const [n, action] of ['patient.read', 'patient.changed', 'appointment.booked'].entries()) {
      await write(n, { patientIds: [patientId], action });
    }
    const { json } = await get(`patients/${patientId}/disclosures?limit=2`);
    expect(json['items']).toHaveLength(2);
    const next = await accounting(`?limit=2&cursor=${String(json['nextCursor'])}`);
    // The key that has asked for the first page was shown something, too.
    expect(next.map(({ action }) => action)).toEqual(['appointment.booked', 'audit.read']);
    const elsewhere = await buildPatient(database.prisma, await buildClinic(database.prisma));
    expect((await get(`patients/${elsewhere}/disclosures`)).status).toBe(404);
  });

  async function webhook(): Promise<string> {
    const id = randomUUID();
    await database.prisma.inClinic(clinicId, (tx) =>
      tx.webhookEndpoint.create({
        data: {
          clinicId,
          id,
          url: 'https://hooks.example.com/secret-path',
          events: ['appointment.booked'],
          active: true,
          secret: 'whsec_x',
          createdAt: new Date(bench.clock.nowMs()),
        },
      }),
    );
    return id;
  }
});
