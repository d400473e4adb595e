import { z } from 'zod';
import { defineTool, succeeded, type Tool } from './tool.types.js';

export const transferToHumanTool = (): Tool =>
  defineTool({
    name: 'transfer_to_human',
    description:
      'Connects the caller to a person at the front desk. Use it when the caller asks for a person, describes an emergency, or needs something you can not do. Say nothing after it.',
    mutates: true,
    schema: z.object({
      reason: z
        .enum(['caller_asked', 'emergency', 'agent'])
        .optional()
        .describe('caller_asked: they want a person. emergency: it is urgent. agent: you can not help.'),
      summary: z
        .string()
        .trim()
        .max(400)
        .optional()
        .describe(
          'For the person who takes over: who is calling, what about, and what was already done. Two sentences.',
        ),
    }),
    run: ({ reason, summary }) =>
      Promise.resolve({
        ...succeeded({ connecting: true }),
        then: { type: 'hand_over', reason: reason ?? 'caller_asked', summary: summary || null },
      }),
  });
