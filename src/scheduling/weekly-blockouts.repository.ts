import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId } from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import type { WeeklyBlockout as Row } from '../generated/prisma/client.js';
import { toReserved } from './blockouts.repository.js';
import type { ListedWeeklyBlockout, WeeklyBlockRequest, WeeklyListQuery } from './blockouts.types.js';

@Injectable()
export class WeeklyBlockoutsRepository {
  async findSame(tx: Tx, request: WeeklyBlockRequest): Promise<ListedWeeklyBlockout | null> {
    const { reservedFor, ...columns } = columnsOf(request);
    const row = await tx.weeklyBlockout.findFirst({ where: { ...columns, reservedFor: { equals: reservedFor } } });
    return row && toListed(row);
  }

  async insert(tx: Tx, request: WeeklyBlockRequest): Promise<ListedWeeklyBlockout> {
    return toListed(await tx.weeklyBlockout.create({ data: { ...columnsOf(request), id: newId() } }));
  }

  async find(tx: Tx, clinicId: ClinicId, id: string): Promise<ListedWeeklyBlockout | null> {
    const row = await tx.weeklyBlockout.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toListed(row);
  }

  /** As it is now, and as it stays until the transaction ends. */
  async lock(tx: Tx, clinicId: ClinicId, id: string): Promise<ListedWeeklyBlockout | null> {
    await tx.$queryRaw`
      SELECT id FROM weekly_blockouts WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    return this.find(tx, clinicId, id);
  }

  async setLastDay(tx: Tx, clinicId: ClinicId, id: string, lastDay: Temporal.PlainDate | null): Promise<void> {
    await tx.weeklyBlockout.updateMany({
      where: { clinicId, id },
      data: { validUntil: lastDay && toDateColumn(lastDay) },
    });
  }

  async delete(tx: Tx, clinicId: ClinicId, id: string): Promise<void> {
    await tx.weeklyBlockout.deleteMany({ where: { clinicId, id } });
  }

  /** By weekday and time. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { day, resourceId, kind, after, limit }: WeeklyListQuery,
  ): Promise<ListedWeeklyBlockout[]> {
    const rows = await tx.weeklyBlockout.findMany({
      where: {
        clinicId,
        ...(resourceId === undefined ? {} : { resourceId }),
        ...(kind === undefined ? {} : { kind }),
        AND: [
          { OR: [{ validUntil: null }, { validUntil: { gte: toDateColumn(day) } }] },
          after
            ? {
                OR: [
                  { weekday: { gt: after.weekday } },
                  { weekday: after.weekday, startsMinute: { gt: after.startMinute } },
                  { weekday: after.weekday, startsMinute: after.startMinute, id: { gt: after.id } },
                ],
              }
            : {},
        ],
      },
      orderBy: [{ weekday: 'asc' }, { startsMinute: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toListed);
  }
}

const columnsOf = (request: WeeklyBlockRequest): Omit<Row, 'id'> => ({
  clinicId: request.clinicId,
  resourceId: request.resourceId,
  weekday: request.weekday,
  startsMinute: request.startMinute,
  endsMinute: request.endMinute,
  validFrom: toDateColumn(request.validFrom),
  validUntil: request.validUntil && toDateColumn(request.validUntil),
  kind: request.reserved ? 'reserved' : 'busy',
  reason: request.reason,
  reservedFor: request.reserved?.for ?? [],
  releaseMinutes: request.reserved?.releaseMinutes ?? null,
});

const toListed = (row: Row): ListedWeeklyBlockout => ({
  id: row.id,
  resourceId: row.resourceId,
  weekday: row.weekday,
  startMinute: row.startsMinute,
  endMinute: row.endsMinute,
  validFrom: fromDateColumn(row.validFrom),
  validUntil: row.validUntil && fromDateColumn(row.validUntil),
  reason: row.reason as ListedWeeklyBlockout['reason'],
  reserved: toReserved(row.reservedFor, row.releaseMinutes),
});
