import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { CallsModule } from '../../../src/calls/calls.module.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { Call } from '../../../src/calls/calls.types.js';
import type { CallSid } from '../../../src/common/ids/ids.js';
import { DeskModule } from '../../../src/desk/desk.module.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import { buildClinic } from '../../support/builders.js';
import { someoneWaitsForLock } from '../../support/interleaving.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** What a call came to, when the carrier tells of its end and of a message in any order, or at once. */

let database: TestDatabase;
let api: TestApi;
let call: Call;
let calls: CallsService;

beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [CallsModule, DeskModule], clock: new SystemClock() });
  calls = api.app.get(CallsService);
});
afterAll(async () => {
  await api.close();
  await database.close();
});
beforeEach(async () => {
  const { clinicId } = await buildClinic(database.prisma);
  const callSid = `CA${clinicId}` as CallSid;
  ({ call } = await calls.open({ clinicId, callSid, fromNumber: '+1', toNumber: '+2', at: Temporal.Now.instant() }));
});

const leaveTask: Parameters<CallsService['leaveMessage']>[1] = (tx) =>
  api.app.get(DeskTasks).askToCallBack(tx, {
    clinicId: call.clinicId,
    origin: 'voicemail',
    originKey: call.callSid,
    callId: call.id,
    callerNumber: '+15550142233',
  });
const outcome = async () => (await database.prisma.call.findFirstOrThrow({ where: { id: call.id } })).outcome;

it('is a message that was left before its end', async () => {
  await calls.leaveMessage(call, leaveTask);
  await calls.close(call, 'caller_hung_up');
  expect(await outcome()).toBe('message_taken');
});

it('is a message that is told of after its end', async () => {
  await calls.close(call, 'caller_hung_up');
  await calls.leaveMessage(call, leaveTask);
  expect(await outcome()).toBe('message_taken');
});

it('is a message that is written while the call is closed', async () => {
  let closing: Promise<void> | undefined;
  await calls.leaveMessage(call, async (tx) => {
    await leaveTask(tx);
    closing = calls.close(call, 'caller_hung_up');
    await Promise.race([someoneWaitsForLock(database.url), closing]);
  });
  await closing;
  expect(await outcome()).toBe('message_taken');
});

it('is what a tool left that was still at it when the caller hung up', async () => {
  const id = randomUUID();
  const startedAt = Temporal.Now.instant();
  await calls.startTool(call, { id, requestId: 'r1', name: 'take_message', arguments: {}, startedAt });
  await calls.startTool(call, { id, requestId: 'r1', name: 'take_message', arguments: {}, startedAt }); // of which the answer was lost
  await calls.close(call, 'caller_hung_up');
  await database.prisma.inClinic(call.clinicId, leaveTask);
  await calls.finishTool(call, id, { status: 'succeeded', result: {}, durationMs: 5 });
  expect(await outcome()).toBe('message_taken');
});

it('is how it ended, when nothing was left', async () => {
  await calls.close(call, 'caller_hung_up');
  await calls.close(call, 'failed');
  expect(await outcome()).toBe('caller_hung_up');
});
