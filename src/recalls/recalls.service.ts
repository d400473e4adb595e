import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { newId, type AppointmentId, type ClinicId, type RecallId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { visitChanged } from '../scheduling/scheduling.jobs.js';
import { isSameState, recallFrom, withContact, withInterval } from './recall.policy.js';
import { RecallExistsError, RecallNotFoundError } from './recalls.errors.js';
import { RecallsRepository } from './recalls.repository.js';
import type {
  Agreement,
  IntervalChange,
  NewRecall,
  Recall,
  RecallChange,
  RecallKey,
  RecallState,
} from './recalls.types.js';

interface Change {
  action:
    | 'recall.followed_visits'
    | 'recall.contacted'
    | 'recall.interval_set'
    | 'recall.opened'
    | 'recall.changed'
    | 'recall.stopped';
  actor: Actor;
  now: Temporal.Instant;
  /** What is agreed otherwise than before; the visits are looked at afterwards. */
  agree: (known: RecallState | null) => RecallState | null;
  /** Instead of the day that follows from the visits. */
  dueOn?: Temporal.PlainDate | null;
  /** Looks at the recall as it is before it is changed, and throws when it may not be. */
  check?: (known: Recall) => void;
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
    await this.followOvertaken(clinicId);
    const until = today.add({ days: withinDays });
    return this.database.inClinic(clinicId, (tx) => this.recalls.dueUntil(tx, clinicId, until));
  }

  /** @throws RecallNotFoundError */
  async getIn(tx: Tx, clinicId: ClinicId, id: RecallId): Promise<Recall> {
    return this.known(await this.recalls.findById(tx, clinicId, id));
  }

  /** Brings those up to date whose visit has begun though nobody has closed it. */
  async followOvertaken(clinicId: ClinicId): Promise<void> {
    const now = this.clock.now();
    const overtaken = await this.database.inClinic(clinicId, (tx) => this.recalls.overtaken(tx, clinicId, now));
    for (const key of overtaken) await this.follow(key);
  }

  /**
   * A recall for somebody who has none for the type, which the clinic has.
   *
   * @throws RecallExistsError, InvalidInputError when neither the order nor the type says how often.
   */
  async openIn(tx: Tx, { months, dueOn, actor, now, ...key }: NewRecall): Promise<Recall> {
    await this.recalls.lock(tx, key);
    const known = await this.recalls.find(tx, key);
    if (known) throw new RecallExistsError(known.id);
    const every = months ?? (await this.recalls.typeMonths(tx, key));
    if (every === null) {
      throw new InvalidInputError([{ field: '/intervalMonths', detail: 'the type is not repeated by itself' }]);
    }
    const { timeZone } = await this.clinics.getIn(tx, key.clinicId);
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
    const agree = (): RecallState => withInterval(null, every, today);
    return this.known(
      await this.changeWithin(tx, key, timeZone, { action: 'recall.opened', actor, now, agree, dueOn }),
    );
  }

  /**
   * What was agreed with the patient; it takes the wish to be left alone back.
   *
   * @param check is shown the recall before it is changed
   * @throws RecallNotFoundError, and what `check` throws
   */
  async agree(
    { actor, now, ...ref }: RecallChange,
    { months, dueOn }: Agreement,
    check: (known: Recall, timeZone: string) => void,
  ): Promise<Recall> {
    const key = await this.keyOf(ref);
    const { timeZone } = await this.clinics.get(key.clinicId);
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
    const agree = (known: RecallState | null): RecallState | null =>
      known && (months === null ? { ...known, status: 'open' } : withInterval(known, months, today));
    return this.changeKnown(key, {
      ...{ action: 'recall.changed', actor, now, agree, dueOn },
      check: (known) => check(known, timeZone),
    });
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
    return this.known(await this.change(key, change));
  }

  private known(recall: Recall | null): Recall {
    if (!recall) throw new RecallNotFoundError();
    return recall;
  }

  private async changeWithin(tx: Tx, key: RecallKey, timeZone: string, change: Change): Promise<Recall | null> {
    const { action, actor, now, agree, dueOn, check } = change;
    await this.recalls.lock(tx, key);
    const known = await this.recalls.find(tx, key);
    if (known) check?.(known);
    const visits = await this.recalls.visitsOf(tx, key);
    const typeMonths = await this.recalls.typeMonths(tx, key);
    const implied = recallFrom(agree(known), visits, { typeMonths, timeZone, now });
    const state = implied && { ...implied, dueOn: dueOn ?? implied.dueOn };
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
