import { rejected, type ToolOutcome } from '../tool.types.js';

export const attemptsLocked: ToolOutcome = rejected(
  'locked',
  'Nothing more can be verified in this call. Say so kindly. Offer to take a message.',
);
