import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { normalisePhone } from '../common/validation/phone.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { PatientsService } from '../patients/patients.service.js';
import { OfferEndings } from './offer-endings.service.js';
import { WaitlistEntriesRepository } from './waitlist-entries.repository.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { WaitlistEntryNotFoundError } from './waitlist.errors.js';
import { entryDeadline } from './waitlist.jobs.js';
import type { AddOutcome, AddToWaitlist, EntryStatus, RemoveFromWaitlist, WaitlistEntry } from './waitlist.types.js';

/** Who wants to come earlier, or at all. */
@Injectable()
export class Waitlist {
  constructor(
    private readonly entries: WaitlistEntriesRepository,
    private readonly offers: WaitlistOffersRepository,
    private readonly endings: OfferEndings,
    private readonly clinics: ClinicsService,
    private readonly patients: PatientsService,
    private readonly audit: AuditLog,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
  ) {}

  /**
   * Puts a patient on the list, once for each type: whoever is on it keeps their place and gets what they want now. An offer that
   * is out stands. The last of their days should not be over. The same again in one call changes nothing.
   */
  add(request: AddToWaitlist): Promise<AddOutcome> {
    return this.database.inClinic(request.clinicId, (tx) => this.addIn(tx, request));
  }

  /** The same within a transaction that there is already. */
  async addIn(tx: Tx, request: AddToWaitlist): Promise<AddOutcome> {
    const { clinicId, appointmentId, typeId, untilDay, actor, callId, now } = request;
    const phone = normalisePhone(request.phone);
    if (phone === null) return { kind: 'no_phone' };
    const { timeZone } = await this.clinics.getIn(tx, clinicId);
    const { patientId } = await this.patients.recordOf(tx, clinicId, request.patient, now);
    const entry = { ...request, phone, patientId };
    if (appointmentId && !(await this.entries.isToCome(tx, entry, appointmentId))) return { kind: 'no_such_visit' };
    const before = await this.entries.sameOf(tx, entry);
    if (before) return { kind: 'updated', entryId: before };
    const { id: entryId, isNew } = await this.entries.put(tx, entry);
    const at = untilDay.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
    await this.jobs.enqueue(tx, entryDeadline, { clinicId }, { at });
    const kind = isNew ? 'added' : 'updated';
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor,
      action: `waitlist.${kind}`,
      subject: { kind: 'waitlist_entry', id: entryId },
      patientIds: [patientId],
      callId,
      detail: { patientId, typeId, appointmentId },
    });
    return { kind, entryId };
  }

  /**
   * They want no other time any more; an offer that is out is withdrawn. A second time changes nothing.
   *
   * @throws WaitlistEntryNotFoundError
   */
  async remove(request: RemoveFromWaitlist): Promise<void> {
    await this.database.inClinic(request.clinicId, (tx) => this.removeIn(tx, request));
  }

  /** The same within a transaction that there is already. Answers what the entry was before. @throws WaitlistEntryNotFoundError */
  async removeIn(tx: Tx, { clinicId, entryId, callId, actor, now }: RemoveFromWaitlist): Promise<EntryStatus> {
    const entry = await this.entries.lock(tx, clinicId, entryId);
    if (!entry) throw new WaitlistEntryNotFoundError();
    if (entry.status !== 'waiting' && entry.status !== 'offered') return entry.status;
    await this.entries.setStatus(tx, clinicId, entryId, 'removed', now);
    const offer = await this.offers.openOf(tx, clinicId, entryId);
    if (offer) await this.endings.end(tx, clinicId, offer, 'withdrawn', now);
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor,
      action: 'waitlist.removed',
      subject: { kind: 'waitlist_entry', id: entryId },
      patientIds: [entry.patientId],
      callId,
    });
    return entry.status;
  }

  /** All who wait or have been asked, in the order in which they get offers. */
  list(clinicId: ClinicId): Promise<WaitlistEntry[]> {
    return this.database.inClinic(clinicId, (tx) => this.entries.open(tx, clinicId));
  }
}
