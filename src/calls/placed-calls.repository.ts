import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type CallId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import { byId, type CallKey } from './call-key.js';
import type { AnsweredBy, PlacedCall } from './placed-calls.types.js';

/** Endings that a conversation with a machine gets, before it is known what the call came to. */
const OF_A_CONVERSATION = ['answered', 'no_input', 'caller_hung_up', 'overflow', 'failed'];

@Injectable()
export class PlacedCallsRepository {
  /** True when the row is new: the carrier's answer and its reports may each be the first to tell of a call. */
  async insert(tx: Tx, call: PlacedCall): Promise<boolean> {
    const { count } = await tx.call.createMany({
      data: {
        clinicId: call.clinicId,
        id: newId<CallId>(),
        callSid: call.callSid,
        direction: 'outbound',
        status: 'ringing',
        fromNumber: call.ourNumber,
        toNumber: call.theirNumber,
        agentProfileVersion: call.agentProfileVersion,
        resumes: 0,
        startedAt: toDate(call.at),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async answeredBy(tx: Tx, key: CallKey): Promise<AnsweredBy | null> {
    const row = await tx.call.findUniqueOrThrow({ where: byId(key) });
    return row.answeredBy as AnsweredBy | null;
  }

  /** False when there is a verdict already. */
  async setAnsweredBy(tx: Tx, { clinicId, callId }: CallKey, answeredBy: AnsweredBy): Promise<boolean> {
    const { count } = await tx.call.updateMany({
      where: { clinicId, id: callId, answeredBy: null },
      data: { answeredBy },
    });
    return count === 1;
  }

  async correctOutcome(tx: Tx, { clinicId, callId }: CallKey, outcome: string): Promise<void> {
    await tx.call.updateMany({
      where: { clinicId, id: callId, outcome: { in: OF_A_CONVERSATION } },
      data: { outcome },
    });
  }

  async sidOf(tx: Tx, key: CallKey): Promise<string> {
    const { callSid } = await tx.call.findUniqueOrThrow({ where: byId(key) });
    return callSid;
  }
}
