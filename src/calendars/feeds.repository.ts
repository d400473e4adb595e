import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { CalendarFeedId, ClinicId, ProviderId } from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { openedName, type SealedName } from '../patients/opened-name.js';
import type { DatedHours } from '../clinics/clinics.types.js';
import type { Stretch } from '../scheduling/stretches.policy.js';
import type { AppointmentStatus } from '../scheduling/scheduling.types.js';
import type { CalendarFeed as Row } from '../generated/prisma/client.js';
import type { CalendarFeed, CalendarsPage, FeedBlockout, FeedVisit, ListedFeed } from './calendars.types.js';

/** What happened, or is to happen. */
const SHOWN_STATUSES: AppointmentStatus[] = ['requested', 'scheduled', 'confirmed', 'arrived', 'seated', 'completed'];

export interface WeeklyBusyTime extends DatedHours {
  id: string;
  reason: string;
}

@Injectable()
export class FeedsRepository {
  async hasProvider(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<boolean> {
    return (await tx.provider.count({ where: { clinicId, id } })) === 1;
  }

  async insert(
    tx: Tx,
    feed: Pick<CalendarFeed, 'id' | 'clinicId' | 'providerId' | 'showsNames' | 'createdAt'>,
    secretHash: string,
  ): Promise<void> {
    await tx.calendarFeed.createMany({ data: { ...feed, secretHash, createdAt: toDate(feed.createdAt) } });
  }

  async revoke(tx: Tx, clinicId: ClinicId, id: CalendarFeedId, now: Temporal.Instant): Promise<void> {
    await tx.calendarFeed.updateMany({ where: { clinicId, id, revokedAt: null }, data: { revokedAt: toDate(now) } });
  }

  count(tx: Tx, clinicId: ClinicId): Promise<number> {
    return tx.calendarFeed.count({ where: { clinicId, revokedAt: null } });
  }

  /** The oldest first, without those that were revoked. */
  async list(tx: Tx, clinicId: ClinicId, { providerId, after, limit }: CalendarsPage): Promise<ListedFeed[]> {
    const rows = await tx.calendarFeed.findMany({
      where: { clinicId, revokedAt: null, ...(providerId ? { providerId } : {}), ...afterPlace(after, 'asc') },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toListed);
  }

  /** Null when it was revoked, or never was. */
  async find(tx: Tx, clinicId: ClinicId, id: CalendarFeedId): Promise<ListedFeed | null> {
    const row = await tx.calendarFeed.findFirst({ where: { clinicId, id, revokedAt: null } });
    return row && toListed(row);
  }

  /** As it is now, and as it stays until the transaction ends. */
  async lock(tx: Tx, clinicId: ClinicId, id: CalendarFeedId): Promise<ListedFeed | null> {
    await tx.$executeRaw`
      SELECT FROM calendar_feeds WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    return this.find(tx, clinicId, id);
  }

  async setSecret(tx: Tx, clinicId: ClinicId, id: CalendarFeedId, secretHash: string): Promise<void> {
    await tx.calendarFeed.updateMany({ where: { clinicId, id }, data: { secretHash } });
  }

  /** Null for one that was revoked, too. */
  async findLive(tx: Tx, secretHash: string): Promise<CalendarFeed | null> {
    const [row] = await tx.$queryRaw<(Omit<CalendarFeed, 'createdAt'> & { createdAt: Date })[]>`
      SELECT f.id, f.clinic_id AS "clinicId", f.provider_id AS "providerId", p.name AS "providerName", c.name AS "clinicName",
        c.time_zone AS "timeZone", f.shows_names AS "showsNames", f.created_at AS "createdAt"
      FROM calendar_feeds f
      JOIN providers p ON p.clinic_id = f.clinic_id AND p.id = f.provider_id
      JOIN clinics c ON c.id = f.clinic_id
      WHERE f.secret_hash = ${secretHash} AND f.revoked_at IS NULL`;
    return row ? { ...row, createdAt: fromDate(row.createdAt) } : null;
  }

  /**
   * The provider's parts of visits that start in a span, in order of time; each once, though a visit that was over and goes on
   * has taken its time twice.
   */
  async visits(tx: Tx, { clinicId, providerId }: CalendarFeed, span: Stretch): Promise<FeedVisit[]> {
    const rows = await tx.$queryRaw<
      (Pick<FeedVisit, 'id' | 'patientId' | 'part' | 'status' | 'type' | 'operatory'> &
        SealedName & { from: Date; to: Date; createdAt: Date; changedAt: Date })[]
    >`
      SELECT a.id, a.patient_id AS "patientId", row_number() OVER (PARTITION BY a.id ORDER BY l.during)::int AS part, a.status, t.name AS type,
        o.name AS operatory, q.given_name AS "givenName", q.family_name AS "familyName",
        lower(l.during) AS "from", upper(l.during) AS "to", a.created_at AS "createdAt", a.changed_at AS "changedAt"
      FROM appointments a
      CROSS JOIN LATERAL (SELECT DISTINCT during FROM allocations
        WHERE clinic_id = a.clinic_id AND appointment_id = a.id AND resource_id = ${providerId}::uuid) AS l
      JOIN appointment_types t ON t.clinic_id = a.clinic_id AND t.id = a.type_id
      JOIN operatories o ON o.clinic_id = a.clinic_id AND o.id = a.operatory_id
      JOIN patients q ON q.clinic_id = a.clinic_id AND q.id = a.patient_id
      WHERE a.clinic_id = ${clinicId}::uuid AND a.status = ANY (${SHOWN_STATUSES})
        AND a.starts_at >= ${new Date(span.fromMs)}::timestamptz AND a.starts_at < ${new Date(span.toMs)}::timestamptz
      ORDER BY l.during, a.id`;
    return Promise.all(
      rows.map(async ({ from, to, givenName, familyName, ...row }) => ({
        ...row,
        patientName: await openedName(tx, clinicId, { ...row, givenName, familyName }),
        fromMs: from.getTime(),
        toMs: to.getTime(),
        createdAt: fromDate(row.createdAt),
        changedAt: fromDate(row.changedAt),
      })),
    );
  }

  async blockouts(tx: Tx, { clinicId, providerId }: CalendarFeed, span: Stretch): Promise<FeedBlockout[]> {
    const rows = await tx.$queryRaw<{ id: string; reason: string; from: Date; to: Date; createdAt: Date }[]>`
      SELECT id, reason, lower(during) AS "from", upper(during) AS "to", created_at AS "createdAt"
      FROM blockouts
      WHERE clinic_id = ${clinicId}::uuid AND resource_id = ${providerId}::uuid AND kind = 'busy' AND import_id IS NULL
        AND during && tstzrange(${new Date(span.fromMs)}::timestamptz, ${new Date(span.toMs)}::timestamptz)
      ORDER BY during, id`;
    return rows.map(({ id, reason, from, to, createdAt }) => ({
      id,
      reason,
      fromMs: from.getTime(),
      toMs: to.getTime(),
      createdAt: fromDate(createdAt),
    }));
  }

  /** Those that hold on a day at least since `day`. */
  async weeklyBusyTimes(
    tx: Tx,
    { clinicId, providerId }: CalendarFeed,
    day: Temporal.PlainDate,
  ): Promise<WeeklyBusyTime[]> {
    const rows = await tx.weeklyBlockout.findMany({
      where: {
        clinicId,
        resourceId: providerId,
        kind: 'busy',
        OR: [{ validUntil: null }, { validUntil: { gte: toDateColumn(day) } }],
      },
      orderBy: [{ weekday: 'asc' }, { startsMinute: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => ({
      id: row.id,
      reason: row.reason,
      weekday: row.weekday,
      startMinute: row.startsMinute,
      endMinute: row.endsMinute,
      validFrom: fromDateColumn(row.validFrom),
      validUntil: row.validUntil && fromDateColumn(row.validUntil),
    }));
  }
}

const toListed = (row: Row): ListedFeed => ({
  id: row.id as CalendarFeedId,
  providerId: row.providerId as ProviderId,
  showsNames: row.showsNames,
  createdAt: fromDate(row.createdAt),
});
