import { randomUUID } from 'node:crypto';
import type { VictimsOf } from './victims.types.js';

/** A call that goes on, with a recording, a text and a task. */
export const callVictims: VictimsOf = async (database, clinicId) => {
  const at = new Date();
  const [callId, textId, taskId] = [randomUUID(), randomUUID(), randomUUID()];
  const callSid = `CA${'d'.repeat(32)}`;
  await database.call.create({
    data: {
      clinicId,
      id: callId,
      callSid,
      direction: 'inbound',
      status: 'in_progress',
      fromNumber: '+15125550143',
      toNumber: '+15550100000',
      resumes: 0,
      startedAt: at,
    },
  });
  const recordingSid = `RE${'d'.repeat(32)}`;
  await database.recording.create({
    data: {
      clinicId,
      id: randomUUID(),
      callId,
      recordingSid,
      kind: 'call',
      status: 'completed',
      durationSeconds: 5,
      createdAt: at,
    },
  });
  await database.text.create({
    data: {
      clinicId,
      id: textId,
      direction: 'inbound',
      kind: 'received',
      status: 'received',
      ourNumber: '+15550100000',
      theirNumber: '+15125550143',
      body: 'When are you open?',
      idempotencyKey: `victim:${textId}`,
      createdAt: at,
      updatedAt: at,
    },
  });
  await database.deskTask.create({
    data: {
      clinicId,
      id: taskId,
      kind: 'callback',
      origin: 'message',
      status: 'open',
      callerNumber: '+15125550143',
      note: 'Please call back.',
      originKey: `victim:${taskId}`,
      createdAt: at,
    },
  });
  return {
    parameters: {
      '/api/v1/calls/:callSid/recordings/:recordingSid': { theirs: recordingSid, nobodys: `RE${'e'.repeat(32)}` },
      '/api/v1/live-calls/:callSid': { theirs: callSid, nobodys: `CA${'e'.repeat(32)}` },
      '/api/v1/messages/:id': { theirs: textId, nobodys: randomUUID() },
      '/api/v1/tasks/:id': { theirs: taskId, nobodys: randomUUID() },
    },
    bodies: { 'PATCH /api/v1/tasks/:id': { status: 'done' } },
  };
};
