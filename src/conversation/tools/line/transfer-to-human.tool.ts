import { z } from 'zod';
import { defineTool, rejected, succeeded, type Tool } from '../tool.types.js';

/** Where nobody is at the desk, only emergencies are put through: its phone may still be answered somewhere. */
export const transferToHumanTool = (deskAnswers: boolean): Tool =>
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
    run: ({ reason = 'caller_asked', summary }) =>
      Promise.resolve(
        deskAnswers || reason === 'emergency'
          ? { ...succeeded({ connecting: true }), then: { type: 'hand_over', reason, summary: summary || null } }
          : rejected('nobody_there', 'Nobody is at the desk now. Offer to take a message.'),
      ),
  });
