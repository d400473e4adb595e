import { z } from 'zod';
import { RECEPTIONIST } from '../../../compliance/compliance.types.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { VisitsService } from '../../../scheduling/visits.service.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { defineTool, succeeded, type Tool } from '../tool.types.js';
import { NOT_AGREED, notToCome, visitLabel } from './visit-words.policy.js';

export const confirmAppointmentTool = (visits: VisitsService, identities: CallIdentities): Tool =>
  defineTool({
    name: 'confirm_appointment',
    description: 'Notes that the patient will come to a visit. Use it when the caller says that they will.',
    mutates: true,
    schema: z.object({ appointmentId: z.string().max(60).describe('The visit, from list_appointments.') }),
    run: async ({ appointmentId }, context) => {
      const { call, now } = context;
      const { clinicId, id: callId } = call;
      const access = { clinicId, callId, appointmentId, tool: 'confirm_appointment', now };
      const visit = await identities.requireVisit(access);
      if (!visit) return identityNeeded;
      const outcome = await visits.confirm({
        clinicId,
        appointmentId: visit.id,
        callId,
        actor: RECEPTIONIST,
        now,
      });
      switch (outcome.kind) {
        case 'confirmed':
          return succeeded({ confirmed: true, label: visitLabel(outcome.appointment, context) });
        case 'not_agreed':
          return NOT_AGREED;
        case 'too_late':
          return notToCome(outcome.status);
      }
    },
  });
