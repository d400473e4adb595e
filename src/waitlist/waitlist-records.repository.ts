import { Injectable } from '@nestjs/common';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type {
  AppointmentId,
  AppointmentTypeId,
  ClinicId,
  OperatoryId,
  ProviderId,
  WaitlistEntryId,
  WaitlistOfferId,
} from '../common/ids/ids.js';
import { fromDate } from '../common/time/instant-date.js';
import type { WaitlistEntry as EntryRow, WaitlistOffer as OfferRow } from '../generated/prisma/client.js';
import { toEntry } from './waitlist-entries.repository.js';
import type { OfferRecord, WaitlistQuery, WaitlistRecord } from './waitlist-records.types.js';
import type { OfferStatus } from './waitlist.types.js';

/** The waiting list as people at the desk see it, with what is over. */
@Injectable()
export class WaitlistRecordsRepository {
  async find(
    tx: Tx,
    clinicId: ClinicId,
    id: WaitlistEntryId,
  ): Promise<{ entry: WaitlistRecord; offers: OfferRecord[] } | null> {
    const row = await tx.waitlistEntry.findUnique({
      where: { clinicId_id: { clinicId, id } },
      include: { offers: { orderBy: [{ offeredAt: 'asc' }, { id: 'asc' }] } },
    });
    return row && { entry: toRecord(row), offers: row.offers.map(toOfferRecord) };
  }

  /** Those who came first first, after a place in that order. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { status, typeId, patientId }: Pick<WaitlistQuery, 'status' | 'typeId' | 'patientId'>,
    after: RowPlace | null,
    limit: number,
  ): Promise<WaitlistRecord[]> {
    const rows = await tx.waitlistEntry.findMany({
      where: {
        clinicId,
        ...(status ? { status } : {}),
        ...(typeId ? { typeId } : {}),
        ...(patientId ? { patientId } : {}),
        ...afterPlace(after, 'asc'),
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toRecord);
  }

  async hasType(tx: Tx, clinicId: ClinicId, id: AppointmentTypeId): Promise<boolean> {
    return (await tx.appointmentType.count({ where: { clinicId, id } })) > 0;
  }

  /** Of somebody who still works there. */
  async hasProvider(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<boolean> {
    return (await tx.provider.count({ where: { clinicId, id, active: true } })) > 0;
  }
}

const toRecord = (row: EntryRow): WaitlistRecord => ({
  ...toEntry(row),
  closedAt: row.closedAt && fromDate(row.closedAt),
});

const toOfferRecord = (row: OfferRow): OfferRecord => ({
  id: row.id as WaitlistOfferId,
  typeId: row.typeId as AppointmentTypeId,
  providerId: row.providerId as ProviderId,
  operatoryId: row.operatoryId as OperatoryId,
  startsAt: fromDate(row.startsAt),
  endsAt: fromDate(row.endsAt),
  status: row.status as OfferStatus,
  answerBy: fromDate(row.answerBy),
  phone: row.phone,
  offeredAt: fromDate(row.offeredAt),
  closedAt: row.closedAt && fromDate(row.closedAt),
  appointmentId: row.appointmentId as AppointmentId | null,
});
