import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type BlockoutId, type ClinicId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { BusyTime, OutsideEvent, OutsideReading } from './blockouts.types.js';

export interface StoredEvent extends OutsideEvent, BusyTime {}

/** The blockouts that come from calendars outside. The caller has their resource to itself. */
@Injectable()
export class OutsideBusyRepository {
  async list(tx: Tx, clinicId: ClinicId, importId: string): Promise<StoredEvent[]> {
    const rows = await tx.$queryRaw<{ id: string; key: string; from: Date; to: Date }[]>`
      SELECT id, event_key AS key, lower(during) AS "from", upper(during) AS "to" FROM blockouts
      WHERE clinic_id = ${clinicId}::uuid AND import_id = ${importId}::uuid`;
    return rows.map(({ id, key, from, to }) => ({
      id: id as BlockoutId,
      key,
      fromMs: from.getTime(),
      toMs: to.getTime(),
    }));
  }

  async insert(tx: Tx, reading: OutsideReading, events: readonly OutsideEvent[], now: Temporal.Instant): Promise<void> {
    if (events.length === 0) return;
    await tx.$executeRaw`
      INSERT INTO blockouts (clinic_id, id, resource_id, during, kind, reason, import_id, event_key, created_at)
      SELECT ${reading.clinicId}::uuid, row.id, ${reading.providerId}::uuid, tstzrange(row.starts_at, row.ends_at), 'busy', 'calendar',
        ${reading.importId}::uuid, row.key, ${toDate(now)}::timestamptz
      FROM unnest(
        ${events.map(() => newId())}::uuid[],
        ${events.map(({ fromMs }) => new Date(fromMs))}::timestamptz[],
        ${events.map(({ toMs }) => new Date(toMs))}::timestamptz[],
        ${events.map(({ key }) => key)}::text[]
      ) AS row (id, starts_at, ends_at, key)`;
  }

  /** They let go of what they take, and take nothing yet of their new time. */
  async move(tx: Tx, clinicId: ClinicId, events: readonly BusyTime[]): Promise<void> {
    if (events.length === 0) return;
    const ids = events.map(({ id }) => id);
    await tx.allocation.deleteMany({ where: { clinicId, blockoutId: { in: ids } } });
    await tx.$executeRaw`
      UPDATE blockouts b SET during = tstzrange(row.starts_at, row.ends_at)
      FROM unnest(
        ${ids}::uuid[],
        ${events.map(({ fromMs }) => new Date(fromMs))}::timestamptz[],
        ${events.map(({ toMs }) => new Date(toMs))}::timestamptz[]
      ) AS row (id, starts_at, ends_at)
      WHERE b.clinic_id = ${clinicId}::uuid AND b.id = row.id`;
  }

  /** With what they take. */
  async delete(tx: Tx, clinicId: ClinicId, ids: readonly BlockoutId[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.blockout.deleteMany({ where: { clinicId, id: { in: [...ids] } } });
  }
}
