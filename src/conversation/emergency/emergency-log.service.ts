import { Injectable } from '@nestjs/common';
import { CallsService } from '../../calls/calls.service.js';
import { theirNumber } from '../../calls/their-number.policy.js';
import type { Call, Danger } from '../../calls/calls.types.js';
import { Clock } from '../../common/clock/clock.js';
import { patiently } from '../../common/clock/patiently.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { DeskTasks } from '../../desk/desk-tasks.service.js';
import { ConversationMetrics } from '../conversation.metrics.js';

/** For the desk; what kind of danger is all that it says. */
const NOTES: Record<Danger, string> = {
  airway: 'The caller spoke of trouble breathing or swallowing, and was told of 911 and the emergency room.',
  bleeding: 'The caller spoke of bleeding that does not stop, and was told of 911 and the emergency room.',
  spreading_infection: 'The caller spoke of swelling that spreads or comes with a fever, and was told of 911.',
  jaw_injury: 'The caller spoke of an injured jaw, and was told of 911 and the emergency room.',
  knocked_out_tooth:
    'The caller spoke of a tooth that was knocked out, and was told how to keep it and to come at once.',
};

/** What is written down of an emergency: on the call, and for the desk, once a call. */
@Injectable()
export class EmergencyLog {
  constructor(
    private readonly calls: CallsService,
    private readonly tasks: DeskTasks,
    private readonly database: PrismaService,
    private readonly metrics: ConversationMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  found(call: Call, danger: Danger): Promise<void> {
    return this.persist(call, () =>
      this.database.inClinic(call.clinicId, async (tx) => {
        await this.tasks.leave(tx, 'emergency', {
          clinicId: call.clinicId,
          origin: 'message',
          originKey: `emergency:${call.id}`,
          callId: call.id,
          callerNumber: theirNumber(call),
          note: NOTES[danger],
        });
        await this.calls.emergencyFound(tx, call, danger);
      }),
    );
  }

  async advised(call: Call, danger: Danger): Promise<void> {
    const heardAt = this.clock.now();
    await this.persist(call, () => this.calls.emergencyAdvised(call, danger, heardAt));
  }

  /** What the caller hears does not depend on the database, and a call that goes on elsewhere reads it. */
  private async persist(call: Call, write: () => Promise<void>): Promise<void> {
    const complain = (error: unknown, attempt: number) =>
      this.log.error('emergency.write_failed', { callId: call.id, attempt, ...errorFields(error) });
    await patiently(this.clock, write, complain).catch(() => this.metrics.recordFailures.inc());
  }
}
