import { Injectable } from '@nestjs/common';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { CallId } from '../common/ids/ids.js';
import type { Appointment } from '../scheduling/scheduling.types.js';
import { DetailTextsRepository } from './detail-texts.repository.js';
import { Texts } from './texts.service.js';
import { addressText, visitDetailsText } from './visit-texts.builder.js';

/** Nobody needs more, and each costs money. */
const MAX_PER_CALL = 3;

export interface WantedDetails {
  clinic: Pick<Clinic, 'id' | 'name' | 'timeZone' | 'address' | 'directions'>;
  /** When the visit is; null: where the clinic is. */
  appointment: Pick<Appointment, 'id' | 'startsAt'> | null;
  to: string;
  callId: CallId;
}

/** What callers want to have in writing. */
@Injectable()
export class DetailTexts {
  constructor(
    private readonly asked: DetailTextsRepository,
    private readonly texts: Texts,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** False when a text to this E.164 number would only be written down. */
  canReach(clinicId: Clinic['id'], number: string): Promise<boolean> {
    return this.database.inClinic(clinicId, (tx) => this.texts.canReach(tx, clinicId, number));
  }

  /** The same again in one call sends nothing. False when the call has had as many as it gets. */
  send({ clinic, appointment, to, callId }: WantedDetails): Promise<boolean> {
    const prefix = `details:${callId}:`;
    const idempotencyKey = `${prefix}${appointment?.id ?? 'address'}`;
    return this.database.inClinic(clinic.id, async (tx) => {
      const sent = await this.asked.keysOf(tx, clinic.id, callId, prefix);
      if (sent.includes(idempotencyKey)) return true;
      if (sent.length >= MAX_PER_CALL) return false;
      const body = appointment ? visitDetailsText(clinic, appointment.startsAt, this.clock.now()) : addressText(clinic);
      await this.texts.queue(tx, {
        clinicId: clinic.id,
        kind: 'details',
        to,
        body,
        idempotencyKey,
        callId,
        appointmentId: appointment?.id ?? null,
      });
      return true;
    });
  }
}
