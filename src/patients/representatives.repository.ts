import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { PatientRepresentative as LinkRow } from '../generated/prisma/client.js';
import type { Relation, Representative, RepresentativeKey } from './representatives.types.js';

const NAMED = { representative: { select: { givenName: true, familyName: true } } } as const;

@Injectable()
export class RepresentativesRepository {
  /** Those who may speak for a patient, the oldest entry first, after a place in that order. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    patientId: PatientId,
    after: RowPlace | null,
    limit: number,
  ): Promise<Representative[]> {
    const rows = await tx.patientRepresentative.findMany({
      where: {
        clinicId,
        patientId,
        ...afterPlace(after, 'asc', { at: 'createdAt', id: 'representativeId' }),
      },
      include: NAMED,
      orderBy: [{ createdAt: 'asc' }, { representativeId: 'asc' }],
      take: limit,
    });
    return rows.map(toRepresentative);
  }

  async find(tx: Tx, key: RepresentativeKey): Promise<Representative | null> {
    const row = await tx.patientRepresentative.findUnique({
      where: { clinicId_patientId_representativeId: key },
      include: NAMED,
    });
    return row && toRepresentative(row);
  }

  /** Who is a representative already gets another relation and stays one since then. */
  async put(tx: Tx, key: RepresentativeKey, relation: Relation, now: Temporal.Instant): Promise<void> {
    await tx.patientRepresentative.upsert({
      where: { clinicId_patientId_representativeId: key },
      create: { ...key, relation, createdAt: toDate(now) },
      update: { relation },
    });
  }

  async remove(tx: Tx, key: RepresentativeKey): Promise<void> {
    await tx.patientRepresentative.deleteMany({ where: { ...key } });
  }
}

const toRepresentative = (
  row: LinkRow & { representative: { givenName: string; familyName: string } },
): Representative => ({
  representativeId: row.representativeId as PatientId,
  givenName: row.representative.givenName,
  familyName: row.representative.familyName,
  relation: row.relation as Relation,
  createdAt: fromDate(row.createdAt),
});
