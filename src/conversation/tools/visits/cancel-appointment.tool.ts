import { z } from 'zod';
import { RECEPTIONIST } from '../../../compliance/compliance.types.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { VisitsService } from '../../../scheduling/visits.service.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { defineTool, succeeded, type Tool } from '../tool.types.js';
import type { VisitNews } from './visit-news.js';
import { LATE_NOTE, notToCome, visitLabel, visitField } from './visit-words.policy.js';

export const cancelAppointmentTool = (visits: VisitsService, identities: CallIdentities, news: VisitNews): Tool =>
  defineTool({
    name: 'cancel_appointment',
    description: 'Cancels a visit. Call it once the caller has said which one, and that they want it cancelled.',
    mutates: true,
    guidance: [
      'Before cancel_appointment, say which visit and ask whether to cancel it. Afterwards offer to find another time.',
    ],
    schema: z.object({
      appointmentId: visitField,
      // Nothing is done with it here: it is on record with the run, where the desk finds it.
      reason: z.string().trim().max(300).optional().describe('Why, only if the caller says so.'),
    }),
    run: async ({ appointmentId }, context) => {
      const { call, now } = context;
      const { clinicId, id: callId } = call;
      const access = { clinicId, callId, appointmentId, tool: 'cancel_appointment', now };
      const visit = await identities.requireVisit(access);
      if (!visit) return identityNeeded;
      const outcome = await visits.cancel(
        {
          clinicId,
          appointmentId: visit.id,
          by: 'patient',
          callId,
          actor: RECEPTIONIST,
          now,
        },
        (tx, cancelled) => news.cancelled(tx, cancelled, context),
      );
      if (outcome.kind === 'too_late') return notToCome(outcome.status);
      return succeeded({
        cancelled: true,
        label: visitLabel(outcome.appointment, context),
        ...(outcome.late ? { late: true, lateNote: LATE_NOTE } : {}),
        next: 'Offer to find another time.',
      });
    },
  });
