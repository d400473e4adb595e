import { DeskModule } from '../../../src/desk/desk.module.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import type { NewDeskTask } from '../../../src/desk/desk.types.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let clock: ManualClock;
let clinic: BuiltClinic;
let other: BuiltClinic;
let api: TestApi;
let key: { authorization: string };

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock();
  [clinic, other] = [await buildClinic(database.prisma), await buildClinic(database.prisma)];
  key = await grantKey(database, clinic.clinicId);
  api = await startApi(database, { imports: [DeskModule], clock });
});
afterAll(async () => {
  await api.close();
  await database.close();
});

async function askToCallBack(originKey: string, more: Partial<NewDeskTask> = {}): Promise<void> {
  clock.advance(1000);
  const task: NewDeskTask = {
    clinicId: clinic.clinicId,
    origin: 'message',
    originKey,
    callId: null,
    callerNumber: '+15125550143',
    note: originKey,
    ...more,
  };
  await database.prisma.inClinic(task.clinicId, (tx) => api.app.get(DeskTasks).askToCallBack(tx, task));
}

const list = async (query = '') => {
  const response = await api.get(`/api/v1/tasks${query}`, key);
  return (await response.json()) as { items: { note: string; status: string }[]; nextCursor: string | null };
};

it('lists what waits for the desk of this clinic, the newest first, page by page', async () => {
  for (const note of ['first', 'second', 'third']) await askToCallBack(note);
  await askToCallBack('theirs', { clinicId: other.clinicId });
  const page = await list('?limit=2');
  expect(page.items.map(({ note }) => note)).toEqual(['third', 'second']);
  const rest = await list(`?limit=2&cursor=${page.nextCursor}`);
  expect(rest).toMatchObject({ items: [{ note: 'first', status: 'open' }], nextCursor: null });
  expect(await list('?status=done')).toEqual({ items: [], nextCursor: null });
});

it('opens one task for one event, however often it is reported, and audits it once', async () => {
  await askToCallBack('twice');
  await askToCallBack('twice');
  expect((await list()).items.filter(({ note }) => note === 'twice')).toHaveLength(1);
  const { id } = await database.prisma.deskTask.findFirstOrThrow({ where: { originKey: 'twice' } });
  expect(await database.prisma.auditEntry.count({ where: { action: 'desk_task.opened', subjectId: id } })).toBe(1);
});

it('asks for a key, and writes down who read', async () => {
  expect((await api.get('/api/v1/tasks')).status).toBe(401);
  expect((await api.get('/api/v1/tasks?status=lost', key)).status).toBe(400);
  await list();
  expect(await database.prisma.auditEntry.count({ where: { action: 'desk_tasks.listed' } })).toBeGreaterThan(0);
});

it('writes down whose data was read: patients of that number, and those whom the call acted for', async () => {
  const [caller, child, stranger] = [
    await buildPatient(database.prisma, clinic, { phone: '+15125550188' }),
    await buildPatient(database.prisma, clinic, { phone: '+15125550189' }),
    await buildPatient(database.prisma, clinic, { phone: '+15125550190' }),
  ];
  const callId = await buildCall(database.prisma, clinic);
  const verified = {
    clinicId: clinic.clinicId,
    callId,
    patientId: child,
    proof: 'phone_on_file',
    verifiedAt: new Date(0),
  };
  await database.prisma.callIdentity.create({ data: verified });
  await askToCallBack('for a child', { callerNumber: '+15125550188', callId });
  await list('?limit=1');
  const read = await database.prisma.auditEntry.findFirstOrThrow({
    where: { clinicId: clinic.clinicId, action: 'desk_tasks.listed' },
    orderBy: { seq: 'desc' },
  });
  expect([...read.patientIds].sort()).toEqual([caller, child].sort());
  expect(read.patientIds).not.toContain(stranger);
  const opened = await database.prisma.auditEntry.findFirstOrThrow({ where: { action: 'desk_task.opened', callId } });
  expect([...opened.patientIds].sort()).toEqual([caller, child].sort());
});

