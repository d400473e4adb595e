import { z } from 'zod';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { VerifiedPatient } from '../../../identity/identity.types.js';
import type { ToComeQuery } from '../../../scheduling/appointment-list.types.js';
import type { AppointmentsService } from '../../../scheduling/appointments.service.js';
import type { Appointment } from '../../../scheduling/scheduling.types.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { defineTool, succeeded, type Tool, type ToolContext } from '../tool.types.js';
import { visitLabel } from './visit-words.policy.js';

/** More can't be kept in mind by somebody who only hears them. */
const MAX_TOLD = 3;

export const listAppointmentsTool = (appointments: AppointmentsService, identities: CallIdentities): Tool =>
  defineTool({
    name: 'list_appointments',
    description: 'Looks up the visits to come of a patient whose identity is verified, soonest first.',
    mutates: false,
    guidance: [
      'To look up, move, cancel or confirm a visit, use list_appointments first; it says when verify_identity is needed.',
      "Say nothing about anybody's visits, nor whether they are a patient, but what a result says.",
    ],
    schema: z.object({
      patientId: z
        .string()
        .max(60)
        .optional()
        .describe('Whose, from verify_identity; only if it is somebody else than the caller.'),
    }),
    run: async ({ patientId }, context) => {
      const { call, now } = context;
      const { clinicId, id: callId } = call;
      const verified = await identities.verified(clinicId, callId);
      const [caller] = verified;
      let query: ToComeQuery = { clinicId, patientIds: caller ? [caller.patientId] : [], callId, now };
      if (patientId !== undefined) {
        const patient = await identities.requirePatient({
          clinicId,
          callId,
          patientId,
          tool: 'list_appointments',
          now,
        });
        if (!patient) return identityNeeded;
        query = { ...query, patientIds: [patient.patientId], callId: null };
      }
      const visits = await appointments.tellToCome(query, callId, MAX_TOLD + 1);
      if (!caller && visits.length === 0) return identityNeeded;
      return succeeded({
        appointments: visits.slice(0, MAX_TOLD).map((visit) => told(visit, verified, context)),
        ...(visits.length === 0 ? { next: 'No visit is to come. Offer to book one.' } : {}),
        ...(visits.length > MAX_TOLD ? { next: 'These are the next ones; there are more.' } : {}),
      });
    },
  });

function told(visit: Appointment, [caller, ...others]: readonly VerifiedPatient[], context: ToolContext) {
  const other =
    visit.patientId === caller?.patientId ? undefined : others.find((one) => one.patientId === visit.patientId);
  return {
    appointmentId: visit.id,
    label: visitLabel(visit, context),
    ...(other ? { for: other.givenName } : {}),
    ...(visit.status === 'requested' ? { note: 'The practice has not agreed to it yet.' } : {}),
  };
}
