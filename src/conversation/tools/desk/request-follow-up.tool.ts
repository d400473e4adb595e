import { z } from 'zod';
import { defineTool, type Tool } from '../tool.types.js';
import { WHO, type DeskPad } from './desk-pad.js';

/** Nothing is looked up and nothing is promised: a person who may does both. */
export const requestFollowUpTool = (pad: DeskPad): Tool =>
  defineTool({
    name: 'request_follow_up',
    description:
      'Asks the desk to look into a prescription or refill, laboratory work such as a crown or denture, or records and X-rays that are to be sent; a person calls back.',
    mutates: true,
    schema: z.object({
      kind: z.enum(['prescription', 'lab_work', 'records']),
      callerName: WHO.callerName,
      details: z
        .string()
        .trim()
        .min(1)
        .max(1000)
        .describe("In the caller's words: what it is, who it is for, and where it is to go."),
      phone: WHO.phone,
    }),
    guidance: [
      'Prescriptions, refills, laboratory work and records: use request_follow_up. Promise nothing, and say nothing about any medicine, not even whether to take it.',
    ],
    run: ({ kind, callerName, details, phone }, context) =>
      pad.write(
        {
          kind,
          callerName,
          phone,
          note: details,
          next: 'Tell the caller that somebody looks into it and calls back. Promise nothing else.',
        },
        context,
      ),
  });
