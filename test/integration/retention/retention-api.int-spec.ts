import { randomUUID } from 'node:crypto';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import type { KeyRole } from '../../../src/common/http/access.policy.js';
import type { CallId, ClinicId, PatientId } from '../../../src/common/ids/ids.js';
import { RETENTION_KINDS } from '../../../src/compliance/retention/retention-rules.policy.js';
import { RecordKeepersModule } from '../../../src/record-keepers.module.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** Ten in the morning in New York. */
const NOW = '2026-11-20T15:00:00Z';

let database: TestDatabase;
let api: TestApi;
let url: string;
let clinic: BuiltClinic;
let owner: Headers_;
let auditor: Headers_;

type Headers_ = Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [RecordKeepersModule], clock: new ManualClock(NOW) });
  url = await api.app.getUrl();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  owner = await keyFor(clinic.clinicId, 'owner');
  auditor = await keyFor(clinic.clinicId, 'auditor');
});
afterAll(async () => {
  await api.close();
  await database.close();
});

async function keyFor(clinicId: ClinicId, role: KeyRole): Promise<Headers_> {
  const key = newApiKey();
  await database.prisma.apiKey.create({
    data: { clinicId, keyHash: hashApiKey(key), name: role, prefix: 'cl_', role, createdAt: new Date(0) },
  });
  return { authorization: `Bearer ${key}` };
}

async function ask(method: string, path: string, body?: unknown, headers: Headers_ = owner) {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, json, etag: response.headers.get('etag') ?? '' };
}
const get = (path: string, headers: Headers_ = auditor) => ask('GET', path, undefined, headers);
const audited = (action: string) =>
  database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId, action }, orderBy: { seq: 'asc' } });

describe('the rules', () => {
  it('are all there, with what was chosen, what holds without a choice, and the limits', async () => {
    expect((await ask('PUT', 'retention-rules/transcripts', { days: 400 })).status).toBe(200);
    const { json } = await get('retention-rules');
    const items = json['items'] as Record<string, unknown>[];
    expect(items.map(({ kind, days }) => [kind, days])).toEqual([
      ['recordings', 90],
      ['transcripts', 400],
      ['texts', 365],
      ['desk_tasks', 365],
      ['identity_attempts', 90],
      ['audit', 2192],
    ]);
    expect(items[1]).toEqual({
      kind: 'transcripts',
      days: 400,
      chosenDays: 400,
      defaultDays: 90,
      minDays: 1,
      maxDays: 36_500,
      floorDays: null,
      changedAt: NOW,
      changedAtLocal: '2026-11-20T10:00:00-05:00',
      timeZone: 'America/New_York',
    });
    expect(items[0]).toMatchObject({ chosenDays: null, changedAt: null, changedAtLocal: null });
    expect(json['nextCursor']).toBeNull();
  });

  it('come page by page', async () => {
    const kinds: unknown[] = [];
    let cursor: string | null = null;
    do {
      const { json } = await get(`retention-rules?limit=4${cursor === null ? '' : `&cursor=${cursor}`}`);
      kinds.push(...(json['items'] as { kind: string }[]).map(({ kind }) => kind));
      cursor = json['nextCursor'] as string | null;
    } while (cursor !== null);
    expect(kinds).toEqual(RETENTION_KINDS);
  });

  it('are changed by whoever has read what holds', async () => {
    const { etag, json } = await get('retention-rules/texts');
    expect(json).toMatchObject({ kind: 'texts', days: 365 });
    const changed = await ask('PUT', 'retention-rules/texts', { days: 30 }, { ...owner, 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, json: { days: 30 } });
    expect((await get('retention-rules/texts')).json).toEqual(changed.json);
    const late = await ask('PUT', 'retention-rules/texts', { days: 60 }, { ...owner, 'if-match': etag });
    expect([late.status, late.json['code']]).toEqual([412, 'http/precondition_failed']);
    expect((await audited('retention.rule_set')).map(({ detail }) => detail)).toEqual([
      { kind: 'texts', days: 30, floorDays: null },
    ]);
  });

  it('are not brought below a floor of the clinic, unless the floor is set anew with them', async () => {
    const set = async (body: object) => {
      const { status, json } = await ask('PUT', 'retention-rules/transcripts', body);
      return [status, json['code'] ?? json['days'], json['floorDays']];
    };
    expect(await set({ days: 3653, floorDays: 2557 })).toEqual([200, 3653, 2557]);
    expect(await set({ days: 90 })).toEqual([409, 'compliance/retention_below_floor', undefined]);
    expect(await set({ days: 2557 })).toEqual([200, 2557, 2557]);
    expect(await set({ days: 90, floorDays: null })).toEqual([200, 90, null]);
    expect(await set({ days: 30 })).toEqual([200, 30, null]);
  });

  it.each([
    ['texts', { days: 29 }, 400, 'compliance/retention_out_of_bounds'],
    ['audit', { days: 2191 }, 400, 'compliance/retention_out_of_bounds'],
    ['transcripts', { days: 36_501 }, 400, 'common/invalid_input'],
    ['texts', { days: 365, floorDays: 366 }, 409, 'compliance/retention_below_floor'],
    ['transcripts', { days: 1.5 }, 400, 'common/invalid_input'],
    ['transcripts', { days: 90, why: 'x' }, 400, 'common/invalid_input'],
    ['transcripts', {}, 400, 'common/invalid_input'],
    ['patients', { days: 90 }, 404, 'compliance/unknown_retention_kind'],
  ])('of %s refuse %j', async (kind, body, status, code) => {
    const answer = await ask('PUT', `retention-rules/${kind}`, body);
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
    expect(await database.prisma.retentionRule.count({ where: { clinicId: clinic.clinicId } })).toBe(0);
  });
});

