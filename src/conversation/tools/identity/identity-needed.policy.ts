import { rejected, type ToolOutcome } from '../tool.types.js';

/** For whatever a call has no right to, whether or not it exists: one answer, so that nobody learns anything by trying. */
export const identityNeeded: ToolOutcome = rejected(
  'identity_needed',
  'That is not open in this call. Use verify_identity first.',
);
