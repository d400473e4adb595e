import { randomBytes, randomUUID } from 'node:crypto';
import { CallsService } from '../../../src/calls/calls.service.js';
import { Clock } from '../../../src/common/clock/clock.js';
import type { CallSid, ClinicId } from '../../../src/common/ids/ids.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import { Texts } from '../../../src/messaging/texts.service.js';
import { startLine, type TestLine } from '../../support/test-line.js';

/** What is written by those who have no conversation around it. */

const CARD = '3782 822463 10005';

let line: TestLine;
let clinicId: ClinicId;

beforeAll(async () => {
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1' });
  clinicId = (await line.database.phoneNumber.findFirstOrThrow()).clinicId as ClinicId;
});
afterAll(() => line.close());

it('keeps no card number in a turn, in what a tool was given, or in what it gave', async () => {
  const calls = line.app.get(CallsService);
  const at = line.app.get(Clock).now();
  const callSid = `CA${randomBytes(16).toString('hex')}` as CallSid;
  const { call } = await calls.open({
    clinicId,
    callSid,
    fromNumber: '+15125550143',
    toNumber: line.clinicNumber,
    at,
  });
  const text = `It is ${CARD}.`;
  const turn = { seq: 1, role: 'agent', text, heard: 'It is 3782', interrupted: true, startedAt: at } as const;
  await calls.saveTurn(call, { ...turn, latencyMs: null, stages: null });
  const given = { message: text };
  const id = randomUUID();
  await calls.startTool(call, { id, requestId: 'r1', name: 'take_message', arguments: given, startedAt: at });
  await calls.finishTool(call, id, {
    status: 'succeeded',
    result: { told: text, memberId: '883204417' },
    durationMs: 1,
  });

  const { turns, tools } = await calls.history(call);
  expect(turns).toMatchObject([{ text: 'It is [card number].', heard: 'It is ' }]);
  expect(tools).toMatchObject([
    {
      arguments: { message: 'It is [card number].' },
      result: { told: 'It is [card number].', memberId: '883204417' },
    },
  ]);
});

it('texts nobody the number of a card', async () => {
  const body = `You can pay with ${CARD}, or call 512 555 0143.`;
  await line.database.inClinic(clinicId, (tx) =>
    line.app.get(Texts).queue(tx, {
      clinicId,
      kind: 'details',
      to: '+15125550143',
      body,
      idempotencyKey: 'sensitive',
    }),
  );
  const row = await line.database.text.findFirstOrThrow({ where: { idempotencyKey: 'sensitive' } });
  expect(row.body).not.toContain('3782');
  expect(row.body).toContain('[card number]');
});

it('leaves the desk a note without it', async () => {
  await line.database.inClinic(clinicId, (tx) =>
    line.app.get(DeskTasks).askToCallBack(tx, {
      clinicId,
      origin: 'message',
      originKey: 'sensitive',
      callId: null,
      callerNumber: '+15125550143',
      note: `Wants to pay with ${CARD}.`,
    }),
  );
  const task = await line.database.deskTask.findFirstOrThrow({ where: { originKey: 'sensitive' } });
  expect(task.note).toBe('Wants to pay with [card number].');
});
