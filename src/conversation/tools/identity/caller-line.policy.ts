import { theirNumber } from '../../../calls/their-number.policy.js';
import { normalisePhone } from '../../../common/validation/phone.js';
import type { CallerLine } from '../../../identity/identity.types.js';
import type { ToolContext } from '../tool.types.js';

/** Who is on the phone, by what the carrier said: a patient whom we have called is at the other end than one who calls. */
export const callerLine = ({ call, profile, runId, now }: ToolContext): CallerLine => ({
  clinicId: call.clinicId,
  callId: call.id,
  callerNumber: normalisePhone(theirNumber(call)),
  timeZone: profile.timeZone,
  attemptId: runId,
  now,
});
