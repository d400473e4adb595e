import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CallsService } from '../../../src/calls/calls.service.js';
import { StaffCalls } from '../../../src/calls/staff-calls.service.js';
import { CallsModule } from '../../../src/calls/calls.module.js';
import type { CallId } from '../../../src/common/ids/ids.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

let database: TestDatabase;
let clock: ManualClock;
let storage: AudioStorage;
let api: TestApi;
let clinic: BuiltClinic;
let key: { authorization: string };
let strangersKey: { authorization: string };

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock();
  storage = await AudioStorage.start();
  api = await startApi(database, { imports: [CallsModule], clock, carrierUrl: storage.url });
});
afterAll(async () => {
  await api.close();
  await storage.stop();
  await database.close();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma, { timeZone: 'America/Chicago' });
  key = await grantKey(database, clinic.clinicId);
  strangersKey = await grantKey(database, (await buildClinic(database.prisma)).clinicId);
});

/** The carrier's REST API, as far as it gives out audio. */
class AudioStorage {
  readonly asked: IncomingHttpHeaders[] = [];
  answer: 'audio' | 'gone' | 'fault' = 'audio';

  static async start(): Promise<AudioStorage> {
    const http = createServer();
    await once(http.listen(0, '127.0.0.1'), 'listening');
    return new AudioStorage(http);
  }

