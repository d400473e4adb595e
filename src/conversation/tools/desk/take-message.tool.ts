import { z } from 'zod';
import { defineTool, type Tool } from '../tool.types.js';
import { WHO, type DeskPad } from './desk-pad.js';

export const takeMessageTool = (pad: DeskPad): Tool =>
  defineTool({
    name: 'take_message',
    description: 'Writes down a message for the front desk; a person calls the caller back.',
    mutates: true,
    schema: z.object({
      callerName: WHO.callerName,
      message: z.string().trim().min(1).max(1000).describe('What the caller wants the desk to know or do.'),
      kind: z
        .enum(['callback', 'question'])
        .optional()
        .describe('question: they asked something that you could not answer.'),
      phone: WHO.phone,
    }),
    run: ({ callerName, message, kind = 'callback', phone }, context) =>
      pad.write(
        { kind, callerName, phone, note: message, next: 'Tell the caller that somebody will call back.' },
        context,
      ),
  });
