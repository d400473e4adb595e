import { Injectable } from '@nestjs/common';
import { CallsService } from '../../calls/calls.service.js';
import type { Call } from '../../calls/calls.types.js';
import { theirNumber } from '../../calls/their-number.policy.js';
import { Clock } from '../../common/clock/clock.js';
import { patiently } from '../../common/clock/patiently.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { DeskTasks } from '../../desk/desk-tasks.service.js';

const NOTES = {
  limit: 'The call was ended because it had taken more than a call may.',
  process_ended:
    'The call was cut off by a restart of the server, and the caller was put through to the desk if somebody was there.',
} as const;
export type CutShort = keyof typeof NOTES;

/** A caller whom we had to cut short is called back by a person. */
@Injectable()
export class Callbacks {
  constructor(
    private readonly tasks: DeskTasks,
    private readonly calls: CallsService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** One task a call, however often: the caller is told so in the meantime. Rejects when it could not be written. */
  leave(call: Call, why: CutShort): Promise<void> {
    return patiently(
      this.clock,
      () => this.write(call, why),
      (error) => this.log.warn('callback.write_failed', { callId: call.id, ...errorFields(error) }),
    );
  }

  private write(call: Call, why: CutShort): Promise<void> {
    return this.calls.leaveMessage(call, (tx) =>
      this.tasks.leave(tx, 'callback', {
        clinicId: call.clinicId,
        origin: 'message',
        originKey: `cut_short:${call.id}`,
        callId: call.id,
        callerNumber: theirNumber(call),
        note: `${NOTES[why]} Its transcript says what the caller wanted.`,
      }),
    );
  }
}
