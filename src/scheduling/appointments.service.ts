import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { RECEPTIONIST } from '../compliance/compliance.types.js';
import type {
  AppointmentItem,
  AppointmentPlace,
  AppointmentQuery,
  AppointmentSort,
  ListedAppointment,
  RangeBound,
  ToComeQuery,
} from './appointment-list.types.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { ListedAppointmentsRepository } from './listed-appointments.repository.js';
import { localDateOf, startOfDay } from './local-time.policy.js';
import { AppointmentNotFoundError } from './scheduling.errors.js';
import type { Appointment } from './scheduling.types.js';

@Injectable()
export class AppointmentsService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly listed: ListedAppointmentsRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of the clinic's appointments. Reading them is audited in the transaction that reads.
   *
   * @throws InvalidInputError when the range ends before it begins.
   */
  async list({ clinicId, actor }: Principal, query: AppointmentQuery): Promise<Page<AppointmentItem>> {
    const clinic = await this.clinics.get(clinicId);
    const now = this.clock.now();
    const range = rangeOf(query, clinic, now);
    return this.database.inClinic(clinicId, async (tx) => {
      const { sort, cursor, limit } = query;
      const order = { sort, after: cursor ?? null, limit: limit + 1 };
      const rows = await this.listed.list(tx, clinicId, range, query, order);
      const page = pageOf(
        rows,
        limit,
        (row) => placeOf(row, sort),
        (row) => toItem(row, clinic),
      );
      await this.audit.viewed(tx, {
        clinicId,
        at: now,
        actor,
        action: 'appointments.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: patientsOf(page.items.map(({ patient }) => patient.id as PatientId)),
        detail: { from: range.from?.toString() ?? null, to: range.to?.toString() ?? null, count: page.items.length },
      });
      return page;
    });
  }

  /**
   * One visit. Reading it is audited in the transaction that reads.
   *
   * @throws AppointmentNotFoundError
   */
  get({ clinicId, actor }: Principal, id: AppointmentId): Promise<AppointmentItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const item = await this.itemIn(tx, clinicId, id);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'appointment.read',
        subject: { kind: 'appointment', id },
        patientIds: [item.patient.id as PatientId],
      });
      return item;
    });
  }

  /**
   * A visit as `get` shows it, as it is at this point of the transaction; for whoever has reason to read it, which stands in the
   * trail by what they do.
   *
   * @throws AppointmentNotFoundError
   */
  async itemIn(tx: Tx, clinicId: ClinicId, id: AppointmentId): Promise<AppointmentItem> {
    const row = await this.listed.find(tx, clinicId, id);
    if (!row) throw new AppointmentNotFoundError();
    return toItem(row, await this.clinics.getIn(tx, clinicId));
  }

  /** What is to come for the patients of a call, soonest first; for deciding, and not to be told. */
  toCome(query: ToComeQuery, limit: number): Promise<Appointment[]> {
    return this.database.inClinic(query.clinicId, (tx) => this.appointments.toCome(tx, query, limit));
  }

  /** The same, to be told to the caller: audited in the transaction that reads. */
  async tellToCome(query: ToComeQuery, callId: CallId, limit: number): Promise<Appointment[]> {
    const { clinicId, now } = query;
    return this.database.inClinic(clinicId, async (tx) => {
      const visits = await this.appointments.toCome(tx, query, limit);
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor: RECEPTIONIST,
        action: 'appointments.told',
        subject: { kind: 'call', id: callId },
        patientIds: patientsOf(visits.map(({ patientId }) => patientId)),
        callId,
        detail: { count: visits.length },
      });
      return visits;
    });
  }
}

const patientsOf = (ids: readonly PatientId[]): PatientId[] => [...new Set(ids)];

function rangeOf(query: AppointmentQuery, { timeZone }: Clinic, now: Temporal.Instant) {
  const isSinceEver = (query.changedSince ?? query.callSid) !== undefined && query.from === undefined;
  const from = isSinceEver ? null : startOf(query.from ?? localDateOf(now, timeZone), timeZone);
  if (!query.to) return { from, to: null };
  if (from && Temporal.Instant.compare(from, lastStart(query.to, timeZone)) > 0) {
    const detail = 'the range ends before it begins; it begins today unless `from` says otherwise';
    throw new InvalidInputError([{ field: 'to', detail }]);
  }
  return { from, to: endOf(query.to, timeZone) };
}

const startOf = (bound: RangeBound, timeZone: string): Temporal.Instant =>
  bound instanceof Temporal.PlainDate ? startOfDay(bound, timeZone) : bound;

/** The last day of a range belongs to it; an instant at its end doesn't. */
const endOf = (bound: RangeBound, timeZone: string): Temporal.Instant =>
  bound instanceof Temporal.PlainDate ? startOfDay(bound.add({ days: 1 }), timeZone) : bound;

/** The latest instant at which a range with this end may begin. */
const lastStart = (bound: RangeBound, timeZone: string): Temporal.Instant =>
  bound instanceof Temporal.PlainDate ? endOf(bound, timeZone).subtract({ milliseconds: 1 }) : bound;

const placeOf = ({ id, startsAt, changedAt }: ListedAppointment, sort: AppointmentSort): AppointmentPlace =>
  sort.endsWith('changedAt')
    ? { changedAtMs: changedAt.epochMilliseconds, id }
    : { startsAtMs: startsAt.epochMilliseconds, id };

const toItem = (row: ListedAppointment, { timeZone }: Clinic): AppointmentItem => ({
  id: row.id,
  ...toWallTimes(timeZone, { startsAt: row.startsAt, endsAt: row.endsAt }),
  timeZone,
  status: row.status,
  late: row.late,
  cancelledBy: row.cancelledBy,
  movedFrom: row.movedFrom,
  movedTo: row.movedTo,
  type: row.typeName,
  typeId: row.typeId,
  provider: row.providerName,
  providerId: row.providerId,
  operatory: row.operatoryName,
  operatoryId: row.operatoryId,
  patient: { id: row.patientId, name: row.patientName },
  callSid: row.callSid,
  ...toWallTimes(timeZone, { changedAt: row.changedAt }),
});
