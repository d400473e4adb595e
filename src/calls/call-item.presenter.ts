import { toWallTimes, toWallTimesOrNull } from '../common/http/wall-time.types.js';
import type { CallItem, ListedCall } from './call-list.types.js';
import { theirNumber } from './their-number.policy.js';

/** A call as lists show it. */
export const toCallItem = (
  { call, patientIds }: Pick<ListedCall, 'call' | 'patientIds'>,
  timeZone: string,
): CallItem => ({
  callSid: call.callSid,
  direction: call.direction,
  status: call.status,
  outcome: call.outcome,
  theirNumber: theirNumber(call),
  ourNumber: call.direction === 'outbound' ? call.fromNumber : call.toNumber,
  patientIds,
  handover: call.handover && { reason: call.handover.reason, status: call.handover.status },
  emergency: call.emergency?.danger ?? null,
  agentProfileVersion: call.agentProfileVersion,
  ...toWallTimes(timeZone, { startedAt: call.startedAt }),
  ...toWallTimesOrNull(timeZone, { endedAt: call.endedAt }),
  timeZone,
});
