import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { AuditLog } from '../audit-log.service.js';
import type { Actor } from '../compliance.types.js';
import type { Person } from '../records/kept-records.port.js';
import { LegalHoldsRepository } from './legal-holds.repository.js';
import { RetentionRepository } from './retention.repository.js';
import { UnknownHoldError, UnknownHoldSubjectError } from './retention.errors.js';
import type { HoldSubject, LegalHold, NewLegalHold } from './retention.types.js';

/** What must be kept for a court or an inquiry: neither retention nor erasure deletes it until the hold is released. */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly holds: LegalHoldsRepository,
    private readonly retention: RetentionRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @throws UnknownHoldSubjectError */
  place(hold: NewLegalHold): Promise<string> {
    const { clinicId, subject, actor } = hold;
    return this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.holds.knows(tx, clinicId, subject))) throw new UnknownHoldSubjectError();
      // Whoever deletes at this moment has deleted before the hold is there, or sees it.
      await this.retention.takeTurn(tx, clinicId);
      const id = randomUUID();
      await this.holds.insert(tx, id, hold, this.clock.now());
      await this.record(tx, clinicId, { actor, action: 'legal_hold.placed', id, subject });
      return id;
    });
  }

  /** @throws UnknownHoldError */
  release(clinicId: ClinicId, id: string, actor: Actor): Promise<void> {
    return this.database.inClinic(clinicId, async (tx) => {
      const released = await this.holds.release(tx, { clinicId, id }, actor, this.clock.now());
      if (!released) throw new UnknownHoldError();
      await this.record(tx, clinicId, { actor, action: 'legal_hold.released', id, subject: released.subject });
    });
  }

  list(clinicId: ClinicId): Promise<LegalHold[]> {
    return this.database.inClinic(clinicId, (tx) => this.holds.list(tx, clinicId));
  }

  covers(tx: Tx, person: Person): Promise<boolean> {
    return this.holds.covers(tx, person);
  }

  private record(
    tx: Tx,
    clinicId: ClinicId,
    { actor, action, id, subject }: { actor: Actor; action: string; id: string; subject: HoldSubject },
  ): Promise<void> {
    return this.audit.record(tx, {
      clinicId,
      at: this.clock.now(),
      actor,
      action,
      subject: { kind: 'legal_hold', id },
      ...(subject.kind === 'patient' ? { patientIds: [subject.patientId] } : {}),
      ...(subject.kind === 'call' ? { callId: subject.callId } : {}),
      detail: { of: subject.kind },
    });
  }
}
