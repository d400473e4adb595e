import { z } from 'zod';
import { theirNumber } from '../../../calls/their-number.policy.js';
import { nameKey } from '../../../common/validation/name-key.policy.js';
import { normalisePhone } from '../../../common/validation/phone.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { VerifiedPatient } from '../../../identity/identity.types.js';
import { matchPatient } from '../../../patients/patient-match.policy.js';
import type { WhichPatient } from '../../../patients/patients.types.js';
import { localDateOf } from '../../../scheduling/local-time.policy.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { birthDateUnclear, nameIncomplete } from '../identity/said-claim.policy.js';
import { phoneNeeded, reachableAt } from '../keyed-phone.policy.js';
import { birthDateOf, splitName } from '../said-details.policy.js';
import { type ToolContext, type ToolOutcome } from '../tool.types.js';

/** Arguments that say for whom something is done. */
export const whoFields = {
  patientName: z.string().trim().min(1).max(120).describe("The patient's first and last name."),
  phone: z
    .string()
    .max(40)
    .optional()
    .describe(
      "A phone number for the visit, only if it is another one than the number the caller is calling from; 'keyed' for one they keyed in.",
    ),
  birthDate: z
    .string()
    .max(20)
    .optional()
    .describe("The patient's date of birth as YYYY-MM-DD, only if it was said; 'keyed' for one they keyed in."),
  patientId: z.string().max(60).optional().describe('From verify_identity, once it has answered with one.'),
};

/** For whom a tool does something, as the model says it. */
export type Introduction = z.output<z.ZodObject<typeof whoFields>>;

export type WhoComes =
  | {
      kind: 'known';
      patient: WhichPatient;
      /** E.164. What is on record, if the record is theirs to use; else what was said, keyed in, or is calling. */
      number: string;
      /** They have proved to be the patient, or to speak for them, or call from the number they give. */
      isTheirs: boolean;
      /** Two introductions of one person in one call have the same; it tells nothing of them. */
      key: string;
    }
  | { kind: 'refused'; outcome: ToolOutcome };

const refused = (outcome: ToolOutcome): WhoComes => ({ kind: 'refused', outcome });

/** Who it is for. A new visit needs no proof, but nothing that is on record is told or used without it. */
export async function whoComes(
  introduction: Introduction,
  context: ToolContext,
  identities: CallIdentities,
  tool: string,
): Promise<WhoComes> {
  const { call, profile, keyed, now } = context;
  const { patientName, phone, birthDate, patientId } = introduction;
  const name = splitName(patientName);
  if (!name) return refused(nameIncomplete);
  const born = birthDate === undefined ? null : birthDateOf(birthDate, keyed, localDateOf(now, profile.timeZone));
  if (birthDate !== undefined && !born) return refused(birthDateUnclear);
  const ids = { clinicId: call.clinicId, callId: call.id };
  const verified =
    patientId === undefined
      ? // A date tells father and son apart, and is not among what is at hand here.
        born === null && called(name, await identities.verified(ids.clinicId, ids.callId))
      : await identities.requirePatient({ ...ids, patientId, tool, now });
  if (patientId !== undefined && !verified) return refused(identityNeeded);
  const calling = theirNumber(call);
  const number = (verified ? verified.phone : null) ?? reachableAt(phone, calling, keyed);
  if (!number) return refused(phoneNeeded);
  const who = verified ? verified.patientId : nameKey(patientName).replaceAll(' ', '');
  return {
    kind: 'known',
    patient: verified ? { id: verified.patientId } : { ...name, phone: number, birthDate: born },
    number,
    isTheirs: Boolean(verified) || number === normalisePhone(calling),
    key: await identities.tokenOf(call.clinicId, `${call.id}:${who}`),
  };
}

/** The one of that name. */
const called = (
  name: { givenName: string; familyName: string },
  among: readonly VerifiedPatient[],
): VerifiedPatient | null =>
  among.find((one) => matchPatient(name, [{ ...one, id: one.patientId, birthDate: null }])) ?? null;