describe('runs', () => {
  const run = (day: string, kind: string, removed = 0) =>
    database.prisma.retentionRun.create({
      data: {
        clinicId: clinic.clinicId,
        day: new Date(`${day}T00:00:00Z`),
        kind,
        before: new Date('2026-08-20T15:00:00Z'),
        removed,
        ...(removed > 0
          ? { oldestAt: new Date('2026-08-01T15:00:00Z'), newestAt: new Date('2026-08-02T15:00:00Z') }
          : {}),
        idsHash: '0'.repeat(64),
        startedAt: new Date(NOW),
        finishedAt: new Date(NOW),
      },
    });

  it('are listed with their proof, the newest first, by kind, by day, and page by page', async () => {
    await run('2026-11-18', 'texts');
    await run('2026-11-19', 'texts');
    await run('2026-11-19', 'transcripts', 3);
    await run('2026-11-20', 'transcripts');
    const listed = async (query: string) => {
      const { json } = await get(`retention-runs${query}`);
      const items = json['items'] as { day: string; kind: string }[];
      return { told: items.map(({ day, kind }) => `${day} ${kind}`), next: json['nextCursor'] as string | null, items };
    };
    const all = await listed('');
    expect(all.told).toEqual([
      '2026-11-20 transcripts',
      '2026-11-19 transcripts',
      '2026-11-19 texts',
      '2026-11-18 texts',
    ]);
    expect(all.items[1]).toEqual({
      day: '2026-11-19',
      kind: 'transcripts',
      before: '2026-08-20T15:00:00Z',
      beforeLocal: '2026-08-20T11:00:00-04:00',
      removed: 3,
      held: 0,
      failed: 0,
      failedIds: [],
      oldestAt: '2026-08-01T15:00:00Z',
      oldestAtLocal: '2026-08-01T11:00:00-04:00',
      newestAt: '2026-08-02T15:00:00Z',
      newestAtLocal: '2026-08-02T11:00:00-04:00',
      idsHash: '0'.repeat(64),
      finishedAt: NOW,
      finishedAtLocal: '2026-11-20T10:00:00-05:00',
      timeZone: 'America/New_York',
    });
    expect((await listed('?kind=texts')).told).toEqual(['2026-11-19 texts', '2026-11-18 texts']);
    expect((await listed('?from=2026-11-19&to=2026-11-19')).told).toEqual([
      '2026-11-19 transcripts',
      '2026-11-19 texts',
    ]);
    const first = await listed('?limit=2');
    expect(first.told).toEqual(all.told.slice(0, 2));
    expect((await listed(`?limit=2&cursor=${String(first.next)}`)).told).toEqual(all.told.slice(2));
  });

  it('can be looked at before they are made, and that changes nothing', async () => {
    const callId = await buildCall(database.prisma, clinic);
    const held = await buildCall(database.prisma, clinic);
    const ended = new Date(Date.parse(NOW) - 91 * 24 * 3_600_000);
    await database.prisma.call.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { status: 'completed', outcome: 'answered', startedAt: ended, endedAt: ended },
    });
    await database.prisma.turn.createMany({
      data: [callId, held].map((id) => ({
        ...{ clinicId: clinic.clinicId, callId: id, seq: 1, role: 'caller', text: 'Hello.', heard: 'Hello.' },
        ...{ interrupted: false, startedAt: ended },
      })),
    });
    const subject = { kind: 'call', callSid: `CA${held.replaceAll('-', '')}` };
    expect((await ask('POST', 'legal-holds', { subject, reason: 'An inquiry.' })).status).toBe(201);
    const { status, json } = await ask('POST', 'retention-runs/preview', undefined, auditor);
    expect(status).toBe(200);
    const items = json['items'] as Record<string, unknown>[];
    expect(items.map(({ kind }) => kind)).toEqual(RETENTION_KINDS);
    expect(items.find(({ kind }) => kind === 'transcripts')).toEqual({
      kind: 'transcripts',
      days: 90,
      before: '2026-08-22T15:00:00Z',
      beforeLocal: '2026-08-22T11:00:00-04:00',
      due: 1,
      held: 1,
    });
    expect(await database.prisma.turn.count({ where: { clinicId: clinic.clinicId } })).toBe(2);
    expect(await database.prisma.retentionRun.count({ where: { clinicId: clinic.clinicId } })).toBe(0);
  });
});

