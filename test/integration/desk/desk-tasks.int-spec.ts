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
