import { z } from 'zod';
import type { SecondFactor, VerifyOutcome } from '../../../identity/identity.types.js';
import type { Verification } from '../../../identity/verification.service.js';
import { phoneOf } from '../keyed-phone.policy.js';
import { codeOf } from '../said-details.policy.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext, type ToolOutcome } from '../tool.types.js';
import { attemptsLocked } from './attempts-locked.policy.js';
import { birthDate, claimOf, fullName } from './said-claim.policy.js';

export const verifyIdentityTool = (verification: Verification): Tool =>
  defineTool({
    name: 'verify_identity',
    description:
      "Checks who the caller is. Always with the caller's own details, also when the call is about a child or somebody else.",
    mutates: true,
    schema: z.object({
      callerName: fullName("The caller's own"),
      birthDate: birthDate("The caller's own"),
      phone: z
        .string()
        .max(40)
        .optional()
        .describe(
          "The phone number that is on file, as the caller has said it, or 'keyed' for one that was keyed in. Never the number they call from unless they said it.",
        ),
      code: z.string().max(40).optional().describe("The texted code that the caller read out, or 'keyed'."),
    }),
    guidance: [
      'Before you read back, move, cancel or confirm a visit, use verify_identity. A new visit needs none of it.',
      'Ask for the full name, then the date of birth, then the phone number on file. Instead of the number, text_code can text a code; digits can be keyed in with request_keypad_entry.',
      'Until then neither confirm nor deny that anybody is a patient or has a visit, whoever asks. After it, speak only of the caller and of those named in mayActFor.',
      'A parent or representative proves their own identity, not that of the other. A husband or wife who is not in mayActFor is told nothing.',
    ],
    run: async ({ callerName, birthDate: born, phone, code }, context) => {
      const said = claimOf({ callerName, birthDate: born }, context);
      if ('missing' in said) return said.missing;
      const second = secondFactor(phone, code, context);
      return 'missing' in second ? second.missing : answer(await verification.verify(said.claim, second.factor));
    },
  });

function secondFactor(
  phone: string | undefined,
  code: string | undefined,
  { keyed }: ToolContext,
): { factor: SecondFactor } | { missing: ToolOutcome } {
  if (code !== undefined) {
    const digits = codeOf(code, keyed);
    return digits ? { factor: { kind: 'code', digits } } : { missing: codeUnclear };
  }
  if (phone === undefined) return { missing: secondFactorNeeded };
  const number = phoneOf(phone, keyed);
  return number ? { factor: { kind: 'phone', number } } : { missing: phoneUnclear };
}

function answer(outcome: VerifyOutcome): ToolOutcome {
  switch (outcome.kind) {
    case 'verified': {
      const { patientId, mayActFor } = outcome;
      return succeeded({ verified: true, patientId, ...(mayActFor.length > 0 ? { mayActFor } : {}) });
    }
    case 'not_verified':
      return notVerified;
    case 'locked':
      return attemptsLocked;
  }
}

const secondFactorNeeded = rejected(
  'second_factor_needed',
  'Ask for the phone number on file, said or keyed in, or offer to text a code to it with text_code.',
);
const phoneUnclear = rejected('phone_unclear', 'Ask for the phone number on file again, with area code.');
const codeUnclear = rejected('code_unclear', 'A code has six digits. Ask for it again.');
const notVerified = rejected(
  'not_verified',
  'The details could not be verified. Say only that, never which one was wrong or whether anybody is on file. Ask for all of them once more, or offer to take a message.',
);
