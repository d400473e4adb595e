import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { readable, UNREADABLE } from '../common/crypto/clinic-sealer.js';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import { tokenOf } from '../common/database/sealing/sealed-fields.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Patient as PatientRow, Prisma } from '../generated/prisma/client.js';
import {
  SEALED_DETAILS,
  type PatientCriterion,
  type PatientDetails,
  type PatientRecord,
} from './patient-records.types.js';

/** Whole records, as people at the desk see and change them. */
@Injectable()
export class PatientRecordsRepository {
  /** Erased ones as well. As in a list, what can't be opened is left out: somebody at the desk may know it. */
  async find(tx: Tx, clinicId: ClinicId, id: PatientId): Promise<PatientRecord | null> {
    const [row] = await tx.patient.findMany({ where: { clinicId, id } });
    return row ? toRecord(row) : null;
  }

  /** Those who were not erased, the newest first, after a place in that order. @param criterion null: everybody */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    criterion: PatientCriterion | null,
    after: RowPlace | null,
    limit: number,
  ): Promise<PatientRecord[]> {
    const rows = await tx.patient.findMany({
      where: {
        clinicId,
        erasedAt: null,
        ...(criterion ? await this.meeting(tx, clinicId, criterion) : {}),
        ...afterPlace(after, 'desc'),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.map(toRecord);
  }

  async insert(tx: Tx, clinicId: ClinicId, { id, createdAt, erasedAt: _, ...details }: PatientRecord): Promise<void> {
    await tx.patient.create({ data: { clinicId, id, ...columnsOf(details), createdAt: toDate(createdAt) } });
  }

  /** All of the details: tokens are made of several of them. */
  async update(tx: Tx, clinicId: ClinicId, id: PatientId, details: PatientDetails): Promise<void> {
    await tx.patient.update({ where: { clinicId_id: { clinicId, id } }, data: columnsOf(details) });
  }

  private async meeting(tx: Tx, clinicId: ClinicId, criterion: PatientCriterion): Promise<Prisma.PatientWhereInput> {
    if (criterion.by === 'phone') return { phone: criterion.phone };
    const sealer = await tx.$sealer(clinicId);
    const born = criterion.birthDate.toString();
    return criterion.by === 'phone_and_birth_date'
      ? { phoneBirthIndex: tokenOf(sealer, 'Patient', 'phoneBirthIndex', [criterion.phone, born]) }
      : { familyBirthIndex: tokenOf(sealer, 'Patient', 'familyBirthIndex', [criterion.familyName, born]) };
  }
}

const toDay = (iso: string | null): Temporal.PlainDate | null => (iso === null ? null : Temporal.PlainDate.from(iso));

const columnsOf = ({ givenName, familyName, phone, birthDate, email, knownSince }: PatientDetails) => ({
  givenName,
  familyName,
  phone,
  birthDate: birthDate?.toString() ?? null,
  email,
  knownSince: knownSince && toDateColumn(knownSince),
});

const toRecord = (row: PatientRow): PatientRecord => ({
  id: row.id as PatientId,
  unreadable: SEALED_DETAILS.filter((field) => row[field] === UNREADABLE),
  givenName: readable(row.givenName) ?? '',
  familyName: readable(row.familyName) ?? '',
  phone: readable(row.phone),
  birthDate: toDay(readable(row.birthDate)),
  email: readable(row.email),
  knownSince: row.knownSince && fromDateColumn(row.knownSince),
  createdAt: fromDate(row.createdAt),
  erasedAt: row.erasedAt && fromDate(row.erasedAt),
});
