import { Injectable } from '@nestjs/common';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId } from '../common/ids/ids.js';
import type { Appointment } from '../scheduling/scheduling.types.js';
import { bookedText, cancelledText } from './text-templates.builder.js';
import { Texts } from './texts.service.js';
import { movedText } from './visit-texts.builder.js';

export interface VisitNews {
  clinic: Pick<Clinic, 'id' | 'name' | 'timeZone'>;
  appointment: Pick<Appointment, 'id' | 'startsAt'>;
  /** Where the patient is reached, as it was said or sent. */
  to: string;
  /** The call in which it happened; null when it was none. */
  callId: CallId | null;
}

/** What is texted about what becomes of visits. */
@Injectable()
export class BookingTexts {
  constructor(
    private readonly texts: Texts,
    private readonly clock: Clock,
  ) {}

  /** Tells the patient when to come. Belongs into the transaction that books: see `BookingsService.book`. */
  confirm(tx: Tx, news: VisitNews): Promise<void> {
    const { clinic, appointment } = news;
    return this.queue(tx, news, 'confirmation', bookedText(clinic, appointment.startsAt, this.clock.now()));
  }

  /** The same for the visit that has taken the place of another one. */
  moved(tx: Tx, news: VisitNews): Promise<void> {
    const { clinic, appointment } = news;
    return this.queue(tx, news, 'confirmation', movedText(clinic, appointment.startsAt, this.clock.now()));
  }

  /** Tells the patient that they need not come. Belongs into the transaction that cancels. */
  cancelled(tx: Tx, news: VisitNews): Promise<void> {
    const { clinic, appointment } = news;
    return this.queue(tx, news, 'cancelled', cancelledText(clinic, appointment.startsAt, this.clock.now()));
  }

  private queue(
    tx: Tx,
    { clinic, appointment, to, callId }: VisitNews,
    what: 'confirmation' | 'cancelled',
    body: string,
  ): Promise<void> {
    return this.texts.queue(tx, {
      clinicId: clinic.id,
      // Only who is expected is asked whether they will come.
      kind: what === 'cancelled' ? 'details' : what,
      to,
      body,
      idempotencyKey: `${what}:${appointment.id}`,
      callId,
      appointmentId: appointment.id,
    });
  }
}
