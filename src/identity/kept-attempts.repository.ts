import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { Sql } from '../common/database/sql.js';
import type { ClinicId } from '../common/ids/ids.js';
import type {
  ExportedSection,
  Person,
  RecordKeeper,
  RetentionTarget,
} from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';
import { Prisma } from '../generated/prisma/client.js';

/** Tries to be identified, and codes. That somebody was identified in a call stays: it is two ids and a time. */
@Injectable()
export class KeptAttempts implements RecordKeeper, OnModuleInit {
  readonly name = 'identity_attempts';
  readonly models = ['IdentityAttempt'] as const;
  readonly retention: readonly RetentionTarget[] = [
    {
      kind: 'identity_attempts',
      records: (clinicId) => this.attempts(clinicId),
      remove: async (tx, clinicId, ids) => {
        await tx.identityAttempt.deleteMany({ where: { clinicId, id: { in: [...ids] } } });
      },
    },
  ];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async erase(tx: Tx, person: Person): Promise<number> {
    const { clinicId, patientId } = person;
    const attempts = await tx.identityAttempt.deleteMany({ where: this.about(person) });
    const codes = await tx.identityCode.deleteMany({ where: { clinicId, patientId } });
    return attempts.count + codes.count;
  }

  async remaining(tx: Tx, person: Person): Promise<number> {
    const { clinicId, patientId } = person;
    const codes = await tx.identityCode.count({ where: { clinicId, patientId } });
    return codes + (await tx.identityAttempt.count({ where: this.about(person) }));
  }

  async collect(tx: Tx, person: Person): Promise<ExportedSection[]> {
    const { clinicId, patientId } = person;
    const proofs = await tx.callIdentity.findMany({ where: { clinicId, patientId }, orderBy: { verifiedAt: 'asc' } });
    const attempts = await tx.identityAttempt.findMany({ where: this.about(person), orderBy: { at: 'asc' } });
    return [
      {
        title: 'Calls in which you were identified',
        rows: proofs.map(({ callId, proof, verifiedAt }) => ({
          at: verifiedAt.toISOString(),
          by: proof,
          call: callId,
        })),
      },
      {
        title: 'Tries to be identified',
        rows: attempts.map(({ at, kind, succeeded, callerNumber }) => ({
          at: at.toISOString(),
          kind,
          succeeded,
          'from number': callerNumber,
        })),
      },
    ];
  }

  private about({ clinicId, callIds, numberIndexes }: Person): Prisma.IdentityAttemptWhereInput {
    return {
      clinicId,
      OR: [{ callId: { in: [...callIds] } }, { callerNumberIndex: { in: [...numberIndexes] } }],
    };
  }

  private attempts(clinicId: ClinicId): Sql {
    return Prisma.sql`
      SELECT a.id, a.at, a.call_id, NULL::uuid AS patient_id,
        EXISTS (SELECT FROM held_calls h WHERE h.clinic_id = a.clinic_id AND h.call_id = a.call_id) AS held
      FROM identity_attempts a WHERE a.clinic_id = ${clinicId}::uuid`;
  }
}
