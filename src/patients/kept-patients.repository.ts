import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { toDate } from '../common/time/instant-date.js';
import {
  ERASED,
  type ExportedSection,
  type Person,
  type RecordKeeper,
} from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';

/** Who somebody is. After an erasure the row is a tombstone, for visits and the audit trail to point at. */
@Injectable()
export class KeptPatients implements RecordKeeper, OnModuleInit {
  readonly name = 'patients';
  readonly models = ['Patient'] as const;
  readonly retention = [];

  constructor(
    private readonly keepers: RecordKeepers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async erase(tx: Tx, { clinicId, patientId }: Person): Promise<number> {
    await tx.patientRepresentative.deleteMany({
      where: { clinicId, OR: [{ patientId }, { representativeId: patientId }] },
    });
    await tx.patient.update({
      where: { clinicId_id: { clinicId, id: patientId } },
      data: {
        givenName: ERASED,
        familyName: ERASED,
        phone: null,
        birthDate: null,
        email: null,
        knownSince: null,
        erasedAt: toDate(this.clock.now()),
      },
    });
    return 1;
  }

  async remaining(tx: Tx, { clinicId, patientId }: Person): Promise<number> {
    const row = await tx.patient.findUnique({ where: { clinicId_id: { clinicId, id: patientId } } });
    if (!row) return 0;
    const { givenName, familyName, phone, birthDate, email, phoneIndex, phoneBirthIndex, familyBirthIndex } = row;
    const others = [phone, birthDate, email, phoneIndex, phoneBirthIndex, familyBirthIndex];
    return givenName === ERASED && familyName === ERASED && others.every((value) => value === null) ? 0 : 1;
  }

  async collect(tx: Tx, { clinicId, patientId }: Person): Promise<ExportedSection[]> {
    const row = await tx.patient.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id: patientId } },
      include: { representatives: true, represents: true },
    });
    const { givenName, familyName, phone, birthDate, email } = row;
    const identity = {
      'given name': givenName,
      'family name': familyName,
      phone,
      'birth date': birthDate,
      'e-mail': email,
      'known since': row.knownSince?.toISOString().slice(0, 10) ?? null,
      'on file since': row.createdAt.toISOString(),
      // Others are named by their ids: their names are theirs.
      'who may speak for you': row.representatives.map(
        ({ representativeId, relation }) => `${relation} ${representativeId}`,
      ),
      'whom you may speak for': row.represents.map((link) => `${link.relation} of ${link.patientId}`),
    };
    return [{ title: 'Who you are', rows: [identity] }];
  }
}
