import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import type { Principal } from '../../common/http/access.decorators.js';
import { toWallTimes } from '../../common/http/wall-time.types.js';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import { AuditLog } from '../audit-log.service.js';
import { ClinicZones } from '../clinic-zones.service.js';
import { UnknownPatientError } from '../export/export.errors.js';
import type { ErasureItem } from './erasure-records.types.js';
import { ErasureNotFoundError, ErasureRefusedError } from './erasure.errors.js';
import { Erasures } from './erasure.service.js';
import type { ErasureReason } from './erasure.types.js';
import { ErasuresRepository } from './erasures.repository.js';

/** Erasures as somebody orders them, and asks for their proof. */
@Injectable()
export class ErasureRecords {
  constructor(
    private readonly erasures: Erasures,
    private readonly proofs: ErasuresRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @throws UnknownPatientError, ErasureRefusedError, ErasureIncompleteError */
  async order({ clinicId, actor }: Principal, patientId: PatientId, reason: ErasureReason): Promise<ErasureItem> {
    const outcome = await this.erasures.erase({ clinicId, patientId, reason, actor });
    if (outcome.kind === 'unknown_patient') throw new UnknownPatientError();
    if (outcome.kind !== 'erased') throw new ErasureRefusedError(outcome.kind);
    return this.database.inClinic(clinicId, (tx) => this.found(tx, clinicId, patientId));
  }

  /** @throws ErasureNotFoundError */
  get({ clinicId, actor }: Principal, patientId: PatientId): Promise<ErasureItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const item = await this.found(tx, clinicId, patientId);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'erasure.read',
        subject: { kind: 'patient', id: patientId },
        patientIds: [patientId],
      });
      return item;
    });
  }

  private async found(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<ErasureItem> {
    const proof = await this.proofs.find(tx, clinicId, patientId);
    if (!proof) throw new ErasureNotFoundError();
    const { erasedAt, erasedBy, reason, removed } = proof;
    const timeZone = await this.zones.of(tx, clinicId);
    return {
      patientId,
      ...toWallTimes(timeZone, { erasedAt }),
      erasedBy,
      reason,
      removed,
      recordingsLeft: await this.erasures.leftElsewhere(tx, clinicId, patientId),
      timeZone,
    };
  }
}