  private constructor(private readonly http: Server) {
    http.on('request', (request, response) => {
      this.asked.push(request.headers);
      if (this.answer !== 'audio') return void response.writeHead(this.answer === 'gone' ? 404 : 500).end();
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      const part = from === undefined ? AUDIO : AUDIO.subarray(Number(from), Number(to) + 1);
      response.writeHead(from === undefined ? 200 : 206, {
        'content-type': 'audio/x-wav',
        'content-length': part.length,
        'accept-ranges': 'bytes',
        ...(from === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${AUDIO.length}` }),
        'x-account-secret': 'not for clients',
      });
      response.end(part);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }
}
const AUDIO = Buffer.from('RIFF, and what somebody said');

type Row = NonNullable<Parameters<TestDatabase['prisma']['call']['update']>[0]['data']>;

async function call(changes: Row = {}): Promise<{ id: CallId; callSid: string }> {
  const id = await buildCall(database.prisma, clinic);
  const where = { clinicId_id: { clinicId: clinic.clinicId, id } };
  const { callSid } = await database.prisma.call.update({ where, data: changes });
  return { id, callSid };
}

const turn = (callId: CallId, seq: number, role: string, text: string, startedAt: string, heard = text) =>
  database.prisma.turn.create({
    data: { clinicId: clinic.clinicId, callId, seq, role, text, heard, interrupted: heard !== text, startedAt },
  });

const recorded = (callId: CallId, recordingSid: string, status = 'completed') =>
  database.prisma.recording.create({
    data: {
      ...{ clinicId: clinic.clinicId, id: randomUUID(), callId, recordingSid, kind: 'call', status },
      ...{ durationSeconds: 12, createdAt: '2026-11-20T14:59:10Z' },
    },
  });

interface Page {
  items: { callSid: string }[];
  nextCursor: string | null;
}
const list = async (query = '', path = 'calls') => {
  const response = await api.get(`/api/v1/${path}${query}`, key);
  return { status: response.status, page: (await response.json()) as Page };
};
const sids = ({ page }: { page: Page }) => page.items.map(({ callSid }) => callSid);
const audited = (action: string) =>
  database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId, action }, orderBy: { seq: 'asc' } });

describe('the list of calls', () => {
  it('is in order of time, page by page, with local times and whose calls they are', async () => {
    const patientId = await buildPatient(database.prisma, clinic);
    const first = await call({ startedAt: '2026-11-20T14:00:00Z' });
    const second = await call({ startedAt: '2026-11-20T14:30:00Z' });
    const third = await call({ startedAt: '2026-11-20T14:30:00Z', direction: 'outbound' });
    await database.prisma.callIdentity.create({
      data: { clinicId: clinic.clinicId, callId: first.id, patientId, proof: 'phone_on_file', verifiedAt: new Date(0) },
    });
    const latest = [second, third].sort((a, b) => (a.id < b.id ? 1 : -1)).map(({ callSid }) => callSid);

    const begin = await list('?limit=2');
    expect(sids(begin)).toEqual(latest);
    const rest = await list(`?limit=2&cursor=${begin.page.nextCursor}`);
    expect(rest.page).toMatchObject({
      items: [
        {
          callSid: first.callSid,
          theirNumber: '+15550100100',
          ourNumber: clinic.number,
          patientIds: [patientId],
          startedAt: '2026-11-20T14:00:00Z',
          startedAtLocal: '2026-11-20T08:00:00-06:00',
          endedAtLocal: null,
          timeZone: 'America/Chicago',
        },
      ],
      nextCursor: null,
    });
    expect(sids(await list('?sort=startedAt&limit=1'))).toEqual([first.callSid]);
    const [oldest] = (await audited('calls.listed')).slice(1);
    expect(oldest?.patientIds).toEqual([patientId]);
  });

  it('is filtered, and refuses what it does not know', async () => {
    const booked = await buildPatient(database.prisma, clinic);
    const over = await call({ status: 'completed', outcome: 'booked', endedAt: '2026-11-20T15:00:00Z' });
    const live = await call({ direction: 'outbound', startedAt: '2026-11-20T14:59:30Z' });
    await database.prisma.appointment.create({
      data: {
        ...{ clinicId: clinic.clinicId, id: randomUUID(), patientId: booked, typeId: clinic.typeId, callId: over.id },
        ...{ providerId: clinic.providerIds[0] ?? '', operatoryId: clinic.operatoryIds[0] ?? '', status: 'scheduled' },
        ...{ startsAt: '2026-11-24T15:00:00Z', endsAt: '2026-11-24T16:00:00Z' },
        ...{ createdAt: new Date(0), changedAt: new Date(0) },
      },
    });
    for (const query of ['status=completed', 'outcome=booked', 'direction=inbound', `patientId=${booked}`]) {
      expect([query, sids(await list(`?${query}`))]).toEqual([query, [over.callSid]]);
    }
    expect(sids(await list('?startedAfter=2026-11-20T14:59:30Z'))).toEqual([live.callSid]);
    expect(sids(await list('?startedBefore=2026-11-20T14:59:30Z'))).toEqual([over.callSid]);
    for (const query of ['from=%2B15550100100', 'status=lost', 'cursor=x', 'startedAfter=0001-01-01T00:00:00Z']) {
      expect([query, (await list(`?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it('shows other clinics nothing', async () => {
    const { callSid } = await call();
    const response = await api.get('/api/v1/calls', strangersKey);
    expect(await response.json()).toEqual({ items: [], nextCursor: null });
    for (const path of ['', '/timeline', '/recordings', `/recordings/RE${'a'.repeat(32)}/audio`]) {
      expect((await api.get(`/api/v1/calls/${callSid}${path}`, strangersKey)).status).toBe(404);
    }
    expect((await api.get(`/api/v1/live-calls/${callSid}/transcript`, strangersKey)).status).toBe(404);
  });
});

it('lists calls as live that are not known to be over, and did not begin before the longest call', async () => {
  const live = await call();
  await call({ status: 'completed', outcome: 'answered', endedAt: '2026-11-20T14:59:30Z' });
  await call({ startedAt: '2026-11-20T10:00:00Z' });
  expect(sids(await list('', 'live-calls'))).toEqual([live.callSid]);
});

it('tells one call with local times, as before', async () => {
  const { id, callSid } = await call();
  await turn(id, 1, 'caller', 'Hello?', '2026-11-20T14:59:05Z');
  const answer = (await (await api.get(`/api/v1/calls/${callSid}`, key)).json()) as object;
  expect(answer).toMatchObject({
    callSid,
    startedAt: '2026-11-20T14:59:00Z',
    startedAtLocal: '2026-11-20T08:59:00-06:00',
    endedAt: null,
    endedAtLocal: null,
    turns: [{ seq: 1, text: 'Hello?', startedAtLocal: '2026-11-20T08:59:05-06:00' }],
  });
});

it('tells what happened in a call in one list, in its order', async () => {
  const { id, callSid } = await call({
    answeredAt: '2026-11-20T14:59:01Z',
    status: 'completed',
    outcome: 'transferred',
    endedAt: '2026-11-20T15:05:00Z',
    handoverReason: 'staff',
    handoverStatus: 'accepted',
    handoverAt: '2026-11-20T15:00:00Z',
  });
  const { clinicId } = clinic;
  await turn(id, 1, 'agent', 'How can I help you today?', '2026-11-20T14:59:02Z', 'How can');
  await turn(id, 2, 'caller', 'A person.', '2026-11-20T14:59:03Z');
  await recorded(id, `RE${'b'.repeat(32)}`);
  await database.prisma.toolInvocation.create({
    data: {
      ...{ clinicId, id: randomUUID(), callId: id, requestId: 'r1', name: 'take_message', status: 'succeeded' },
      ...{ arguments: {}, startedAt: '2026-11-20T14:59:20Z', durationMs: 40 },
    },
  });
  const numbers = { ourNumber: clinic.number, theirNumber: '+15550100100' };
  await database.prisma.text.create({
    data: {
      ...{ clinicId, id: randomUUID(), direction: 'outbound', kind: 'details', status: 'sent', body: 'Here.' },
      ...{ ...numbers, callId: id, idempotencyKey: callSid },
      ...{ createdAt: '2026-11-20T14:59:30Z', updatedAt: '2026-11-20T14:59:30Z' },
    },
  });
  await database.prisma.deskTask.create({
    data: {
      ...{ clinicId, id: randomUUID(), kind: 'callback', origin: 'message', status: 'open', originKey: callSid },
      ...{ callId: id, callerNumber: '+15550100100', createdAt: '2026-11-20T14:59:21Z' },
    },
  });
  const response = await api.get(`/api/v1/calls/${callSid}/timeline`, key);
  const { entries } = (await response.json()) as { entries: { type: string; at: string; atLocal: string }[] };
  expect(entries.map(({ type, at }) => `${type} ${at.slice(14, 19)}`)).toEqual([
    'started 59:00',
    'answered 59:01',
    'turn 59:02',
    'interruption 59:03',
    'turn 59:03',
    'recording 59:10',
    'tool 59:20',
    'task 59:21',
    'text 59:30',
    'handover 00:00',
    'ended 05:00',
  ]);
  expect(entries.at(-2)).toMatchObject({ reason: 'staff', atLocal: '2026-11-20T09:00:00-06:00' });
  expect(await audited('call.timeline_read')).toHaveLength(1);
});

describe('recorded audio', () => {
  const SID = `RE${'a'.repeat(32)}`;
  let callSid: string;
  const audio = (headers: Record<string, string> = {}, sid = SID) =>
    api.get(`/api/v1/calls/${callSid}/recordings/${sid}/audio`, { ...key, ...headers });
  beforeEach(async () => {
    const made = await call();
    callSid = made.callSid;
    storage.answer = 'audio';
    storage.asked.length = 0;
    await recorded(made.id, SID);
    await recorded(made.id, `RE${'b'.repeat(32)}`, 'in_progress');
  });

  it('comes through us, with the account’s credentials and nothing of theirs, and is audited', async () => {
    const response = await audio();
    expect([response.status, response.redirected, Buffer.from(await response.arrayBuffer())]).toEqual([
      200,
      false,
      AUDIO,
    ]);
    expect(response.headers.get('content-type')).toBe('audio/x-wav');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-account-secret')).toBeNull();
    expect(storage.asked.map(({ authorization }) => authorization)).toEqual([
      `Basic ${Buffer.from('AC0:test').toString('base64')}`,
    ]);
    expect(await audited('recording.heard')).toMatchObject([{ subjectId: SID }]);
  });

  it('comes in parts to who asks for one', async () => {
    const response = await audio({ range: 'bytes=6-8' });
    expect([response.status, await response.text()]).toEqual([206, 'and']);
    expect(response.headers.get('content-range')).toBe(`bytes 6-8/${AUDIO.length}`);
    await audio({ range: 'lines=1-2' });
    expect(storage.asked.at(-1)?.range).toBeUndefined();
  });

  it('is not there when it was deleted, goes on, or is of another call; and later when the carrier is away', async () => {
    expect((await audio({}, `RE${'b'.repeat(32)}`)).status).toBe(404);
    expect((await audio({}, `RE${'c'.repeat(32)}`)).status).toBe(404);
    expect(storage.asked).toEqual([]);
    storage.answer = 'gone';
    expect((await audio()).status).toBe(404);
    storage.answer = 'fault';
    const away = await audio();
    expect([away.status, ((await away.json()) as { code: string }).code]).toEqual([503, 'carrier/request_failed']);
  });

  it('is listed with what there is', async () => {
    const response = await api.get(`/api/v1/calls/${callSid}/recordings`, key);
    const { recordings } = (await response.json()) as { recordings: { recordingSid: string; status: string }[] };
    expect(recordings.map(({ status }) => status).sort()).toEqual(['completed', 'in_progress']);
  });
});

describe('a call that the staff takes over or ends', () => {
  const calls = () => api.app.get(CallsService);
  const staff = () => api.app.get(StaffCalls);
  const principal = () => ({
    clinicId: clinic.clinicId,
    actor: { kind: 'api_key', id: randomUUID() } as const,
    scopes: [],
    sessionId: null,
  });
  const live = async () => {
    await database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { deskNumber: '+15125550188' } });
    const { id, callSid } = await call({ status: 'in_progress' });
    const state = async () => {
      const { nextStep, handoverReason, handoverStatus, endedAt } = await database.prisma.call.findUniqueOrThrow({
        where: { clinicId_id: { clinicId: clinic.clinicId, id } },
      });
      return { nextStep, handover: handoverReason && `${handoverReason} ${handoverStatus}`, isOver: endedAt !== null };
    };
    return { callSid, state };
  };

  it('rings the desk although the receptionist says goodbye at that moment', async () => {
    const { callSid, state } = await live();
    const taken = await staff().planTakeOver(principal(), callSid, null);
    await calls().moveHandover(taken, 'ringing');
    await calls().streamPlans(taken, 'hang_up');
    await calls().streamEnded(taken, 'answered');
    expect(await state()).toEqual({ nextStep: 'transfer', handover: 'staff ringing', isOver: false });
  });

  it('goes on as it was when the carrier does neither of two things that were asked of it', async () => {
    const { callSid, state } = await live();
    const before = await state();
    const takeOver = await staff().planTakeOver(principal(), callSid, null);
    const hangUp = await staff().planHangUp(principal(), callSid);
    await staff().withdraw(principal(), takeOver, 'transfer');
    await staff().withdraw(principal(), hangUp, 'hang_up');
    expect(await state()).toEqual(before);
    await staff().planTakeOver(principal(), callSid, null);
    expect(await state()).toMatchObject({ nextStep: 'transfer', handover: 'staff planned' });
  });
});

describe('a live transcript', () => {
  it('tells what was said, what is said, what more was heard of it, and the end; once, to who comes back', async () => {
    const { id, callSid } = await call();
    await turn(id, 1, 'caller', 'Hello?', '2026-11-20T14:59:05Z');
    const reader = await Reader.open(callSid, key);
    expect(await reader.next()).toMatchObject({ event: 'turn', data: { seq: 1, text: 'Hello?' } });
    await turn(id, 2, 'agent', 'Good morning. How can I help?', '2026-11-20T14:59:06Z', 'Good');
    const second = await reader.next();
    expect(second).toMatchObject({ event: 'turn', data: { seq: 2, heard: 'Good' } });
    await database.prisma.turn.update({
      where: { clinicId_callId_seq: { clinicId: clinic.clinicId, callId: id, seq: 2 } },
      data: { heard: 'Good morning. How can I help?', interrupted: false },
    });
    expect(await reader.next()).toMatchObject({ data: { seq: 2, heard: 'Good morning. How can I help?' } });

    const other = await Reader.open(callSid, key, second.id);
    expect(await other.next()).toMatchObject({ data: { seq: 2, interrupted: false } });
    await database.prisma.call.updateMany({
      where: { callSid },
      data: { status: 'completed', outcome: 'answered', endedAt: '2026-11-20T15:01:00Z' },
    });
    for (const one of [reader, other]) {
      const last = await one.next();
      expect(last).toMatchObject({
        event: 'ended',
        data: { outcome: 'answered', endedAtLocal: '2026-11-20T09:01:00-06:00' },
      });
      expect(await one.rest()).toBe('');
      const again = await api.get(`/api/v1/live-calls/${callSid}/transcript`, { ...key, 'last-event-id': last.id });
      expect(again.status).toBe(204);
    }
    // They are one viewing of one person.
    expect(await audited('call.listened_in')).toHaveLength(1);
  });

  it('ends with the access of its reader, and shows meanwhile that it is alive', async () => {
    const { callSid } = await call();
    const reader = await Reader.open(callSid, key);
    await reader.whileTimeGoesOn(() => reader.received.includes(':\n\n'));
    await database.prisma.apiKey.updateMany({ where: { clinicId: clinic.clinicId }, data: { revokedAt: new Date(0) } });
    expect(await reader.rest()).not.toContain('event:');
  });

  it('names in the audit trail who turns out to be on the phone', async () => {
    const { id, callSid } = await call();
    const patientId = await buildPatient(database.prisma, clinic);
    const reader = await Reader.open(callSid, key);
    await database.prisma.callIdentity.create({
      data: { clinicId: clinic.clinicId, callId: id, patientId, proof: 'phone_on_file', verifiedAt: new Date(0) },
    });
    await turn(id, 1, 'caller', 'This is Ada Marsh.', '2026-11-20T14:59:05Z');
    await reader.next();
    expect((await audited('call.listened_in')).map(({ patientIds }) => patientIds)).toEqual([[], [patientId]]);
    await reader.close();
  });

  it('is given to so many at a time, and to the next one when one has gone', async () => {
    const { callSid } = await call();
    const readers: Reader[] = [];
    for (let count = 0; count < 20; count += 1) readers.push(await Reader.open(callSid, key));
    const refused = await api.get(`/api/v1/live-calls/${callSid}/transcript`, key);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
    await readers.pop()?.close();
    readers.push(
      (await until(
        () => Reader.tryOpen(callSid, key),
        (one) => one !== null,
      )) as Reader,
    );
    for (const reader of readers) await reader.close();
  });
});

describe('who saw a patient', () => {
  const RECORDING = `RE${'d'.repeat(32)}`;
  const PATHS = ['', '/timeline', '/recordings', `/recordings/${RECORDING}/audio`];
  const READ = ['call.read', 'call.timeline_read', 'call.recordings_listed', 'recording.heard'];
  type Access = { action: string; actor: { kind: string; id: string }; address: string | null };
  async function accesses(patientId: string, query = ''): Promise<{ items: Access[]; nextCursor: string | null }> {
    const response = await api.get(`/api/v1/patients/${patientId}/accesses${query}`, key);
    expect(response.status).toBe(200);
    return (await response.json()) as { items: Access[]; nextCursor: string | null };
  }
  const actionsOn = async (patientId: string) => (await accesses(patientId)).items.map(({ action }) => action);
  async function read(callSid: string): Promise<void> {
    for (const path of PATHS) expect((await api.get(`/api/v1/calls/${callSid}${path}`, key)).status).toBe(200);
    await list('', 'live-calls');
    await (await Reader.open(callSid, key)).close();
  }
  const unknownCaller = async (): Promise<{ id: CallId; callSid: string }> => {
    const made = await call();
    await recorded(made.id, RECORDING);
    await turn(made.id, 1, 'caller', 'This is Ada Marsh.', '2026-11-20T14:59:05Z');
    return made;
  };
  const verify = (callId: CallId, patientId: string) =>
    database.prisma.callIdentity.create({
      data: { clinicId: clinic.clinicId, callId, patientId, proof: 'phone_on_file', verifiedAt: new Date(0) },
    });
  beforeEach(() => void (storage.answer = 'audio'));

  it('names whoever read, heard, watched or listed a call from the number on their record, with the address', async () => {
    const patientId = await buildPatient(database.prisma, clinic, { phone: '+15550100100' });
    const other = await buildPatient(database.prisma, clinic, { phone: '+15550100101' });
    await read((await unknownCaller()).callSid);
    expect(await actionsOn(patientId)).toEqual([...READ, 'live_calls.listed', 'call.listened_in']);
    expect((await accesses(patientId)).items[0]).toMatchObject({ actor: { kind: 'api_key' }, address: '127.0.0.1' });
    expect(await actionsOn(other)).toEqual([]);
    const [entry] = await audited('call.read');
    expect(entry).toMatchObject({ patientIds: [patientId], requestId: expect.any(String) as string });
  });

  it('names whoever read a call before anybody knew whose it was', async () => {
    const patientId = await buildPatient(database.prisma, clinic);
    const made = await unknownCaller();
    await read(made.callSid);
    expect(await actionsOn(patientId)).toEqual([]);
    await verify(made.id, patientId);
    expect(await actionsOn(patientId)).toEqual([...READ, 'call.listened_in', 'audit.read']);
  });

  it('has one entry for a viewing, however often it is asked again, and one more for whom it turns out to be about', async () => {
    const patientId = await buildPatient(database.prisma, clinic);
    const made = await call();
    const look = async (times: number) => {
      for (let n = 0; n < times; n += 1) await api.get(`/api/v1/calls/${made.callSid}`, key);
    };
    const entries = async () => (await audited('call.read')).map(({ patientIds }) => patientIds);
    await look(5);
    expect(await entries()).toEqual([[]]);
    await verify(made.id, patientId);
    await look(5);
    expect(await entries()).toEqual([[], [patientId]]);
    // Somebody else, and the same half an hour later.
    await api.get(`/api/v1/calls/${made.callSid}`, await grantKey(database, clinic.clinicId));
    clock.advance(30 * 60_000);
    await look(2);
    expect(await entries()).toEqual([[], [patientId], [patientId], [patientId]]);
  });

  it('shows whoever asked for it, looked into the trail, or took a part of it away that names them', async () => {
    const patientId = await buildPatient(database.prisma, clinic);
    const stranger = await buildPatient(database.prisma, clinic);
    const made = await call();
    await verify(made.id, patientId);
    await api.get(`/api/v1/calls/${made.callSid}`, key);
    await (await api.get('/api/v1/audit-entries/export', key)).text();
    await api.get('/api/v1/audit-entries?action=call.read', key);
    const seen: string[] = [];
    let cursor: string | null = null;
    // Page by page it comes to an end, although each page is an access.
    do {
      const page = await accesses(patientId, `?limit=1${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ action }) => action));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['call.read', 'audit.exported', 'audit.read', 'audit.read']);
    expect(await actionsOn(stranger)).toEqual([]);
  });
});

interface Received {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** Reads a stream of events, while the server's clock goes on. */
class Reader {
  received = '';
  private isOver = false;

  static async open(callSid: string, headers: Record<string, string>, lastEventId?: string): Promise<Reader> {
    const reader = await Reader.tryOpen(callSid, headers, lastEventId);
    if (!reader) throw new Error('refused');
    return reader;
  }

  static async tryOpen(callSid: string, headers: Record<string, string>, lastEventId?: string): Promise<Reader | null> {
    const leaving = new AbortController();
    const url = `${await api.app.getUrl()}/api/v1/live-calls/${callSid}/transcript`;
    const more: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await fetch(url, { headers: { ...headers, ...more }, signal: leaving.signal });
    if (!response.ok || !response.body) return null;
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    return new Reader(response.body, leaving);
  }

  private readonly reading: Promise<void>;

  private constructor(
    body: NonNullable<Response['body']>,
    private readonly leaving: AbortController,
  ) {
    this.reading = this.read(body);
  }

  async next(): Promise<Received> {
    await this.whileTimeGoesOn(() => /^data: .*\n\n/m.test(this.received) || this.isOver);
    const [block = '', ...rest] = this.received.replaceAll(':\n\n', '').split('\n\n');
    this.received = rest.join('\n\n');
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
    return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) as Received['data'] };
  }

  /** What comes until the server ends it. */
  async rest(): Promise<string> {
    await this.whileTimeGoesOn(() => this.isOver);
    return this.received;
  }

  async close(): Promise<void> {
    this.leaving.abort();
    await this.reading;
  }

  whileTimeGoesOn(holds: () => boolean): Promise<boolean> {
    return until(async () => {
      clock.advance(250);
      await Promise.resolve();
      return holds();
    }, Boolean);
  }

  private async read(body: NonNullable<Response['body']>): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) this.received += decoder.decode(chunk as Uint8Array, { stream: true });
    } catch {
      // left by ourselves
    }
    this.isOver = true;
  }
}