describe('legal holds', () => {
  let patientId: PatientId;
  let callId: CallId;
  const place = (subject: object, reason = 'Marsh against us.') => ask('POST', 'legal-holds', { subject, reason });

  beforeEach(async () => {
    patientId = await buildPatient(database.prisma, clinic);
    callId = await buildCall(database.prisma, clinic);
  });

  it('are placed on a patient, a call or the clinic, and shown as they were placed', async () => {
    const callSid = `CA${callId.replaceAll('-', '')}`;
    for (const subject of [{ kind: 'patient', patientId }, { kind: 'call', callSid }, { kind: 'clinic' }]) {
      const placed = await place(subject);
      expect(placed).toMatchObject({
        status: 201,
        json: {
          subject,
          reason: 'Marsh against us.',
          placedAt: NOW,
          placedAtLocal: '2026-11-20T10:00:00-05:00',
          placedBy: { kind: 'api_key' },
          releasedAt: null,
          releasedAtLocal: null,
          releasedBy: null,
        },
      });
      expect((await get(`legal-holds/${String(placed.json['id'])}`)).json).toEqual(placed.json);
    }
    expect((await audited('legal_hold.read')).map((entry) => [entry.patientIds, entry.callId])).toEqual([
      [[patientId], null],
      [[], callId],
      [[], null],
    ]);
  });

  it('are released once', async () => {
    const id = String((await place({ kind: 'clinic' })).json['id']);
    const released = await ask('POST', `legal-holds/${id}/release`);
    expect(released).toMatchObject({ status: 200, json: { id, releasedAt: NOW, releasedBy: { kind: 'api_key' } } });
    expect((await get(`legal-holds/${id}`)).json).toEqual(released.json);
    const again = await ask('POST', `legal-holds/${id}/release`);
    expect([again.status, again.json['code']]).toEqual([409, 'compliance/hold_released']);
    expect(await audited('legal_hold.released')).toHaveLength(1);
  });

  it('are listed page by page, by state, and by patient, and reading them leaves an entry with the patients', async () => {
    const first = String((await place({ kind: 'clinic' })).json['id']);
    await ask('POST', `legal-holds/${first}/release`);
    const second = String((await place({ kind: 'patient', patientId })).json['id']);
    const third = String((await place({ kind: 'clinic' })).json['id']);
    const idsOf = (json: Record<string, unknown>) => (json['items'] as { id: string }[]).map(({ id }) => id);
    const listed = async (query: string) => idsOf((await get(`legal-holds${query}`)).json);
    // All were placed at the same moment of a clock that stands still: their ids decide.
    const all = [first, second, third].sort().reverse();
    expect(await listed('')).toEqual(all);
    expect(await listed('?state=released')).toEqual([first]);
    expect(await listed('?state=open')).toEqual(all.filter((id) => id !== first));
    expect(await listed(`?patientId=${patientId}`)).toEqual([second]);
    const page = (await get('legal-holds?limit=2')).json;
    const rest = (await get(`legal-holds?limit=2&cursor=${String(page['nextCursor'])}`)).json;
    expect([...idsOf(page), ...idsOf(rest)]).toEqual(all);
    expect(rest['nextCursor']).toBeNull();
    expect((await audited('legal_holds.listed'))[0]).toMatchObject({ patientIds: [patientId], detail: { holds: 3 } });
  });

  it('of nobody are refused by the field that names them, also those of another clinic', async () => {
    const there = await buildClinic(database.prisma);
    const theirs = await buildPatient(database.prisma, there);
    const answers = [];
    for (const id of [theirs, randomUUID()]) {
      const { status, json } = await place({ kind: 'patient', patientId: id });
      expect([status, json['errors']]).toMatchObject([400, [{ field: '/subject/patientId' }]]);
      answers.push(JSON.stringify(json));
    }
    expect(new Set(answers).size).toBe(1);
    expect((await place({ kind: 'call', callSid: 'CA0' })).json['errors']).toMatchObject([
      { field: '/subject/callSid' },
    ]);
    expect(await database.prisma.legalHold.count({ where: { clinicId: clinic.clinicId } })).toBe(0);
  });

  it.each([
    { subject: { kind: 'everything' }, reason: 'x' },
    { subject: { kind: 'clinic', patientId: 'x' }, reason: 'x' },
    { subject: { kind: 'clinic' } },
    { subject: { kind: 'clinic' }, reason: ' ' },
    { subject: { kind: 'clinic' }, reason: 'x'.repeat(501) },
  ])('are not placed as %j', async (body) => {
    expect((await ask('POST', 'legal-holds', body)).status).toBe(400);
  });
});

