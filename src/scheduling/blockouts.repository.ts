import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type AppointmentTypeId, type BlockoutId, type ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import type { Reserved } from './availability.types.js';
import type { Blockout, BlockoutListQuery, BlockRequest, BusyTime, LiveTime } from './blockouts.types.js';
import type { Stretch } from './stretches.policy.js';

interface BlockoutRow {
  id: string;
  resourceId: string;
  startsAt: Date;
  endsAt: Date;
  reason: string;
  reservedFor: string[];
  releaseMinutes: number | null;
}

const columns = Prisma.sql`
  id, resource_id AS "resourceId", lower(during) AS "startsAt", upper(during) AS "endsAt", reason,
  reserved_for AS "reservedFor", release_minutes AS "releaseMinutes"`;

const rangeOf = ({ fromMs, toMs }: Stretch) =>
  Prisma.sql`tstzrange(${new Date(fromMs)}::timestamptz, ${new Date(toMs)}::timestamptz)`;

@Injectable()
export class BlockoutsRepository {
  async hasResource(tx: Tx, clinicId: ClinicId, id: string): Promise<boolean> {
    return (await tx.resource.count({ where: { clinicId, id } })) === 1;
  }

  async isProvider(tx: Tx, clinicId: ClinicId, id: string): Promise<boolean> {
    return (await tx.provider.count({ where: { clinicId, id } })) === 1;
  }

  /** How many of them are types of this clinic. */
  countTypes(tx: Tx, clinicId: ClinicId, ids: readonly AppointmentTypeId[]): Promise<number> {
    return tx.appointmentType.count({ where: { clinicId, id: { in: [...ids] } } });
  }

  /** Somebody's blockout of the very same stretch for the same reason. */
  async findSame(tx: Tx, request: BlockRequest): Promise<Blockout | null> {
    const { clinicId, resourceId, reserved } = request;
    const [row] = await tx.$queryRaw<BlockoutRow[]>`
      SELECT ${columns} FROM blockouts
      WHERE clinic_id = ${clinicId}::uuid AND resource_id = ${resourceId}::uuid
        AND during = ${rangeOf(stretchOf(request))} AND reason = ${request.reason}
        AND reserved_for = ${reserved?.for ?? []}::uuid[] AND release_minutes IS NOT DISTINCT FROM ${reserved?.releaseMinutes ?? null}::integer
      LIMIT 1`;
    return row ? toBlockout(row) : null;
  }

  async insert(tx: Tx, id: BlockoutId, request: BlockRequest): Promise<void> {
    const { clinicId, resourceId, reserved, now } = request;
    await tx.$executeRaw`
      INSERT INTO blockouts (clinic_id, id, resource_id, during, kind, reason, reserved_for, release_minutes, created_at)
      VALUES (${clinicId}::uuid, ${id}::uuid, ${resourceId}::uuid, ${rangeOf(stretchOf(request))},
        ${reserved ? 'reserved' : 'busy'}, ${request.reason}, ${reserved?.for ?? []}::uuid[],
        ${reserved?.releaseMinutes ?? null}::integer, ${toDate(now)}::timestamptz)`;
  }

  async find(tx: Tx, clinicId: ClinicId, id: BlockoutId): Promise<Blockout | null> {
    const [row] = await tx.$queryRaw<BlockoutRow[]>`
      SELECT ${columns} FROM blockouts WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid`;
    return row ? toBlockout(row) : null;
  }

  /** By their start. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { from, to, resourceId, kind, after, limit }: BlockoutListQuery,
  ): Promise<Blockout[]> {
    const onwards = after
      ? Prisma.sql`AND (lower(during), id) > (${toDate(after.startsAt)}::timestamptz, ${after.id}::uuid)`
      : Prisma.empty;
    const rows = await tx.$queryRaw<BlockoutRow[]>`
      SELECT ${columns} FROM blockouts
      WHERE clinic_id = ${clinicId}::uuid
        AND during && tstzrange(${toDate(from)}::timestamptz, ${to && toDate(to)}::timestamptz)
        ${resourceId === undefined ? Prisma.empty : Prisma.sql`AND resource_id = ${resourceId}::uuid`}
        ${kind === undefined ? Prisma.empty : Prisma.sql`AND kind = ${kind}`}
        ${onwards}
      ORDER BY lower(during), id
      LIMIT ${limit}`;
    return rows.map(toBlockout);
  }

  /** With what they take. False when it is gone already. */
  async delete(tx: Tx, clinicId: ClinicId, id: BlockoutId): Promise<boolean> {
    const { count } = await tx.blockout.deleteMany({ where: { clinicId, id } });
    return count === 1;
  }

