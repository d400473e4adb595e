import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { fromDate } from '../common/time/instant-date.js';
import { byId, keyOf } from './call-key.js';
import type { CallCourse } from './call-timeline.types.js';
import { CallsRepository } from './calls.repository.js';
import type { Call } from './calls.types.js';

@Injectable()
export class CallTimelineRepository {
  constructor(private readonly calls: CallsRepository) {}

  async courseOf(tx: Tx, call: Call): Promise<CallCourse> {
    const key = keyOf(call);
    const { answeredAt, handoverAt } = await tx.call.findUniqueOrThrow({
      where: byId(key),
      select: { answeredAt: true, handoverAt: true },
    });
    const { turns, tools } = await this.calls.history(tx, key);
    const inOrder = { where: key, orderBy: [{ createdAt: 'asc' as const }, { id: 'asc' as const }] };
    const recordings = await tx.recording.findMany(inOrder);
    const texts = await tx.text.findMany({
      ...inOrder,
      select: { id: true, kind: true, status: true, createdAt: true },
    });
    const tasks = await tx.deskTask.findMany({ ...inOrder, select: { id: true, kind: true, createdAt: true } });
    return {
      startedAt: call.startedAt,
      answeredAt: answeredAt && fromDate(answeredAt),
      endedAt: call.endedAt,
      outcome: call.outcome,
      handover: call.handover && { ...call.handover, at: handoverAt && fromDate(handoverAt) },
      emergency: call.emergency,
      turns,
      tools,
      recordings: recordings.map(({ recordingSid, kind, status, durationSeconds, createdAt }) => ({
        recordingSid,
        kind: kind as 'call',
        status: status as 'completed',
        durationSeconds,
        createdAt: fromDate(createdAt),
      })),
      texts: texts.map(({ createdAt, ...text }) => ({ ...text, createdAt: fromDate(createdAt) })),
      tasks: tasks.map(({ createdAt, ...task }) => ({ ...task, createdAt: fromDate(createdAt) })),
    };
  }
}
