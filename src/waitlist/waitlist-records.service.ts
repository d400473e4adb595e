import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull } from '../common/http/wall-time.types.js';
import type { AppointmentId, AppointmentTypeId, PatientId, ProviderId, WaitlistEntryId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { PatientsService } from '../patients/patients.service.js';
import { WaitlistRecordsRepository } from './waitlist-records.repository.js';
import type {
  NewWaitlistEntryBody,
  OfferRecord,
  WaitlistEntryDetail,
  WaitlistEntryItem,
  WaitlistOfferItem,
  WaitlistQuery,
  WaitlistRecord,
} from './waitlist-records.types.js';
import { NoNumberForOffersError, WaitlistEntryNotFoundError, WaitlistEntryOverError } from './waitlist.errors.js';
import { Waitlist } from './waitlist.service.js';

/** The waiting list as people at the desk, and their programs, see and change it. */
@Injectable()
export class WaitlistRecords {
  constructor(
    private readonly records: WaitlistRecordsRepository,
    private readonly waitlist: Waitlist,
    private readonly patients: PatientsService,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** A page, in the order in which people get offers. */
  list({ clinicId, actor }: Principal, { cursor, limit, ...filter }: WaitlistQuery): Promise<Page<WaitlistEntryItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.records.list(tx, clinicId, filter, cursor ?? null, limit + 1);
      const page = pageOf(rows, limit, placeOf, (entry) => toItem(entry, timeZone));
      await this.audit.viewed(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'waitlist.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: [...new Set(page.items.map(({ patientId }) => patientId as PatientId))],
        detail: { count: page.items.length },
      });
      return page;
    });
  }

  /** @throws WaitlistEntryNotFoundError */
  get({ clinicId, actor }: Principal, id: WaitlistEntryId): Promise<WaitlistEntryDetail> {
    return this.database.inClinic(clinicId, async (tx) => {
      const item = await this.found(tx, clinicId, id);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'waitlist.read',
        subject: { kind: 'waitlist_entry', id },
        patientIds: [item.patientId as PatientId],
      });
      return item;
    });
  }

  /**
   * Puts a patient on the list, under their own number. Who waits for a visit of the type already keeps their place, and gets what they
   * want now (`isNew` is false).
   *
   * @throws InvalidInputError, PatientErasedError, NoNumberForOffersError
   */
  add(
    { clinicId, actor }: Principal,
    body: NewWaitlistEntryBody,
  ): Promise<{ isNew: boolean; entry: WaitlistEntryDetail }> {
    const now = this.clock.now();
    const { typeId, providerId, appointmentId, ...wish } = body;
    const patientId = body.patientId as PatientId;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.patients.keepNamed(tx, clinicId, patientId, '/patientId');
      await this.refuseUnusable(tx, clinicId, body, now);
      const { phone } = await this.patients.contactOf(tx, clinicId, patientId);
      if (phone === null) throw new NoNumberForOffersError();
      const outcome = await this.waitlist.addIn(tx, {
        ...wish,
        clinicId,
        patient: { id: patientId },
        typeId: typeId as AppointmentTypeId,
        providerId: providerId as ProviderId | null,
        appointmentId: appointmentId as AppointmentId | null,
        phone,
        callId: null,
        actor,
        now,
      });
      switch (outcome.kind) {
        case 'no_phone':
          throw new NoNumberForOffersError();
        case 'no_such_visit':
          throw wrong('/appointmentId', 'is no visit to come of this patient and type');
        case 'added':
        case 'updated':
          return { isNew: outcome.kind === 'added', entry: await this.found(tx, clinicId, outcome.entryId) };
      }
    });
  }

  /**
   * They want no other time any more; an offer that is out is withdrawn. A second time changes nothing.
   *
   * @throws WaitlistEntryNotFoundError, WaitlistEntryOverError
   */
  withdraw({ clinicId, actor }: Principal, entryId: WaitlistEntryId): Promise<WaitlistEntryDetail> {
    return this.database.inClinic(clinicId, async (tx) => {
      const request = { clinicId, entryId, callId: null, actor, now: this.clock.now() };
      const before = await this.waitlist.removeIn(tx, request);
      if (before === 'booked' || before === 'expired') throw new WaitlistEntryOverError();
      return this.found(tx, clinicId, entryId);
    });
  }

  private async refuseUnusable(
    tx: Tx,
    clinicId: Principal['clinicId'],
    { typeId, providerId, untilDay }: NewWaitlistEntryBody,
    now: Temporal.Instant,
  ): Promise<void> {
    if (!(await this.records.hasType(tx, clinicId, typeId as AppointmentTypeId))) {
      throw wrong('/typeId', 'the clinic has no such appointment type');
    }
    if (providerId !== null && !(await this.records.hasProvider(tx, clinicId, providerId as ProviderId))) {
      throw wrong('/providerId', 'the clinic has no such provider, or they work there no more');
    }
    const { timeZone } = await this.clinics.getIn(tx, clinicId);
    if (Temporal.PlainDate.compare(untilDay, now.toZonedDateTimeISO(timeZone).toPlainDate()) < 0) {
      throw wrong('/untilDay', 'is over');
    }
  }

  private async found(tx: Tx, clinicId: Principal['clinicId'], id: WaitlistEntryId): Promise<WaitlistEntryDetail> {
    const found = await this.records.find(tx, clinicId, id);
    if (!found) throw new WaitlistEntryNotFoundError();
    const { timeZone } = await this.clinics.getIn(tx, clinicId);
    return {
      ...toItem(found.entry, timeZone),
      offers: found.offers.map((offer) => toOfferItem(offer, timeZone)),
    };
  }
}

const wrong = (field: string, detail: string) => new InvalidInputError([{ field, detail }]);

const placeOf = ({ createdAt, id }: WaitlistRecord) => rowPlace(createdAt, id);

const toItem = (entry: WaitlistRecord, timeZone: string): WaitlistEntryItem => ({
  id: entry.id,
  patientId: entry.patientId,
  typeId: entry.typeId,
  providerId: entry.providerId,
  appointmentId: entry.appointmentId,
  fromDay: entry.fromDay.toString(),
  untilDay: entry.untilDay.toString(),
  weekdays: entry.weekdays,
  earliestMinute: entry.earliestMinute,
  latestMinute: entry.latestMinute,
  minNoticeMinutes: entry.minNoticeMinutes,
  phone: entry.phone,
  status: entry.status,
  ...toWallTimes(timeZone, { createdAt: entry.createdAt }),
  ...toWallTimesOrNull(timeZone, { closedAt: entry.closedAt }),
  timeZone,
});

const toOfferItem = (offer: OfferRecord, timeZone: string): WaitlistOfferItem => ({
  id: offer.id,
  typeId: offer.typeId,
  providerId: offer.providerId,
  operatoryId: offer.operatoryId,
  ...toWallTimes(timeZone, { startsAt: offer.startsAt, endsAt: offer.endsAt }),
  status: offer.status,
  phone: offer.phone,
  ...toWallTimes(timeZone, { offeredAt: offer.offeredAt, answerBy: offer.answerBy }),
  ...toWallTimesOrNull(timeZone, { closedAt: offer.closedAt }),
  appointmentId: offer.appointmentId,
});
