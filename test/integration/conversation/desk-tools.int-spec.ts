import type { Call } from '../../../src/calls/calls.types.js';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { newId } from '../../../src/common/ids/ids.js';
import { DeskTools } from '../../../src/conversation/tools/desk/desk.tools.js';
import type { Tool, ToolContext } from '../../../src/conversation/tools/tool.types.js';
import { DeskTasksRepository } from '../../../src/desk/desk-tasks.repository.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import { auditLog } from '../../support/audit.js';
import { buildCall, buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { NOW } from '../scheduling/scheduling-harness.js';

let database: TestDatabase;
let context: ToolContext;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const { prisma } = database;
  const clinic = await buildClinic(prisma);
  const { clinicId } = clinic;
  const profile = await new ClinicsService(new ClinicsRepository(), prisma, new ManualClock(NOW)).profile(clinicId);
  const call = { clinicId, id: await buildCall(prisma, clinic), fromNumber: '+15125550143' } as Call;
  context = { call, profile, runId: newId(), now: NOW, language: 'en', keyed: {} };
});

function write(name: string, args: Record<string, unknown>, inContext = context) {
  const { prisma } = database;
  const audit = auditLog(prisma);
  const tasks = new DeskTasks(new DeskTasksRepository(), audit, new ManualClock(NOW));
  const tool = new DeskTools(prisma, tasks).forCall().find((one) => one.name === name) as Tool;
  return tool.run(tool.schema.parse(args), inContext);
}

const tasks = () => database.prisma.deskTask.findMany({ where: { clinicId: context.call.clinicId } });

const REFILL = {
  kind: 'prescription',
  callerName: 'Maria Lopez',
  details: 'Her mouthwash again, to the pharmacy on Elm.',
};

it.each([
  ['take_message', { callerName: 'Maria Lopez', message: 'Please call me.' }, 'callback', 'Please call me.'],
  [
    'take_message',
    { callerName: 'Maria Lopez', message: 'Do you fix skates?', kind: 'question' },
    'question',
    'Do you fix skates?',
  ],
  ['request_follow_up', REFILL, 'prescription', REFILL.details],
  [
    'request_follow_up',
    { ...REFILL, kind: 'lab_work', details: 'Is the crown back?' },
    'lab_work',
    'Is the crown back?',
  ],
  ['request_follow_up', { ...REFILL, kind: 'records', details: 'X-rays to Dr. Wu.' }, 'records', 'X-rays to Dr. Wu.'],
  [
    'note_insurance',
    { callerName: 'Maria Lopez', insurer: 'Cigna', memberId: 'U12 34', groupNumber: '77' },
    'insurance',
    'Insurance: Cigna, member U12 34, group 77',
  ],
  ['note_insurance', { callerName: 'Maria Lopez', insurer: 'Cigna' }, 'insurance', 'Insurance: Cigna'],
])('%s leaves the desk a task of its own kind: %j', async (name, args, kind, note) => {
  expect(await write(name, args)).toMatchObject({ status: 'succeeded', result: { written: true } });
  expect(await tasks()).toMatchObject([
    {
      kind,
      note,
      origin: 'message',
      status: 'open',
      callId: context.call.id,
      callerNumber: '+15125550143',
      callerName: 'Maria Lopez',
    },
  ]);
  const entries = await database.prisma.auditEntry.findMany({ where: { clinicId: context.call.clinicId } });
  expect(entries).toMatchObject([{ action: 'desk_task.opened', callId: context.call.id, detail: {} }]);
});

it('is one task however often, and however loudly, the same thing is told in one call', async () => {
  await write('request_follow_up', REFILL);
  await write('request_follow_up', { ...REFILL, details: `  ${REFILL.details.toUpperCase()}  ` });
  expect(await tasks()).toHaveLength(1);
  await write('request_follow_up', { ...REFILL, kind: 'records' });
  await write('take_message', { callerName: 'Maria Lopez', message: REFILL.details });
  expect((await tasks()).map(({ kind }) => kind).sort()).toEqual(['callback', 'prescription', 'records']);
});

it('is about the number that was said, or keyed in, where there is another than the caller’s', async () => {
  await write('request_follow_up', { ...REFILL, phone: '512 555 0199' });
  await write(
    'note_insurance',
    { callerName: 'Maria Lopez', insurer: 'Cigna', phone: 'keyed' },
    { ...context, keyed: { phone: '+15125550177' } },
  );
  expect((await tasks()).map(({ callerNumber }) => callerNumber).sort()).toEqual(['+15125550177', '+15125550199']);
});

it('asks for a number where there is none to call back', async () => {
  const withheld = { ...context, call: { ...context.call, fromNumber: 'anonymous' } };
  for (const [name, args] of [
    ['request_follow_up', REFILL],
    ['note_insurance', { callerName: 'Maria Lopez', insurer: 'Cigna' }],
  ] as const) {
    expect(await write(name, args, withheld)).toMatchObject({
      status: 'rejected',
      result: { problem: 'phone_needed' },
    });
  }
  expect(await tasks()).toEqual([]);
});

it('promises nothing about coverage or medicine', async () => {
  const said = [
    await write('request_follow_up', REFILL),
    await write('note_insurance', { callerName: 'M L', insurer: 'Cigna' }),
  ];
  expect(said.map(({ result }) => result.next)).toEqual([
    'Tell the caller that somebody looks into it and calls back. Promise nothing else.',
    'Tell the caller that the desk checks it and calls back. Say nothing about what is covered.',
  ]);
});
