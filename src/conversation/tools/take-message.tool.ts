import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PrismaService } from '../../common/database/prisma.service.js';
import type { DeskTasks } from '../../desk/desk-tasks.service.js';
import { reachableAt } from './keyed-phone.policy.js';
import { defineTool, rejected, succeeded, type Tool } from './tool.types.js';

export const takeMessageTool = (database: PrismaService, tasks: DeskTasks): Tool =>
  defineTool({
    name: 'take_message',
    description: 'Writes down a message for the front desk; a person calls the caller back.',
    mutates: true,
    schema: z.object({
      callerName: z.string().trim().min(1).max(120).describe("The caller's first and last name."),
      message: z.string().trim().min(1).max(1000).describe('What the caller wants the desk to know or do.'),
      phone: z
        .string()
        .max(40)
        .optional()
        .describe("Where to call back, only if it is another number than the caller's; 'keyed' for one they keyed in."),
    }),
    run: async ({ callerName, message, phone }, { call, keyed }) => {
      const callerNumber = reachableAt(phone, call.fromNumber, keyed);
      if (!callerNumber) return rejected('phone_needed', 'Ask for a phone number with area code.');
      await database.$transaction((tx) =>
        tasks.askToCallBack(tx, {
          clinicId: call.clinicId,
          origin: 'message',
          // The same message told twice in one call is one task.
          originKey: `message:${call.id}:${createHash('sha256').update(message.toLowerCase()).digest('hex')}`,
          callId: call.id,
          callerNumber,
          callerName,
          note: message,
        }),
      );
      return succeeded({ written: true, next: 'Tell the caller that somebody will call back.' });
    },
  });
