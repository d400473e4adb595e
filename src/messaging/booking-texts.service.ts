import { Injectable } from '@nestjs/common';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId } from '../common/ids/ids.js';
import type { Appointment } from '../scheduling/scheduling.types.js';
import { bookedText } from './text-templates.builder.js';
import { Texts } from './texts.service.js';

export interface BookedVisit {
  clinic: Pick<Clinic, 'id' | 'name' | 'timeZone'>;
  appointment: Pick<Appointment, 'id' | 'startsAt'>;
  /** Where the patient is reached, as it was said or sent. */
  to: string;
  /** The call that booked it; null when none did. */
  callId: CallId | null;
}

/** What is texted about bookings. */
@Injectable()
export class BookingTexts {
  constructor(
    private readonly texts: Texts,
    private readonly clock: Clock,
  ) {}

  /** Tells the patient when to come. Belongs into the transaction that books: see `BookingsService.book`. */
  async confirm(tx: Tx, { clinic, appointment, to, callId }: BookedVisit): Promise<void> {
    await this.texts.queue(tx, {
      clinicId: clinic.id,
      kind: 'confirmation',
      to,
      body: bookedText(clinic, appointment.startsAt, this.clock.now()),
      idempotencyKey: `confirmation:${appointment.id}`,
      callId,
      appointmentId: appointment.id,
    });
  }
}
