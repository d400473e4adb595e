import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type {
  AppointmentId,
  AppointmentTypeId,
  ClinicId,
  OperatoryId,
  PatientId,
  ProviderId,
  WaitlistEntryId,
  WaitlistOfferId,
} from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { WaitlistOffer as OfferRow } from '../generated/prisma/client.js';
import type { OfferStatus, OfferTerms, WaitlistOffer } from './waitlist.types.js';

const OF_PATIENT = { entry: { select: { patientId: true } } } as const;

@Injectable()
export class WaitlistOffersRepository {
  async termsOf(tx: Tx, clinicId: ClinicId): Promise<Pick<OfferTerms, 'timeZone' | 'hours' | 'answerMinutes'>> {
    const row = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId } });
    return {
      timeZone: row.timeZone,
      hours: { fromMinute: row.outboundFromMinute, untilMinute: row.outboundUntilMinute },
      answerMinutes: row.waitlistAnswerMinutes,
    };
  }

  async insert(tx: Tx, clinicId: ClinicId, offer: WaitlistOffer, at: Temporal.Instant): Promise<void> {
    const { startsAt, endsAt, answerBy, patientId: _, ...rest } = offer;
    await tx.waitlistOffer.createMany({
      data: {
        clinicId,
        ...rest,
        startsAt: toDate(startsAt),
        endsAt: toDate(endsAt),
        answerBy: toDate(answerBy),
        offeredAt: toDate(at),
      },
    });
  }

  async find(tx: Tx, clinicId: ClinicId, id: WaitlistOfferId): Promise<WaitlistOffer | null> {
    const row = await tx.waitlistOffer.findUnique({ where: { clinicId_id: { clinicId, id } }, include: OF_PATIENT });
    return row && toOffer(row);
  }

  /** The last one that was made to this number. */
  async lastTo(tx: Tx, clinicId: ClinicId, phone: string): Promise<WaitlistOffer | null> {
    const row = await tx.waitlistOffer.findFirst({
      where: { clinicId, phone },
      orderBy: [{ offeredAt: 'desc' }, { id: 'desc' }],
      include: OF_PATIENT,
    });
    return row && toOffer(row);
  }

  async openOf(tx: Tx, clinicId: ClinicId, entryId: WaitlistEntryId): Promise<WaitlistOffer | null> {
    const row = await tx.waitlistOffer.findFirst({ where: { clinicId, entryId, status: 'open' }, include: OF_PATIENT });
    return row && toOffer(row);
  }

  /** Open ones, of all entries or of one, to somebody who is off the list or whose own visit is no later any more. */
  async pointless(tx: Tx, clinicId: ClinicId, only: WaitlistEntryId | null): Promise<WaitlistOffer[]> {
    const rows = await tx.waitlistOffer.findMany({
      where: { clinicId, status: 'open', ...(only && { entryId: only }) },
      orderBy: { id: 'asc' },
      include: { entry: { select: { patientId: true, closedAt: true, appointment: { select: { startsAt: true } } } } },
    });
    return rows
      .filter(({ startsAt, entry }) => entry.closedAt || (entry.appointment && entry.appointment.startsAt <= startsAt))
      .map(toOffer);
  }

  /** False when it was not open any more. */
  async close(
    tx: Tx,
    clinicId: ClinicId,
    id: WaitlistOfferId,
    { status, appointmentId }: { status: Exclude<OfferStatus, 'open'>; appointmentId: AppointmentId | null },
    at: Temporal.Instant,
  ): Promise<boolean> {
    const data = { status, appointmentId, closedAt: toDate(at) };
    const { count } = await tx.waitlistOffer.updateMany({ where: { clinicId, id, status: 'open' }, data });
    return count === 1;
  }
}

const toOffer = (row: OfferRow & { entry: { patientId: string } }): WaitlistOffer => ({
  id: row.id as WaitlistOfferId,
  entryId: row.entryId as WaitlistEntryId,
  patientId: row.entry.patientId as PatientId,
  typeId: row.typeId as AppointmentTypeId,
  providerId: row.providerId as ProviderId,
  operatoryId: row.operatoryId as OperatoryId,
  startsAt: fromDate(row.startsAt),
  endsAt: fromDate(row.endsAt),
  status: row.status as OfferStatus,
  answerBy: fromDate(row.answerBy),
  phone: row.phone,
});
