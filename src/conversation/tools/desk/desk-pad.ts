import { z } from 'zod';
import { theirNumber } from '../../../calls/their-number.policy.js';
import type { PrismaService } from '../../../common/database/prisma.service.js';
import { storable } from '../../../common/validation/storable.policy.js';
import { redactText } from '../../../compliance/redaction/redaction.policy.js';
import type { DeskTasks } from '../../../desk/desk-tasks.service.js';
import type { CallerTaskKind } from '../../../desk/desk.types.js';
import { phoneNeeded, reachableAt } from '../keyed-phone.policy.js';
import { succeeded, type ToolContext, type ToolOutcome } from '../tool.types.js';

/** Who wants something, and where they can be reached. */
export const WHO = {
  callerName: z.string().trim().min(1).max(120).describe("The caller's first and last name."),
  phone: z
    .string()
    .max(40)
    .optional()
    .describe("Where to call back, only if it is another number than the caller's; 'keyed' for one they keyed in."),
};

export interface Note {
  kind: CallerTaskKind;
  callerName: string;
  phone?: string | undefined;
  note: string;
  /** What the agent is to say now that it is written down. */
  next: string;
}

/** Where the receptionist writes down what only people can do. */
export class DeskPad {
  constructor(
    private readonly database: PrismaService,
    private readonly tasks: DeskTasks,
  ) {}

  /** The same thing told twice in one call is one task. */
  async write({ kind, callerName, phone, note, next }: Note, { call, keyed }: ToolContext): Promise<ToolOutcome> {
    const callerNumber = reachableAt(phone, theirNumber(call), keyed);
    if (!callerNumber) return phoneNeeded;
    const kept = redactText(storable(note), 'stored');
    const sealer = await this.database.$sealer(call.clinicId);
    const same = sealer.index('request', `${kind} ${kept.toLowerCase().replaceAll(/\s+/g, ' ')}`);
    await this.database.inClinic(call.clinicId, (tx) =>
      this.tasks.leave(tx, kind, {
        clinicId: call.clinicId,
        origin: 'message',
        originKey: `message:${call.id}:${same}`,
        callId: call.id,
        callerNumber,
        callerName,
        note: kept,
      }),
    );
    return succeeded({ written: true, next });
  }
}
