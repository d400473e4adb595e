import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import { AuditLog } from '../audit-log.service.js';
import { AuditTrailRepository } from '../audit-trail.repository.js';
import type { ExportedSection } from '../records/kept-records.port.js';
import { PeopleRepository } from '../records/people.repository.js';
import { RecordKeepers } from '../records/record-keepers.service.js';
import { UnknownPatientError } from './export.errors.js';
import type { ExportOrder, PersonalRecord } from './export.types.js';

/** Collects all that is held on a person. Whoever asks for it leaves an entry. */
@Injectable()
export class PatientExport {
  constructor(
    private readonly keepers: RecordKeepers,
    private readonly people: PeopleRepository,
    private readonly trail: AuditTrailRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @throws UnknownPatientError */
  collect(order: ExportOrder): Promise<PersonalRecord> {
    const { clinicId, patientId, actor } = order;
    return this.database.inClinic(clinicId, async (tx) => {
      const now = this.clock.now();
      if (!(await this.people.find(tx, clinicId, patientId))) throw new UnknownPatientError();
      const person = await this.people.traces(tx, clinicId, patientId);
      const sections: ExportedSection[] = [];
      for (const keeper of this.keepers.all) sections.push(...(await keeper.collect(tx, person)));
      sections.push(await this.accesses(tx, order, now));
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'patient.exported',
        subject: { kind: 'patient', id: patientId },
        patientIds: [patientId],
      });
      return { patientId, exportedAt: now.toString(), sections };
    });
  }

  private async accesses(
    tx: Tx,
    { clinicId, patientId }: ExportOrder,
    now: Temporal.Instant,
  ): Promise<ExportedSection> {
    const accesses = await this.trail.accesses(tx, clinicId, patientId, { to: now });
    return {
      title: 'Who has read or changed it',
      rows: accesses.map(({ at, actor, action, subject, reason }) => ({
        at: at.toString(),
        who: `${actor.kind} ${actor.id}`,
        action,
        record: `${subject.kind} ${subject.id}`,
        reason,
      })),
    };
  }
}
