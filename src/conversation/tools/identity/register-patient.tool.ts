import { z } from 'zod';
import type { Registration } from '../../../identity/registration.service.js';
import { localDateOf } from '../../../scheduling/local-time.policy.js';
import { phoneNeeded, reachableAt } from '../keyed-phone.policy.js';
import { birthDateOf, splitName } from '../said-details.policy.js';
import { defineTool, succeeded, type Tool } from '../tool.types.js';
import { callerLine } from './caller-line.policy.js';
import { birthDate, birthDateUnclear, fullName, nameIncomplete } from './said-claim.policy.js';

export const registerPatientTool = (registration: Registration): Tool =>
  defineTool({
    name: 'register_patient',
    description: 'Writes down a new patient. Booking a first visit does not need it.',
    mutates: true,
    schema: z.object({
      patientName: fullName("The patient's"),
      birthDate: birthDate("The patient's"),
      phone: z
        .string()
        .max(40)
        .optional()
        .describe("Only if it is another one than the number the caller is calling from; 'keyed' for one keyed in."),
      email: z.email().max(254).optional().describe('An e-mail address that the caller has spelled.'),
    }),
    guidance: [
      'When somebody wants to become a patient, ask for name, date of birth and phone, and use register_patient. Never say whether they are on file already.',
      'Read a spelled name or e-mail address back letter by letter before you use it.',
    ],
    run: async ({ patientName, birthDate: born, phone, email }, context) => {
      const name = splitName(patientName);
      if (!name) return nameIncomplete;
      const line = callerLine(context);
      const today = localDateOf(context.now, line.timeZone);
      const bornOn = birthDateOf(born, context.keyed, today);
      if (!bornOn) return birthDateUnclear;
      const number = reachableAt(phone, line.callerNumber ?? '', context.keyed);
      if (!number) return phoneNeeded;
      await registration.register({ line, ...name, birthDate: bornOn, phone: number, email: email ?? null });
      return succeeded({ registered: true });
    },
  });