  /** What takes the resource within a span. Holds that have expired let go first, of all that they take, unless somebody is just using one. */
  async takenIn(
    tx: Tx,
    clinicId: ClinicId,
    resourceId: string,
    span: Stretch,
    now: Temporal.Instant,
  ): Promise<LiveTime[]> {
    await tx.$executeRaw`
      DELETE FROM holds WHERE clinic_id = ${clinicId}::uuid AND id = ANY (ARRAY(
        SELECT h.id FROM holds h
        WHERE h.clinic_id = ${clinicId}::uuid AND h.expires_at <= ${toDate(now)}::timestamptz AND EXISTS (
          SELECT FROM allocations a
          WHERE a.clinic_id = h.clinic_id AND a.hold_id = h.id AND a.resource_id = ${resourceId}::uuid
            AND a.during && ${rangeOf(span)})
        ORDER BY h.id FOR UPDATE SKIP LOCKED))`;
    const rows = await tx.$queryRaw<{ kind: LiveTime['takenBy']['kind']; id: string; from: Date; to: Date }[]>`
      SELECT CASE WHEN appointment_id IS NOT NULL THEN 'appointment' WHEN hold_id IS NOT NULL THEN 'hold' ELSE 'blockout' END AS kind,
        coalesce(appointment_id, hold_id, blockout_id) AS id, lower(during) AS "from", upper(during) AS "to"
      FROM taken_time(${clinicId}::uuid, ARRAY[${resourceId}::uuid], ${rangeOf(span)})
      ORDER BY lower(during)`;
    return rows.map(({ kind, id, from, to }) => ({
      takenBy: { kind, id },
      fromMs: from.getTime(),
      toMs: to.getTime(),
    }));
  }

  /** The parts within a span of the blockouts that take the resource, or should. */
  async busyIn(tx: Tx, clinicId: ClinicId, resourceId: string, span: Stretch): Promise<BusyTime[]> {
    const rows = await tx.$queryRaw<{ id: string; from: Date; to: Date }[]>`
      SELECT id, lower(during * ${rangeOf(span)}) AS "from", upper(during * ${rangeOf(span)}) AS "to"
      FROM blockouts
      WHERE clinic_id = ${clinicId}::uuid AND resource_id = ${resourceId}::uuid AND kind = 'busy' AND during && ${rangeOf(span)}`;
    return rows.map(({ id, from, to }) => ({ id: id as BlockoutId, fromMs: from.getTime(), toMs: to.getTime() }));
  }

  /** The caller has the resource to itself (`ResourceLocks`), and has seen that the time is free. */
  async take(
    tx: Tx,
    clinicId: ClinicId,
    resourceId: string,
    pieces: readonly { blockout: { id: BlockoutId }; piece: Stretch }[],
  ): Promise<void> {
    if (pieces.length === 0) return;
    await tx.$executeRaw`
      INSERT INTO allocations (clinic_id, id, resource_id, during, blockout_id)
      SELECT ${clinicId}::uuid, row.id, ${resourceId}::uuid, tstzrange(row.starts_at, row.ends_at), row.blockout_id
      FROM unnest(
        ${pieces.map(() => newId())}::uuid[],
        ${pieces.map(({ piece }) => new Date(piece.fromMs))}::timestamptz[],
        ${pieces.map(({ piece }) => new Date(piece.toMs))}::timestamptz[],
        ${pieces.map(({ blockout }) => blockout.id)}::uuid[]
      ) AS row (id, starts_at, ends_at, blockout_id)`;
  }
}

export const stretchOf = ({ startsAt, endsAt }: Pick<BlockRequest, 'startsAt' | 'endsAt'>): Stretch => ({
  fromMs: startsAt.epochMilliseconds,
  toMs: endsAt.epochMilliseconds,
});

const toBlockout = (row: BlockoutRow): Blockout => ({
  id: row.id as BlockoutId,
  resourceId: row.resourceId,
  startsAt: fromDate(row.startsAt),
  endsAt: fromDate(row.endsAt),
  reason: row.reason as Blockout['reason'],
  reserved: toReserved(row.reservedFor, row.releaseMinutes),
});

export const toReserved = (reservedFor: string[], releaseMinutes: number | null): Reserved | null =>
  releaseMinutes === null ? null : { for: reservedFor as AppointmentTypeId[], releaseMinutes };
