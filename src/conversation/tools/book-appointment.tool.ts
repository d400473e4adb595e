import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { BookingTexts } from '../../messaging/booking-texts.service.js';
import type { SchedulingService } from '../../scheduling/scheduling.service.js';
import type { BookRequest } from '../../scheduling/scheduling.types.js';
import { slotLabel } from '../../scheduling/spoken/when.policy.js';
import { offerSlots } from './find-slots.tool.js';
import { reachableAt } from './keyed-phone.policy.js';
import type { SlotOffersRepository } from './slot-offers.repository.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext } from './tool.types.js';

export function bookAppointmentTool(
  scheduling: SchedulingService,
  offers: SlotOffersRepository,
  texts: BookingTexts,
): Tool {
  return defineTool({
    name: 'book_appointment',
    description: 'Books one of the offered times. Call it once the caller has chosen a time and given a full name.',
    mutates: true,
    schema: z.object({
      slotId: z.string().max(40).describe('The slotId of the offered time that the caller chose.'),
      patientName: z.string().trim().min(1).max(120).describe("The patient's first and last name."),
      phone: z
        .string()
        .max(40)
        .optional()
        .describe(
          "A phone number for the visit, only if it is another one than the number the caller is calling from; 'keyed' for one they keyed in.",
        ),
    }),
    run: async ({ slotId, patientName, phone }, context) => {
      const { call, profile, now } = context;
      const slot = await offers.find(context, slotId);
      if (!slot) return rejected('unknown_slot', 'That slotId was not offered in this call. Use find_slots first.');
      const name = splitName(patientName);
      if (!name) return rejected('name_incomplete', 'Ask for the first and the last name.');
      const number = reachableAt(phone, call.fromNumber, context.keyed);
      if (!number) return rejected('phone_needed', 'Ask for a phone number with area code.');
      const request: BookRequest = {
        clinicId: call.clinicId,
        slot,
        patient: { ...name, phone: number, birthDate: keyedBirthDate(context) },
        callId: call.id,
        idempotencyKey: `${call.id}:${slotId}`,
        actor: { kind: 'agent', id: 'receptionist' },
        now,
      };
      // Written with the booking: whoever is told by the record that there is a visit gets the text, too.
      const outcome = await scheduling.book(request, (tx, appointment) =>
        texts.confirm(tx, { clinic: profile, appointment, to: number, callId: call.id }),
      );
      switch (outcome.kind) {
        case 'booked':
          return succeeded({ booked: true, label: slotLabel(outcome.appointment, profile.timeZone, now) });
        case 'slot_taken':
          return rejected('slot_taken', 'Somebody else has just taken that time. Offer the others.', {
            slots: await offerSlots(context, offers, outcome.alternatives),
          });
        case 'patient_busy':
          return rejected('time_conflict', 'The patient has another visit at that time. Offer another time.');
      }
    },
  });
}

function keyedBirthDate({ keyed }: ToolContext): Temporal.PlainDate | null {
  return keyed.birth_date === undefined ? null : Temporal.PlainDate.from(keyed.birth_date);
}

function splitName(full: string): { givenName: string; familyName: string } | null {
  const words = full.split(/\s+/);
  const familyName = words.pop();
  return familyName && words.length > 0 ? { givenName: words.join(' '), familyName } : null;
}
