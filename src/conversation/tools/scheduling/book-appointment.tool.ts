import { z } from 'zod';
import { RECEPTIONIST } from '../../../compliance/compliance.types.js';
import type { DeskTasks } from '../../../desk/desk-tasks.service.js';
import type { NewDeskTask } from '../../../desk/desk.types.js';
import type { CallIdentities } from '../../../identity/call-identities.service.js';
import type { BookingTexts } from '../../../messaging/booking-texts.service.js';
import type { BookingsService } from '../../../scheduling/bookings.service.js';
import type { Appointment } from '../../../scheduling/scheduling.types.js';
import { slotLabel } from '../../../scheduling/spoken/when.policy.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext } from '../tool.types.js';
import { bookingRefused, UNKNOWN_SLOT } from './booking-refusals.policy.js';
import { slotTaken } from './find-slots.tool.js';
import type { SlotOffersRepository } from './slot-offers.repository.js';
import { whoComes, whoFields } from './who-comes.js';

export function bookAppointmentTool(
  bookings: BookingsService,
  offers: SlotOffersRepository,
  texts: BookingTexts,
  tasks: DeskTasks,
  identities: CallIdentities,
): Tool {
  return defineTool({
    name: 'book_appointment',
    description: 'Books one of the offered times. Call it once the caller has chosen a time and given a full name.',
    mutates: true,
    schema: z.object({
      slotId: z.string().max(40).describe('The slotId of the offered time that the caller chose.'),
      ...whoFields,
    }),
    run: async ({ slotId, ...introduction }, context) => {
      const { call, profile, now } = context;
      const slot = await offers.find(context, slotId);
      if (!slot) return UNKNOWN_SLOT;
      const who = await whoComes(introduction, context, identities, 'book_appointment');
      if (who.kind === 'refused') return who.outcome;
      // Written with the booking: whoever is told by the record that there is a visit gets the text, too, and what the desk has
      // to agree to first waits there.
      const outcome = await bookings.book(
        {
          clinicId: call.clinicId,
          slot,
          patient: who.patient,
          callId: call.id,
          // One booking for each time and patient of a call. Names are not stored in keys.
          idempotencyKey: `${call.id}:${slotId}:${who.key}`,
          actor: RECEPTIONIST,
          now,
        },
        (tx, appointment) =>
          appointment.status === 'requested'
            ? tasks.askToCallBack(tx, taskFor(appointment, context, who.number, introduction.patientName))
            : texts.confirm(tx, { clinic: profile, appointment, to: who.number, callId: call.id }),
      );
      if (outcome.kind === 'booked') return succeeded(booked(outcome.appointment, context));
      if (outcome.kind !== 'slot_taken') return bookingRefused(outcome, who.isTheirs);
      // The name may have been spelled in another way the first time.
      if (await bookings.hasBooked(call.clinicId, call.id, slot)) {
        return rejected(
          'already_booked',
          'This time is already booked in this call. Ask whether it is for somebody else, who needs another time.',
        );
      }
      return slotTaken(context, offers, outcome.alternatives);
    },
  });
}

/** With its id: whoever has just booked may change their mind. */
function booked(appointment: Appointment, { profile, now }: ToolContext): Record<string, unknown> {
  const label = slotLabel(appointment, profile.timeZone, now);
  const preparation = profile.appointmentTypes.find(({ id }) => id === appointment.typeId)?.preparation ?? null;
  return {
    ...(appointment.status === 'requested'
      ? {
          requested: true,
          label,
          note: 'The time is kept. It is booked once the practice has agreed; somebody calls back.',
        }
      : { booked: true, label }),
    appointmentId: appointment.id,
    ...(preparation === null ? {} : { preparation }),
  };
}

function taskFor(
  appointment: Appointment,
  { call, profile, now }: ToolContext,
  callerNumber: string,
  callerName: string,
): NewDeskTask {
  const when = slotLabel(appointment, profile.timeZone, now);
  return {
    clinicId: call.clinicId,
    origin: 'message',
    originKey: `request:${appointment.id}`,
    callId: call.id,
    callerNumber,
    callerName,
    note: `Asks for a visit that has to be agreed to: ${appointment.typeName}, ${when}. The time is kept.`,
  };
}
