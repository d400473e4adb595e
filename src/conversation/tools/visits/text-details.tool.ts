import { z } from 'zod';
import { theirNumber } from '../../../calls/their-number.policy.js';
import { normalisePhone } from '../../../common/validation/phone.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { DetailTexts } from '../../../messaging/detail-texts.service.js';
import { isToCome } from '../../../scheduling/appointment-status.policy.js';
import type { Appointment } from '../../../scheduling/scheduling.types.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { defineTool, rejected, succeeded, type Tool } from '../tool.types.js';
import type { VisitNews } from './visit-news.js';
import { NOT_AGREED, notToCome, visitField } from './visit-words.policy.js';

const NO_TEXT = rejected('no_text', 'No text can be sent to their phone. Say it instead.');

/** What is a patient's goes to the phone on their record; what anybody may know to the one that is calling. */
export const textDetailsTool = (texts: DetailTexts, identities: CallIdentities, news: VisitNews): Tool =>
  defineTool({
    name: 'text_details',
    description: "Texts the caller a visit's day and time, or the clinic's address and how to get there.",
    mutates: true,
    guidance: ['If the caller wants something in writing, or can not write it down, offer text_details.'],
    schema: z.object({
      about: z.enum(['visit', 'address']).describe('What to text.'),
      appointmentId: visitField.optional(),
    }),
    run: async ({ about, appointmentId }, context) => {
      const { call, profile, now } = context;
      const { clinicId, id: callId } = call;
      const calling = normalisePhone(theirNumber(call));
      let appointment: Appointment | null = null;
      let to = calling;
      if (about === 'visit') {
        if (appointmentId === undefined)
          return rejected('appointment_needed', 'Say which visit: use list_appointments first.');
        const access = { clinicId, callId, appointmentId, tool: 'text_details', now };
        appointment = await identities.requireVisit(access);
        if (!appointment) return identityNeeded;
        if (!isToCome(appointment, now)) return notToCome(appointment.status);
        if (appointment.status === 'requested') return NOT_AGREED;
        to = await news.numberOf(appointment.patientId, call);
      }
      // Whether another phone than the caller's takes our texts is not for them to know.
      if (to === null || (to === calling && !(await texts.canReach(clinicId, to)))) return NO_TEXT;
      const isSent = await texts.send({ clinic: profile, appointment, to, callId });
      return isSent
        ? succeeded({ texting: true })
        : rejected('enough_texts', 'This call has had its texts. Say it instead.');
    },
  });
