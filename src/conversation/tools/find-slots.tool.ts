import { z } from 'zod';
import type { AppointmentTypeSummary, ClinicProfile } from '../../clinics/clinics.types.js';
import type { FindingService } from '../../scheduling/finding.service.js';
import { isOpenTo } from '../../scheduling/availability.policy.js';
import type { PatientStanding, Slot } from '../../scheduling/scheduling.types.js';
import { resolveWhen, slotLabel } from '../../scheduling/spoken/when.policy.js';
import type { SlotOffersRepository } from './slot-offers.repository.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext, type ToolOutcome } from './tool.types.js';

/** More than three times can't be kept in mind by somebody who only hears them. */
const MAX_OFFERS = 3;

/** A failure of the search is thrown, and never looks as if nothing were free. */
export function findSlotsTool(profile: ClinicProfile, finding: FindingService, offers: SlotOffersRepository): Tool {
  const { appointmentTypes: types, providers } = profile;
  const leaders = providers.filter(({ id }) => types.some(({ providerIds }) => providerIds.includes(id)));
  const namesOf = (among: readonly { name: string }[]) => [...new Set(among.map(({ name }) => name))];
  return defineTool({
    name: 'find_slots',
    description: 'Finds free appointment times. Call it before offering any time; offer only what it returns.',
    mutates: false,
    schema: z.object({
      appointmentType: z
        .enum(namesOf(types))
        .describe(`What the visit is for. ${types.map(describeType).join(' ')}`.trim()),
      when: z
        .string()
        .max(200)
        .describe("When the caller wants to come in, in the caller's own words, such as 'next Tuesday morning'."),
      provider: z.enum(namesOf(leaders)).optional().describe('With whom, only if the caller asks for somebody.'),
      beenHereBefore: z
        .boolean()
        .optional()
        .describe('Whether the patient has been at this clinic before, only once the caller has said so.'),
    }),
    run: async ({ appointmentType, when, provider, beenHereBefore }, context) => {
      const type = types.find(({ name }) => name === appointmentType);
      if (!type) return rejected('unknown_type', `Appointment types are: ${namesOf(types).join(', ')}.`);
      const standing = standingOf(beenHereBefore);
      if (type.openTo !== 'everyone' && !isOpenTo(type, standing)) return notEligible(type.openTo);
      const able = leaders.filter(({ id }) => type.providerIds.includes(id));
      const wanted = provider === undefined ? undefined : able.find(({ name }) => name === provider);
      if (provider !== undefined && !wanted)
        return rejected('other_provider', `${provider} does not do that. ${namesOf(able).join(', ')} can.`);
      const wish = resolveWhen(when, context.now, profile);
      if (wish.kind === 'unclear')
        return rejected('unclear_date', 'Ask the caller which day, and morning or afternoon.');
      if (wish.kind === 'ambiguous') {
        const { question, readings } = wish;
        const labels = readings.map(({ label }) => label);
        return rejected('ambiguous_date', 'Ask the question, then use find_slots with the answer.', {
          question,
          readings: labels,
        });
      }
      const found = await finding.findOffers({
        clinicId: context.call.clinicId,
        typeId: type.id,
        ...(wanted ? { providerId: wanted.id } : {}),
        standing,
        owner: { callId: context.call.id },
        window: wish.window,
        now: context.now,
        offers: MAX_OFFERS,
      });
      if (found.kind === 'none') return nothingFree(wanted?.name, able.length > 1);
      const notes = [...(found.kind === 'later' ? [laterNote(found.first, context)] : []), ...approvalNote(type)];
      return succeeded({
        ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
        slots: await offerSlots(context, offers, found.slots),
        ...(type.feeNote === null ? {} : { fee: type.feeNote }),
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
      : 'Offer that the desk calls back.';
  return rejected('nothing_free', `No time is free${withWhom}. ${instead}`);
}
