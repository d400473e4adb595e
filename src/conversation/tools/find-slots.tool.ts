import { z } from 'zod';
import type { FindingService } from '../../scheduling/finding.service.js';
import type { Slot } from '../../scheduling/scheduling.types.js';
import { pickOffers } from '../../scheduling/offers.policy.js';
import { resolveWhen, slotLabel } from '../../scheduling/spoken/when.policy.js';
import type { ClinicProfile } from '../../clinics/clinics.types.js';
import type { SlotOffersRepository } from './slot-offers.repository.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext } from './tool.types.js';

/** More than three times can't be kept in mind by somebody who only hears them. */
const MAX_OFFERS = 3;
const MAX_CANDIDATES = 200;
/** How far behind the wished day the next free time is looked for. */
const NEARBY_DAYS = 21;

export function findSlotsTool(profile: ClinicProfile, finding: FindingService, offers: SlotOffersRepository): Tool {
  const names = profile.appointmentTypes.map((type) => type.name);
  const described = profile.appointmentTypes.map((type) => `${type.name}: ${type.description}`).join(' ');
  return defineTool({
    name: 'find_slots',
    description: 'Finds free appointment times. Call it before offering any time; offer only what it returns.',
    mutates: false,
    schema: z.object({
      appointmentType: z.enum(names).describe(`What the visit is for. ${described}`),
      when: z
        .string()
        .max(200)
        .describe("When the caller wants to come in, in the caller's own words, such as 'next Tuesday morning'."),
    }),
    run: async ({ appointmentType, when }, context) => {
      const type = profile.appointmentTypes.find((candidate) => candidate.name === appointmentType);
      if (!type) return rejected('unknown_type', `Appointment types are: ${names.join(', ')}.`);
      const wish = resolveWhen(when, context.now, profile);
      if (wish.kind === 'unclear')
        return rejected('unclear_date', 'Ask the caller which day, and morning or afternoon.');
      if (wish.kind === 'ambiguous')
        return rejected('ambiguous_date', wish.question, { readings: wish.readings.map(({ label }) => label) });
      const search = { clinicId: context.call.clinicId, typeId: type.id, now: context.now, limit: MAX_CANDIDATES };
      const fitting = await finding.findSlots({ ...search, window: wish.window });
      if (fitting.length > 0) {
        return succeeded({
          slots: await offerSlots(context, offers, pickOffers(fitting, MAX_OFFERS)),
        });
      }
      // Any time of day will do then, from the wished day on.
      const { from } = wish.window;
      const next = await finding.findSlots({ ...search, window: { from, to: from.add({ days: NEARBY_DAYS }) } });
      if (next.length === 0) return rejected('nothing_free', 'No time is free. Offer that the desk calls back.');
      return succeeded({
        note: 'Nothing is free at that time. These are the nearest.',
        slots: await offerSlots(context, offers, pickOffers(next, MAX_OFFERS)),
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
