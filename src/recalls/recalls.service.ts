import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { newId, type AppointmentId, type ClinicId, type RecallId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { visitChanged } from '../scheduling/scheduling.jobs.js';
import { isSameState, recallFrom, withContact, withInterval } from './recall.policy.js';
import { RecallNotFoundError } from './recalls.errors.js';
import { RecallsRepository } from './recalls.repository.js';
import type { IntervalChange, Recall, RecallChange, RecallKey, RecallState } from './recalls.types.js';

interface Change {
  action: 'recall.followed_visits' | 'recall.contacted' | 'recall.interval_set' | 'recall.stopped';
  actor: Actor;
  now: Temporal.Instant;
  /** What is agreed otherwise than before; the visits are looked at afterwards. */
  agree: (known: RecallState | null) => RecallState | null;
}

/** When patients should come again. */
@Injectable()
export class Recalls implements OnModuleInit {
  constructor(
    private readonly recalls: RecallsRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(visitChanged, ({ clinicId, appointmentId }) =>
      this.followVisit(clinicId as ClinicId, appointmentId as AppointmentId),
    );
  }

  /** Brings the recall of a visit's patient and type up to date. Again, or late, does no harm: the visits as they are count. */
  async followVisit(clinicId: ClinicId, appointmentId: AppointmentId): Promise<void> {
    const key = await this.database.inClinic(clinicId, (tx) => this.recalls.keyOf(tx, clinicId, appointmentId));
    if (key) await this.follow(key);
  }

  /**
   * Those that nobody has booked yet, due within so many days from `today` or earlier; the longest due first. Also those whose
   * visit has begun though nobody has closed it: time passes without news, so they are brought up to date first.
   */
  async due(clinicId: ClinicId, today: Temporal.PlainDate, withinDays: number): Promise<Recall[]> {
    const now = this.clock.now();
    const overtaken = await this.database.inClinic(clinicId, (tx) => this.recalls.overtaken(tx, clinicId, now));
    for (const key of overtaken) await this.follow(key);
    const until = today.add({ days: withinDays });
    return this.database.inClinic(clinicId, (tx) => this.recalls.dueUntil(tx, clinicId, until));
  }

  /**
   * Somebody has reminded the patient, at `now`. The same contact again is no other one.
   *
   * @throws RecallNotFoundError
   */
  async contacted({ actor, now, ...ref }: RecallChange): Promise<Recall> {
    return this.changeKnown(await this.keyOf(ref), {
      action: 'recall.contacted',
      actor,
      now,
      agree: (known) => known && withContact(known, now),
    });
  }

  /**
   * The patient does not want to be reminded, until somebody agrees an interval with them.
   *
   * @throws RecallNotFoundError
   */
  async stop({ actor, now, ...ref }: RecallChange): Promise<Recall> {
    return this.changeKnown(await this.keyOf(ref), {
      action: 'recall.stopped',
      actor,
      now,
      agree: (known) => known && { ...known, status: 'stopped' },
    });
  }

  /**
   * How often this patient should come, whatever the type says. Who has not had a visit of the type yet should come so long
   * from today.
   */
  async setInterval({ months, actor, now, ...key }: IntervalChange): Promise<Recall> {
    const { timeZone } = await this.clinics.get(key.clinicId);
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
    return this.changeKnown(key, {
      action: 'recall.interval_set',
      actor,
      now,
      agree: (known) => withInterval(known, months, today),
    });
  }

  private async follow(key: RecallKey): Promise<void> {
    const actor: Actor = { kind: 'system', id: 'recalls' };
    await this.change(key, {
      action: 'recall.followed_visits',
      actor,
      now: this.clock.now(),
      agree: (known) => known,
    });
  }

  private async keyOf({ clinicId, recallId }: { clinicId: ClinicId; recallId: RecallId }): Promise<RecallKey> {
    const recall = await this.database.inClinic(clinicId, (tx) => this.recalls.findById(tx, clinicId, recallId));
    if (!recall) throw new RecallNotFoundError();
    return { clinicId, patientId: recall.patientId, typeId: recall.typeId };
  }

  /** Null when there is no recall, and nothing that one would follow from. */
  private async change(key: RecallKey, change: Change): Promise<Recall | null> {
    const { timeZone } = await this.clinics.get(key.clinicId);
    return this.database.inClinic(key.clinicId, (tx) => this.changeWithin(tx, key, timeZone, change));
  }

  private async changeKnown(key: RecallKey, change: Change): Promise<Recall> {
    const recall = await this.change(key, change);
    if (!recall) throw new RecallNotFoundError();
    return recall;
  }

  private async changeWithin(tx: Tx, key: RecallKey, timeZone: string, change: Change): Promise<Recall | null> {
    const { action, actor, now, agree } = change;
    await this.recalls.lock(tx, key);
    const known = await this.recalls.find(tx, key);
    const visits = await this.recalls.visitsOf(tx, key);
    const typeMonths = await this.recalls.typeMonths(tx, key);
    const state = recallFrom(agree(known), visits, { typeMonths, timeZone, now });
    if (!state || (known && isSameState(known, state))) return known;
    const { patientId, typeId } = key;
    const recall: Recall = { ...state, id: known?.id ?? newId<RecallId>(), patientId, typeId };
    await this.recalls.save(tx, key.clinicId, recall, now);
    await this.audit.record(tx, {
      clinicId: key.clinicId,
      at: now,
      actor,
      action,
      subject: { kind: 'recall', id: recall.id },
      patientIds: [patientId],
      detail: { status: recall.status, dueOn: recall.dueOn.toString(), intervalMonths: recall.intervalMonths },
    });
    return recall;
  }
}
