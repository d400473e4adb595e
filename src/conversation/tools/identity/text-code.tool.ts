import { z } from 'zod';
import type { TextedCodes } from '../../../identity/texted-codes.service.js';
import { defineTool, rejected, succeeded, type Tool } from '../tool.types.js';
import { attemptsLocked } from './attempts-locked.policy.js';
import { birthDate, claimOf, fullName } from './said-claim.policy.js';

const REQUESTED = succeeded({
  sent: true,
  message:
    'If the details are right, a code is on its way to the phone on file. Say so in these words, ask for the six digits, then use verify_identity with the code.',
});

const NO_MORE = rejected(
  'no_more_codes',
  'No more codes can be texted in this call. Ask for the phone number on file, or offer to take a message.',
);

export const textCodeTool = (codes: TextedCodes): Tool =>
  defineTool({
    name: 'text_code',
    description: "Texts a code to the phone on the caller's own record, for verify_identity.",
    mutates: true,
    schema: z.object({ callerName: fullName("The caller's own"), birthDate: birthDate("The caller's own") }),
    guidance: ['A code goes only to the phone on file, never to a number that the caller names.'],
    run: async (said, context) => {
      const found = claimOf(said, context);
      if ('missing' in found) return found.missing;
      switch (await codes.request(found.claim, context.profile.name)) {
        case 'requested':
          return REQUESTED;
        case 'no_more':
          return NO_MORE;
        case 'locked':
          return attemptsLocked;
      }
    },
  });
