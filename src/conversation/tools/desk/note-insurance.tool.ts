import { z } from 'zod';
import { defineTool, type Tool } from '../tool.types.js';
import { WHO, type DeskPad } from './desk-pad.js';

const number = z.string().trim().min(1).max(60);

export const noteInsuranceTool = (pad: DeskPad): Tool =>
  defineTool({
    name: 'note_insurance',
    description:
      "Writes down the caller's insurance for the desk, which checks it and calls back about what it covers.",
    mutates: true,
    schema: z.object({
      callerName: WHO.callerName,
      insurer: z.string().trim().min(1).max(120).describe('The insurer, and the plan if they know it.'),
      memberId: number.optional().describe('The member number on the card, only if the caller gave it.'),
      groupNumber: number.optional().describe('The group number on the card, only if the caller gave it.'),
      phone: WHO.phone,
    }),
    guidance: [
      'Insurance details and questions about coverage: use note_insurance. Ask for the insurer, then the member number; read it back in groups of three.',
    ],
    run: ({ callerName, insurer, memberId, groupNumber, phone }, context) =>
      pad.write(
        {
          kind: 'insurance',
          callerName,
          phone,
          note: [
            `Insurance: ${insurer}`,
            ...(memberId === undefined ? [] : [`member ${memberId}`]),
            ...(groupNumber === undefined ? [] : [`group ${groupNumber}`]),
          ].join(', '),
          next: 'Tell the caller that the desk checks it and calls back. Say nothing about what is covered.',
        },
        context,
      ),
  });
