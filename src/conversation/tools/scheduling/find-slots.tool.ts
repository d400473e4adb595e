import { z } from 'zod';
import type { AppointmentTypeSummary, ClinicProfile } from '../../../clinics/clinics.types.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import { isToCome } from '../../../scheduling/appointment-status.policy.js';
import { isOpenTo } from '../../../scheduling/availability.policy.js';
import type { FindingService } from '../../../scheduling/finding.service.js';
import type { Appointment, PatientStanding, Slot } from '../../../scheduling/scheduling.types.js';
import { slotLabel } from '../../../scheduling/spoken/when.policy.js';
import { identityNeeded } from '../identity/identity-needed.policy.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext, type ToolOutcome } from '../tool.types.js';
import { notToCome } from '../visits/visit-words.policy.js';
import { providerNamed, typeNamed, windowSaid, wishFields } from './booking-wish.policy.js';
import type { SlotOffersRepository } from './slot-offers.repository.js';

/** More than three times can't be kept in mind by somebody who only hears them. */
const MAX_OFFERS = 3;

/** A failure of the search is thrown, and never looks as if nothing were free. */
export function findSlotsTool(
  profile: ClinicProfile,
  finding: FindingService,
  offers: SlotOffersRepository,
  identities: CallIdentities,
): Tool {
  const { appointmentType, provider } = wishFields(profile);
  return defineTool({
    name: 'find_slots',
    description: 'Finds free appointment times. Call it before offering any time; offer only what it returns.',
    mutates: false,
    schema: z.object({
      appointmentType: appointmentType.describe(
        `What the visit is for. ${profile.appointmentTypes.map(describeType).join(' ')}`.trim(),
      ),
      when: z
        .string()
        .max(200)
        .describe("When the caller wants to come in, in the caller's own words, such as 'next Tuesday morning'."),
      provider,
      beenHereBefore: z
        .boolean()
        .optional()
        .describe('Whether the patient has been at this clinic before, only once the caller has said so.'),
      appointmentId: z
        .string()
        .max(60)
        .optional()
        .describe('Only to move a visit: its appointmentId. The appointmentType is that of the visit.'),
    }),
    run: async ({ appointmentType, when, provider, beenHereBefore, appointmentId }, context) => {
      const { call, now } = context;
      const { clinicId } = call;
      let moving: Appointment | null = null;
      if (appointmentId !== undefined) {
        moving = await identities.requireVisit({ clinicId, callId: call.id, appointmentId, tool: 'find_slots', now });
        if (!moving) return identityNeeded;
        if (!isToCome(moving, now)) return notToCome(moving.status);
      }
      const type = typeNamed(appointmentType, profile, moving);
      if (type.kind === 'refused') return type.outcome;
      // Whoever has such a visit may have it at another time.
      const standing = moving ? null : standingOf(beenHereBefore);
      const { openTo } = type.what;
      if (openTo !== 'everyone' && !isOpenTo({ openTo }, standing)) return notEligible(openTo);
      const wanted = providerNamed(provider, profile, type.what);
      if (wanted.kind === 'refused') return wanted.outcome;
      const window = windowSaid(when, context, 'find_slots');
      if (window.kind === 'refused') return window.outcome;
      const found = await finding.findOffers({
        clinicId,
        typeId: type.what.id,
        ...(wanted.what ? { providerId: wanted.what.id } : {}),
        ...(moving ? { moving: moving.id } : {}),
        standing,
        owner: { callId: call.id },
        window: window.what,
        now,
        offers: MAX_OFFERS,
      });
      if (found.kind === 'none') return nothingFree(wanted.what?.name, type.what.providerIds.length > 1);
      const slots = moving ? besides(moving, found.slots) : found.slots;
      if (slots.length === 0) return rejected('nothing_free', 'No other time is free then. Ask for another day.');
      const [first] = slots;
      const notes = [
        ...(found.kind === 'later' && first ? [laterNote(first, context)] : []),
        ...approvalNote(type.what),
      ];
      return succeeded({
        ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
        slots: await offerSlots(context, offers, slots),
        ...(type.what.feeNote === null ? {} : { fee: type.what.feeNote }),
      });
    },
  });
}

/** Slots as the model gets to see them: a name to repeat and a label to read out. */
export async function offerSlots(context: ToolContext, offers: SlotOffersRepository, slots: readonly Slot[]) {
  const refs = await offers.offer(context, slots);
  return slots.map((slot, index) => ({
    slotId: refs[index],
    label: slotLabel(slot, context.profile.timeZone, context.now),
  }));
}

/** Somebody was faster; what is near it is offered in its place. */
export async function slotTaken(
  context: ToolContext,
  offers: SlotOffersRepository,
  alternatives: readonly Slot[],
): Promise<ToolOutcome> {
  const slots = await offerSlots(context, offers, alternatives);
  return slots.length > 0
    ? rejected('slot_taken', 'That time has just been taken. Offer the others.', { slots })
    : rejected('slot_taken', 'That time has just been taken, and none near it is free. Ask for another day.');
}

/** Without the time that the visit has: for its own move it counts as free. */
export const besides = (visit: Pick<Appointment, 'providerId' | 'startsAt'>, slots: readonly Slot[]): Slot[] =>
  slots.filter(({ providerId, startsAt }) => providerId !== visit.providerId || !startsAt.equals(visit.startsAt));

const FOR_WHOM = { everyone: '', new_patients: ' (new patients only)', existing_patients: ' (known patients only)' };

const describeType = ({ name, description, openTo }: AppointmentTypeSummary): string =>
  `${name}${FOR_WHOM[openTo]}: ${description}`;

const laterNote = (first: Slot, { profile, now }: ToolContext): string =>
  `Nothing is free then. The first is ${slotLabel(first, profile.timeZone, now)}.`;

const approvalNote = ({ phoneBooking }: AppointmentTypeSummary): string[] =>
  phoneBooking === 'staff_approval' ? ['The desk confirms it before it is booked.'] : [];

/** The type is for others than the patient. */
const notEligible = (openTo: Exclude<AppointmentTypeSummary['openTo'], 'everyone'>): ToolOutcome =>
  openTo === 'new_patients'
    ? rejected('not_eligible', 'That is for new patients only, and they have been here. Offer another type.')
    : rejected('not_eligible', 'That is for patients who have been here. Offer another type for a first visit.');

function standingOf(beenHereBefore: boolean | undefined): PatientStanding {
  if (beenHereBefore === undefined) return null;
  return beenHereBefore ? 'existing' : 'new';
}

function nothingFree(providerName: string | undefined, othersCan: boolean): ToolOutcome {
  const withWhom = providerName === undefined ? '' : ` with ${providerName}`;
  const instead =
    providerName !== undefined && othersCan
      ? 'Offer to look for one with somebody else.'
      : 'Offer the waiting list, or that the desk calls back.';
  return rejected('nothing_free', `No time is free${withWhom}. ${instead}`);
}
