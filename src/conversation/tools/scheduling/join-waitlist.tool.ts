import { z } from 'zod';
import type { ClinicProfile } from '../../../clinics/clinics.types.js';
import { RECEPTIONIST } from '../../../compliance/compliance.types.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { WhichPatient } from '../../../patients/patients.types.js';
import { isToCome } from '../../../scheduling/appointment-status.policy.js';
import type { Appointment, SlotWindow } from '../../../scheduling/scheduling.types.js';
import type { Waitlist } from '../../../waitlist/waitlist.service.js';
import type { WaitlistWish } from '../../../waitlist/waitlist.types.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { phoneNeeded } from '../keyed-phone.policy.js';
import { defineTool, rejected, succeeded, type Tool } from '../tool.types.js';
import type { VisitNews } from '../visits/visit-news.js';
import { notToCome } from '../visits/visit-words.policy.js';
import { providerNamed, typeNamed, windowSaid, wishFields } from './booking-wish.policy.js';
import { whoComes, whoFields } from './who-comes.js';

/** Nobody on the phone is asked how soon they could come. */
const NOTICE_MINUTES = 120;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export function joinWaitlistTool(
  profile: ClinicProfile,
  waitlist: Waitlist,
  identities: CallIdentities,
  news: VisitNews,
): Tool {
  const { appointmentType, provider } = wishFields(profile);
  return defineTool({
    name: 'join_waitlist',
    description: 'Puts a patient on the waiting list: they get a text when a time that would suit becomes free.',
    mutates: true,
    guidance: [
      'If no time suits, or a patient would like to come earlier than they can, offer join_waitlist. It books nothing.',
    ],
    schema: z.object({
      appointmentType: appointmentType.describe('What the visit is for.'),
      when: z
        .string()
        .max(200)
        .describe("Which days and times would suit, in the caller's own words, such as 'any morning next week'."),
      provider,
      ...whoFields,
      appointmentId: z
        .string()
        .max(60)
        .optional()
        .describe('Of the visit that an earlier one would replace, from list_appointments.'),
    }),
    run: async ({ appointmentType, when, provider, appointmentId, ...introduction }, context) => {
      const { call, now } = context;
      const { clinicId, id: callId } = call;
      let visit: Appointment | null = null;
      if (appointmentId !== undefined) {
        visit = await identities.requireVisit({ clinicId, callId, appointmentId, tool: 'join_waitlist', now });
        if (!visit) return identityNeeded;
        if (!isToCome(visit, now)) return notToCome(visit.status);
      }
      const type = typeNamed(appointmentType, profile, visit);
      if (type.kind === 'refused') return type.outcome;
      const wanted = providerNamed(provider, profile, type.what);
      if (wanted.kind === 'refused') return wanted.outcome;
      const window = windowSaid(when, context, 'join_waitlist');
      if (window.kind === 'refused') return window.outcome;

      let patient: WhichPatient;
      let phone: string | null;
      if (visit) {
        patient = { id: visit.patientId };
        phone = await news.numberOf(visit.patientId, call);
      } else {
        const who = await whoComes(introduction, context, identities, 'join_waitlist');
        if (who.kind === 'refused') return who.outcome;
        patient = who.patient;
        phone = who.number;
      }
      if (phone === null) return phoneNeeded;
      const outcome = await waitlist.add({
        clinicId,
        patient,
        typeId: type.what.id,
        appointmentId: visit?.id ?? null,
        ...wishOf(window.what),
        providerId: wanted.what?.id ?? null,
        phone,
        callId,
        actor: RECEPTIONIST,
        now,
      });
      switch (outcome.kind) {
        // Whether they were on it already is for the patient to know.
        case 'added':
        case 'updated':
          return succeeded({
            onWaitlist: true,
            message: 'Say that they get a text when such a time is free, and have it once they answer in time.',
          });
        case 'no_phone':
          return phoneNeeded;
        case 'no_such_visit':
          return rejected('already_over', 'That visit has just changed. Use list_appointments again.');
      }
    },
  });
}

const wishOf = ({
  from,
  to,
  weekdays,
  earliestMinute,
  latestMinute,
}: SlotWindow): Omit<WaitlistWish, 'providerId'> => ({
  fromDay: from,
  untilDay: to,
  weekdays: weekdays ?? EVERY_DAY,
  earliestMinute: earliestMinute ?? 0,
  latestMinute: latestMinute ?? 24 * 60,
  minNoticeMinutes: NOTICE_MINUTES,
});
