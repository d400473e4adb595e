import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import { fromDate } from '../../common/time/instant-date.js';
import { AuditLog } from '../audit-log.service.js';
import type { ErasureObstacle, Person } from '../records/kept-records.port.js';
import { PeopleRepository } from '../records/people.repository.js';
import { RecordKeepers } from '../records/record-keepers.service.js';
import { LegalHolds } from '../retention/legal-holds.service.js';
import { Retention } from '../retention/retention.service.js';
import { ErasureIncompleteError } from './erasure.errors.js';
import type { ErasureOrder, ErasureOutcome } from './erasure.types.js';
import { ErasuresRepository } from './erasures.repository.js';

type Refusal = Exclude<ErasureOutcome, { kind: 'erased' }>;

/**
 * Removes a person from all that is kept: what they said and are called is gone, the bones of visits and calls stay. It happens in
 * one transaction, which looks at its own work before it ends. Recordings at the carrier go after it.
 */
@Injectable()
export class Erasures {
  constructor(
    private readonly keepers: RecordKeepers,
    private readonly people: PeopleRepository,
    private readonly erasures: ErasuresRepository,
    private readonly holds: LegalHolds,
    private readonly retention: Retention,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @throws ErasureIncompleteError */
  async erase(order: ErasureOrder): Promise<ErasureOutcome> {
    const { clinicId, patientId } = order;
    const done = await this.database.inClinic(clinicId, async (tx) => {
      // A hold that is placed at this moment is there before, or comes after.
      await this.retention.takeTurn(tx, clinicId);
      await this.people.lock(tx, clinicId, patientId);
      const person = await this.people.traces(tx, clinicId, patientId);
      return (await this.refusal(tx, person)) ?? { person, removed: await this.eraseHere(tx, order, person) };
    });
    if ('kind' in done) return done;
    const recordingsLeft = await this.eraseElsewhere(done.person);
    return { kind: 'erased', removed: done.removed, recordingsLeft };
  }

  /** What still has content of an erased person, by what keeps it; empty when all is gone. For whoever wants to see it again. */
  remaining(clinicId: ClinicId, patientId: PatientId): Promise<Record<string, number>> {
    return this.database.inClinic(clinicId, async (tx) =>
      this.contentOf(tx, await this.people.traces(tx, clinicId, patientId)),
    );
  }

  /** Recordings of an erased person that the carrier has still. */
  async leftElsewhere(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<number> {
    return this.elsewhere(tx, await this.people.traces(tx, clinicId, patientId));
  }

  private async refusal(tx: Tx, person: Person): Promise<Refusal | null> {
    const patient = await this.people.find(tx, person.clinicId, person.patientId);
    if (!patient) return { kind: 'unknown_patient' };
    if (patient.erasedAt) return { kind: 'already_erased', at: fromDate(patient.erasedAt) };
    if (await this.holds.covers(tx, person)) return { kind: 'on_legal_hold' };
    const obstacle = await this.obstacle(tx, person);
    return obstacle && { kind: obstacle };
  }

  private async obstacle(tx: Tx, person: Person): Promise<ErasureObstacle | null> {
    for (const keeper of this.keepers.all) {
      const obstacle = await keeper.obstacle?.(tx, person, this.clock.now());
      if (obstacle) return obstacle;
    }
    return null;
  }

  private async eraseHere(tx: Tx, order: ErasureOrder, person: Person): Promise<Record<string, number>> {
    const { clinicId, patientId, actor, reason } = order;
    const at = this.clock.now();
    const removed: Record<string, number> = {};
    for (const keeper of this.keepers.all) removed[keeper.name] = await keeper.erase(tx, person);
    const left = Object.keys(await this.contentOf(tx, person));
    if (left.length > 0) throw new ErasureIncompleteError(left);
    await this.erasures.insert(tx, order, person, { removed, at });
    await this.audit.record(tx, {
      clinicId,
      at,
      actor,
      action: 'patient.erased',
      subject: { kind: 'patient', id: patientId },
      patientIds: [patientId],
      reason,
      detail: removed,
    });
    return removed;
  }

  private async contentOf(tx: Tx, person: Person): Promise<Record<string, number>> {
    const left: Record<string, number> = {};
    for (const keeper of this.keepers.all) {
      const rows = await keeper.remaining(tx, person);
      if (rows > 0) left[keeper.name] = rows;
    }
    return left;
  }

  /** The daily job does the same, for what is left now. */
  private async eraseElsewhere(person: Person): Promise<number> {
    await this.retention.run(person.clinicId, ['recordings']);
    return this.database.inClinic(person.clinicId, (tx) => this.elsewhere(tx, person));
  }

  private async elsewhere(tx: Tx, person: Person): Promise<number> {
    let left = 0;
    for (const keeper of this.keepers.all) left += (await keeper.elsewhere?.(tx, person)) ?? 0;
    return left;
  }
}
