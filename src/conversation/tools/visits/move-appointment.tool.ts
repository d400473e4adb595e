import { z } from 'zod';
import { RECEPTIONIST } from '../../../compliance/compliance.types.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import { isLive } from '../../../scheduling/appointment-status.policy.js';
import type { MovesService } from '../../../scheduling/moves.service.js';
import type { MoveOutcome } from '../../../scheduling/scheduling.types.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { NOT_BY_PHONE, TIME_CONFLICT, UNKNOWN_SLOT } from '../scheduling/booking-refusals.policy.js';
import { besides, slotTaken } from '../scheduling/find-slots.tool.js';
import type { SlotOffersRepository } from '../scheduling/slot-offers.repository.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext } from '../tool.types.js';
import type { VisitNews } from './visit-news.js';
import { LATE_NOTE, notToCome, visitLabel, visitField } from './visit-words.policy.js';

export const moveAppointmentTool = (
  moves: MovesService,
  offers: SlotOffersRepository,
  identities: CallIdentities,
  news: VisitNews,
): Tool =>
  defineTool({
    name: 'move_appointment',
    description: 'Moves a visit to one of the offered times. Call it once the caller has chosen the time.',
    mutates: true,
    guidance: [
      'To move a visit, use find_slots with its appointmentId, then move_appointment with the time that was chosen. Do not cancel it first.',
    ],
    schema: z.object({
      appointmentId: visitField,
      slotId: z.string().max(40).describe('The slotId of the offered time that the caller chose.'),
    }),
    run: async ({ appointmentId, slotId }, context) => {
      const { call, now } = context;
      const { clinicId, id: callId } = call;
      const visit = await identities.requireVisit({ clinicId, callId, appointmentId, tool: 'move_appointment', now });
      if (!visit) return identityNeeded;
      const slot = await offers.find(context, slotId);
      if (!slot) return UNKNOWN_SLOT;
      if (slot.typeId !== visit.typeId) {
        return rejected(
          'other_type',
          'That time was offered for another type of visit. Use find_slots with this appointmentId.',
        );
      }
      const outcome = await moves.move(
        {
          clinicId,
          appointmentId: visit.id,
          slot,
          by: 'patient',
          callId,
          idempotencyKey: `${callId}:move:${visit.id}:${slotId}`,
          actor: RECEPTIONIST,
          now,
        },
        (tx, moved) => news.moved(tx, moved, context),
      );
      switch (outcome.kind) {
        case 'moved':
          return movedTo(outcome, context);
        case 'slot_taken':
          return slotTaken(context, offers, besides(visit, outcome.alternatives));
        case 'patient_busy': {
          // Who has booked for somebody else, without proof, learns nothing of their other visits.
          const verified = await identities.verified(clinicId, callId);
          return verified.some(({ patientId }) => patientId === visit.patientId) ? TIME_CONFLICT : NOT_BY_PHONE;
        }
        case 'not_by_phone':
          return NOT_BY_PHONE;
        case 'too_late':
          return notToCome(outcome.status);
      }
    },
  });

function movedTo({ appointment, from, late, replayed }: Extract<MoveOutcome, { kind: 'moved' }>, context: ToolContext) {
  // The first answer of a move is no news any more once the visit has been moved on, or cancelled.
  if (replayed && !isLive(appointment.status)) return notToCome(appointment.status);
  return succeeded({
    ...(appointment.status === 'requested'
      ? {
          requested: true,
          note: 'The new time is kept. It is theirs once the practice has agreed; somebody calls back.',
        }
      : { moved: true }),
    label: visitLabel(appointment, context),
    was: visitLabel(from, context),
    appointmentId: appointment.id,
    ...(late ? { late: true, lateNote: LATE_NOTE } : {}),
  });
}