it("knows nothing of another clinic's", async () => {
  const { json } = await ask('POST', 'legal-holds', { subject: { kind: 'clinic' }, reason: 'x' });
  const stranger = await keyFor((await buildClinic(database.prisma)).clinicId, 'owner');
  const path = `legal-holds/${String(json['id'])}`;
  for (const [method, suffix] of [
    ['GET', ''],
    ['POST', '/release'],
  ] as const) {
    const theirs = await ask(method, path + suffix, undefined, stranger);
    expect(theirs).toMatchObject({ status: 404, json: { code: 'compliance/unknown_hold' } });
    expect(theirs.json).toEqual((await ask(method, `legal-holds/${randomUUID()}${suffix}`, undefined, stranger)).json);
  }
  expect((await get('legal-holds', stranger)).json).toMatchObject({ items: [] });
});

it.each([
  ['owner', 200, 201],
  ['auditor', 200, 403],
  ['front_desk', 403, 403],
  ['integration', 403, 403],
] as const)('lets a key of a %s read with %i, and change with %i', async (role, reading, changing) => {
  const key = await keyFor(clinic.clinicId, role);
  for (const path of ['retention-rules', 'retention-rules/texts', 'retention-runs', 'legal-holds']) {
    expect((await get(path, key)).status).toBe(reading);
  }
  expect((await ask('POST', 'retention-runs/preview', undefined, key)).status).toBe(reading);
  const hold = { subject: { kind: 'clinic' }, reason: 'x' };
  expect((await ask('POST', 'legal-holds', hold, key)).status).toBe(changing);
  const put = await ask('PUT', 'retention-rules/texts', { days: 60 }, key);
  expect(put.status).toBe(changing === 201 ? 200 : 403);
});