describe('tasks in the hands of the staff', () => {
  interface Task {
    id: string;
    status: string;
    note: string;
    doneAt: string | null;
  }
  const body = {
    kind: 'callback',
    note: 'Call about the bill.',
    callerNumber: '+15125550143',
    callerName: 'Ada Marsh',
  };
  const send = async (method: string, path: string, content?: object, headers: Record<string, string> = {}) => {
    const response = await api.send(method, `/api/v1/tasks${path}`, content, { ...key, ...headers });
    return { status: response.status, etag: response.headers.get('etag') ?? '', task: (await response.json()) as Task };
  };

  it('are made, read, done and opened again, each time with an entry', async () => {
    const callId = await buildCall(database.prisma, clinic);
    const { callSid } = await database.prisma.call.findFirstOrThrow({ where: { id: callId } });
    const made = await send('POST', '', { ...body, callSid, note: 'Card 4111 1111 1111 1111.' });
    expect([made.status, made.task]).toEqual([
      201,
      expect.objectContaining({
        ...{ kind: 'callback', origin: 'staff', status: 'open', callSid, callerName: 'Ada Marsh', doneAt: null },
        note: 'Card [card number].',
        timeZone: 'America/New_York',
        createdAtLocal: expect.stringMatching(/-05:00$/) as string,
      }),
    ]);
    const { id } = made.task;
    expect(await send('GET', `/${id}`)).toMatchObject({ status: 200, task: made.task });
    const done = await send('PATCH', `/${id}`, { status: 'done' });
    expect(done.task).toMatchObject({
      status: 'done',
      doneAt: expect.any(String) as string,
      note: 'Card [card number].',
    });
    clock.advance(1000);
    expect((await send('PATCH', `/${id}`, { status: 'done' })).task.doneAt).toBe(done.task.doneAt);
    const opened = await send('PATCH', `/${id}`, { status: 'open', note: 'Or 4111 1111 1111 1111' });
    expect(opened.task).toMatchObject({ status: 'open', doneAt: null, note: 'Or [card number]' });
    const entries = await database.prisma.auditEntry.findMany({ where: { subjectId: id }, orderBy: { seq: 'asc' } });
    expect(entries.map(({ action, actorKind }) => `${actorKind} ${action}`)).toEqual([
      'api_key desk_task.opened',
      'api_key desk_task.read',
      'api_key desk_task.changed',
      'api_key desk_task.changed',
      'api_key desk_task.changed',
    ]);
  });

  it('are changed by who has read what they are, and by nobody who has not', async () => {
    const { task } = await send('POST', '', body);
    const { etag } = await send('GET', `/${task.id}`);
    expect((await send('PATCH', `/${task.id}`, { note: 'Mine.' }, { 'if-match': etag })).status).toBe(200);
    expect((await send('PATCH', `/${task.id}`, { note: 'Theirs.' }, { 'if-match': etag })).status).toBe(412);
    expect((await send('GET', `/${task.id}`)).task.note).toBe('Mine.');
  });

  it('are not made or changed by halves, nor for other clinics', async () => {
    const { callerNumber: _, ...nobody } = body;
    for (const wrong of [nobody, { ...body, callSid: 'CA0' }, { ...body, kind: 'collision' }, { ...body, more: 1 }]) {
      expect((await send('POST', '', wrong)).status).toBe(400);
    }
    const { task } = await send('POST', '', body);
    expect((await send('PATCH', `/${task.id}`, {})).status).toBe(400);
    const theirs = await grantKey(database, other.clinicId);
    expect((await send('GET', `/${task.id}`, undefined, theirs)).status).toBe(404);
    expect((await send('PATCH', `/${task.id}`, { status: 'done' }, theirs)).status).toBe(404);
    expect((await send('GET', `/${task.id}`)).task.status).toBe('open');
  });

  it('are found by the call that left them', async () => {
    const callId = await buildCall(database.prisma, clinic);
    const { callSid } = await database.prisma.call.findFirstOrThrow({ where: { id: callId } });
    await send('POST', '', { ...body, note: 'Of this call.', callSid });
    await send('POST', '', { ...body, note: 'Of none.' });
    expect((await list(`?callSid=${callSid}`)).items.map(({ note }) => note)).toEqual(['Of this call.']);
    expect((await list('?callSid=CA0')).items).toEqual([]);
  });

  it('are found by kind and by when they were left', async () => {
    const { task } = await send('POST', '', { ...body, kind: 'lab_work' });
    const found = async (query: string) => (await list(query)).items.map((item) => (item as unknown as Task).id);
    expect(await found('?kind=lab_work')).toEqual([task.id]);
    const { createdAt } = await database.prisma.deskTask.findFirstOrThrow({ where: { id: task.id } });
    expect(await found(`?kind=lab_work&createdAfter=${createdAt.toISOString()}`)).toEqual([task.id]);
    expect(await found(`?kind=lab_work&createdBefore=${createdAt.toISOString()}`)).toEqual([]);
  });
});
