import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { AppointmentsService } from '../../../scheduling/appointments.service.js';
import type { HoldsService } from '../../../scheduling/holds.service.js';
import type { BookRequest } from '../../../scheduling/scheduling.types.js';
import { slotLabel } from '../../../scheduling/spoken/when.policy.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext } from '../tool.types.js';
import { UNKNOWN_SLOT } from './booking-refusals.policy.js';
import { slotTaken } from './find-slots.tool.js';
import type { SlotOffersRepository } from './slot-offers.repository.js';

/** What the end of a call takes once its time is over. */
const FAREWELL_MINUTES = 2;
/** Visits of the patients of a call that are looked at; no clinic allows as many. */
const MAX_VISITS = 100;

export const holdSlotTool = (
  holds: HoldsService,
  offers: SlotOffersRepository,
  appointments: AppointmentsService,
  identities: CallIdentities,
): Tool =>
  defineTool({
    name: 'hold_slot',
    description:
      'Keeps an offered time for the caller while they decide or look something up. It is kept until the call ends.',
    mutates: true,
    guidance: [
      'If the caller likes an offered time but has to think or to ask somebody, use hold_slot. Held is not booked.',
    ],
    schema: z.object({ slotId: z.string().max(40).describe('The slotId of the offered time.') }),
    run: async ({ slotId }, context) => {
      const { call, profile, now } = context;
      const slot = await offers.find(context, slotId);
      if (!slot) return UNKNOWN_SLOT;
      const owner = { callId: call.id };
      const expiresAt = lastMomentOf(context);
      const outcome = await holds.hold({ clinicId: call.clinicId, owner, slot, expiresAt, now });
      if (outcome.kind === 'held') {
        const providerName = profile.providers.find(({ id }) => id === slot.providerId)?.name ?? '';
        return succeeded({ held: true, label: slotLabel({ ...slot, providerName }, profile.timeZone, now) });
      }
      if (await overlapsOwnVisit(slot, context, appointments, identities)) {
        return rejected(
          'not_held',
          'That time overlaps the visit they have, so it is not held. If they want it, use move_appointment now.',
        );
      }
      return slotTaken(context, offers, outcome.alternatives);
    },
  });

/** The call's longest. Its holds end with it; this is for what nobody ends. */
const lastMomentOf = ({ call, profile }: ToolContext): Temporal.Instant =>
  call.startedAt.add({ minutes: profile.maxCallMinutes + FAREWELL_MINUTES });

/** What a visit takes is the visit's until it has moved, and can't be held for its own move. */
async function overlapsOwnVisit(
  { startsAt, endsAt }: BookRequest['slot'],
  { call: { clinicId, id: callId }, now }: ToolContext,
  appointments: AppointmentsService,
  identities: CallIdentities,
): Promise<boolean> {
  const patientIds = (await identities.verified(clinicId, callId)).map(({ patientId }) => patientId);
  const visits = await appointments.toCome({ clinicId, patientIds, callId, now }, MAX_VISITS);
  return visits.some(
    (visit) =>
      visit.startsAt.epochMilliseconds < endsAt.epochMilliseconds &&
      startsAt.epochMilliseconds < visit.endsAt.epochMilliseconds,
  );
}
