import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import { InvalidInputError } from '../../common/errors/domain.error.js';
import type { Principal } from '../../common/http/access.decorators.js';
import { rowPlace } from '../../common/http/cursor.codec.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import { AuditLog } from '../audit-log.service.js';
import { ClinicZones } from '../clinic-zones.service.js';
import type { Actor } from '../compliance.types.js';
import type { Person } from '../records/kept-records.port.js';
import { redactText } from '../redaction/redaction.policy.js';
import { LegalHoldsRepository } from './legal-holds.repository.js';
import { toHoldItem, type HoldItem, type HoldListQuery, type NewHoldBody } from './legal-holds.types.js';
import { RetentionRepository } from './retention.repository.js';
import { HoldReleasedError, UnknownHoldError } from './retention.errors.js';
import type { HoldSubject, LegalHold, NewLegalHold } from './retention.types.js';

/** What must be kept for a court or an inquiry: neither retention nor erasure deletes it until the hold is released. */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly holds: LegalHoldsRepository,
    private readonly retention: RetentionRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** As a client of the API says it. @throws InvalidInputError when the clinic has no such patient or call. */
  order({ clinicId, actor }: Principal, { subject, reason }: NewHoldBody): Promise<HoldItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const meant = await this.meant(tx, clinicId, subject);
      return this.placeIn(tx, { clinicId, subject: meant, reason, actor });
    });
  }

  /** @throws InvalidInputError when the clinic has no such patient or call. */
  place(hold: NewLegalHold): Promise<HoldItem> {
    return this.database.inClinic(hold.clinicId, (tx) => this.placeIn(tx, hold));
  }

  /** @throws UnknownHoldError, HoldReleasedError */
  release(clinicId: ClinicId, id: string, actor: Actor): Promise<HoldItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const at = this.clock.now();
      const released = await this.holds.release(tx, { clinicId, id }, actor, at);
      const hold = await this.find(tx, clinicId, id);
      if (!released) throw new HoldReleasedError();
      await this.record(tx, clinicId, { actor, action: 'legal_hold.released', hold });
      return toHoldItem(hold, await this.zones.of(tx, clinicId));
    });
  }

  /** @throws UnknownHoldError */
  get({ clinicId, actor }: Principal, id: string): Promise<HoldItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const hold = await this.find(tx, clinicId, id);
      await this.record(tx, clinicId, { actor, action: 'legal_hold.read', hold });
      return toHoldItem(hold, await this.zones.of(tx, clinicId));
    });
  }

  /** The newest first. */
  list({ clinicId, actor }: Principal, { cursor, limit, ...filter }: HoldListQuery): Promise<Page<HoldItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const rows = await this.holds.list(tx, clinicId, filter, { after: cursor ?? null, limit: limit + 1 });
      const shown = rows.slice(0, limit);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'legal_holds.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: shown.flatMap(({ subject }) => (subject.kind === 'patient' ? [subject.patientId] : [])),
        detail: { holds: shown.length },
      });
      return pageOf(
        rows,
        limit,
        ({ placedAt, id }) => rowPlace(placedAt, id),
        (hold) => toHoldItem(hold, timeZone),
      );
    });
  }

  covers(tx: Tx, person: Person): Promise<boolean> {
    return this.holds.covers(tx, person);
  }

  private async placeIn(tx: Tx, placed: NewLegalHold): Promise<HoldItem> {
    const { clinicId, subject, actor } = placed;
    if (!(await this.holds.knows(tx, clinicId, subject))) throw unknownSubject(subject.kind);
    // Whoever deletes at this moment has deleted before the hold is there, or sees it.
    await this.retention.takeTurn(tx, clinicId);
    const id = randomUUID();
    await this.holds.insert(tx, id, { ...placed, reason: redactText(placed.reason, 'stored') }, this.clock.now());
    const hold = await this.find(tx, clinicId, id);
    await this.record(tx, clinicId, { actor, action: 'legal_hold.placed', hold });
    return toHoldItem(hold, await this.zones.of(tx, clinicId));
  }

  private async meant(tx: Tx, clinicId: ClinicId, subject: NewHoldBody['subject']): Promise<HoldSubject> {
    if (subject.kind === 'clinic') return subject;
    if (subject.kind === 'patient') return { kind: 'patient', patientId: subject.patientId as PatientId };
    const callId = await this.holds.callOf(tx, clinicId, subject.callSid);
    if (callId === null) throw unknownSubject('call');
    return { kind: 'call', callId };
  }

  private async find(tx: Tx, clinicId: ClinicId, id: string): Promise<LegalHold> {
    const hold = await this.holds.find(tx, clinicId, id);
    if (!hold) throw new UnknownHoldError();
    return hold;
  }

  private record(
    tx: Tx,
    clinicId: ClinicId,
    { actor, action, hold }: { actor: Actor; action: string; hold: LegalHold },
  ): Promise<void> {
    const { id, subject } = hold;
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

const unknownSubject = (kind: HoldSubject['kind']): InvalidInputError =>
  new InvalidInputError([
    { field: `/subject/${kind === 'call' ? 'callSid' : 'patientId'}`, detail: 'the clinic has none like it' },
  ]);
