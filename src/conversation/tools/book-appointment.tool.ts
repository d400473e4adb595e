import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { normalisePhone } from '../../common/validation/phone.js';
import type { DeskTasks } from '../../desk/desk-tasks.service.js';
import type { NewDeskTask } from '../../desk/desk.types.js';
import type { BookingTexts } from '../../messaging/booking-texts.service.js';
import { nameKey } from '../../patients/patient-match.policy.js';
import type { BookingsService } from '../../scheduling/bookings.service.js';
import type { Appointment, BookOutcome, BookRequest } from '../../scheduling/scheduling.types.js';
import { slotLabel } from '../../scheduling/spoken/when.policy.js';
import { offerSlots } from './find-slots.tool.js';
import { reachableAt } from './keyed-phone.policy.js';
import type { SlotOffersRepository } from './slot-offers.repository.js';
import { defineTool, rejected, succeeded, type Tool, type ToolContext, type ToolOutcome } from './tool.types.js';

export function bookAppointmentTool(
  bookings: BookingsService,
  offers: SlotOffersRepository,
  texts: BookingTexts,
  tasks: DeskTasks,
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
        idempotencyKey: keyFor(context, slotId, patientName),
        actor: { kind: 'agent', id: 'receptionist' },
        now,
      };
      // Written with the booking: whoever is told by the record that there is a visit gets the text, too, and what the desk has
      // to agree to first waits there.
      const outcome = await bookings.book(request, (tx, appointment) =>
        appointment.status === 'requested'
          ? tasks.askToCallBack(tx, taskFor(appointment, context, number, patientName))
          : texts.confirm(tx, { clinic: profile, appointment, to: number, callId: call.id }),
      );
      if (outcome.kind === 'booked') return succeeded(booked(outcome.appointment, context));
      if (outcome.kind === 'slot_taken') {
        // The name may have been spelled in another way the first time.
        if (await bookings.hasBooked(call.clinicId, call.id, slot)) {
          return rejected(
            'already_booked',
            'This time is already booked in this call. Ask whether it is for somebody else, who needs another time.',
          );
        }
        const slots = await offerSlots(context, offers, outcome.alternatives);
        return slots.length > 0
          ? rejected('slot_taken', 'That time has just been taken. Offer the others.', { slots })
          : rejected('slot_taken', 'That time has just been taken, and none near it is free. Ask for another day.');
      }
      return refused(outcome, number === normalisePhone(call.fromNumber));
    },
  });
}

/** One booking for each time and patient of a call. Names are not stored in keys; the call makes their hash its own. */
function keyFor({ call }: ToolContext, slotId: string, patientName: string): string {
  const name = nameKey(patientName).replaceAll(' ', '');
  return `${call.id}:${slotId}:${createHash('sha256').update(`${call.id}:${name}`).digest('hex')}`;
}

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

/** One answer for whatever the desk has to look at, so that nobody learns by asking who is a patient here. */
const NOT_BY_PHONE = rejected('not_by_phone', 'This can not be booked by phone. Offer to take a message for the desk.');

function refused(outcome: Exclude<BookOutcome, { kind: 'booked' | 'slot_taken' }>, callsForSelf: boolean): ToolOutcome {
  switch (outcome.kind) {
    case 'given_up':
      return rejected(
        'given_up',
        'That visit was booked in this call, and has been cancelled or moved since. Nothing is booked now. Offer another time.',
      );
    // What stands in the way is known of the patient, not of the caller. Caller ID is only a hint: no counts, and nothing of
    // their visits, whoever calls.
    case 'patient_busy':
      return callsForSelf
        ? rejected('time_conflict', 'That time can not be booked for them. Offer another time.')
        : NOT_BY_PHONE;
    case 'too_many_open':
      return callsForSelf
        ? rejected('too_many_visits', 'No more can be booked by phone. Offer to take a message.')
        : NOT_BY_PHONE;
    case 'not_eligible':
      return callsForSelf
        ? rejected(
            'not_eligible',
            'That type can not be booked for them by phone. Offer another type or to take a message.',
          )
        : NOT_BY_PHONE;
    case 'not_by_phone':
      return NOT_BY_PHONE;
  }
}

function keyedBirthDate({ keyed }: ToolContext): Temporal.PlainDate | null {
  return keyed.birth_date === undefined ? null : Temporal.PlainDate.from(keyed.birth_date);
}

function splitName(full: string): { givenName: string; familyName: string } | null {
  const words = full.split(/\s+/);
  const familyName = words.pop();
  return familyName && words.length > 0 ? { givenName: words.join(' '), familyName } : null;
}
