import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { toDateColumn } from '../common/time/date-column.js';
import { Prisma } from '../generated/prisma/client.js';
import type { ClosureItem, ClosureKey, ClosureQuery, NewClosureBody } from './closures.types.js';

/** Those of `LIVE_STATUSES` in scheduling, which this feature may not know: nobody has given them up, and they are not over. */
const VISITS_TO_KEEP = ['requested', 'scheduled', 'confirmed', 'arrived', 'seated'];

// No visit takes longer than a day: the second bound lets the index on the start find them.
const columns = Prisma.sql`
  x.id, x.name, x.starts_on::text AS "startsOn", x.ends_on::text AS "endsOn",
  (SELECT count(*)::int FROM appointments a
   WHERE a.clinic_id = x.clinic_id AND a.status = ANY (${VISITS_TO_KEEP}::text[])
     AND a.ends_at > x.starts_on::timestamp AT TIME ZONE c.time_zone
     AND a.starts_at > (x.starts_on::timestamp AT TIME ZONE c.time_zone) - interval '1 day'
     AND a.starts_at < (x.ends_on + 1)::timestamp AT TIME ZONE c.time_zone) AS visits`;
const tables = Prisma.sql`closures x JOIN clinics c ON c.id = x.clinic_id`;

@Injectable()
export class ClosuresRepository {
  async find(tx: Tx, { clinicId, id }: ClosureKey): Promise<ClosureItem | null> {
    const [row] = await tx.$queryRaw<ClosureItem[]>`
      SELECT ${columns} FROM ${tables} WHERE x.clinic_id = ${clinicId}::uuid AND x.id = ${id}::uuid`;
    return row ? toItem(row) : null;
  }

  async list(
    tx: Tx,
    clinicId: ClinicId,
    { from, to, sort, cursor }: ClosureQuery,
    limit: number,
  ): Promise<ClosureItem[]> {
    const isRising = sort === 'startsOn';
    const beyond = isRising ? Prisma.sql`>` : Prisma.sql`<`;
    const order = isRising ? Prisma.sql`ASC` : Prisma.sql`DESC`;
    const conditions = [
      Prisma.sql`x.clinic_id = ${clinicId}::uuid`,
      ...(from === undefined ? [] : [Prisma.sql`x.ends_on >= ${from}::date`]),
      ...(to === undefined ? [] : [Prisma.sql`x.starts_on <= ${to}::date`]),
      ...(cursor ? [Prisma.sql`(x.starts_on, x.id) ${beyond} (${cursor.startsOn}::date, ${cursor.id}::uuid)`] : []),
    ];
    const rows = await tx.$queryRaw<ClosureItem[]>`
      SELECT ${columns} FROM ${tables}
      WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY x.starts_on ${order}, x.id ${order}
      LIMIT ${limit}`;
    return rows.map(toItem);
  }

  async insert(tx: Tx, key: ClosureKey, { name, startsOn, endsOn }: NewClosureBody): Promise<void> {
    await tx.closure.create({ data: { ...key, name, startsOn: dateOf(startsOn), endsOn: dateOf(endsOn) } });
  }

  /** The caller has seen that it is there. */
  async update(tx: Tx, { clinicId, id }: ClosureKey, { name, startsOn, endsOn }: NewClosureBody): Promise<void> {
    const data = { name, startsOn: dateOf(startsOn), endsOn: dateOf(endsOn) };
    await tx.closure.updateMany({ where: { clinicId, id }, data });
  }

  async delete(tx: Tx, { clinicId, id }: ClosureKey): Promise<void> {
    await tx.closure.deleteMany({ where: { clinicId, id } });
  }
}

const dateOf = (day: string): Date => toDateColumn(Temporal.PlainDate.from(day));

const toItem = ({ id, name, startsOn, endsOn, visits }: ClosureItem): ClosureItem => ({
  id,
  name,
  startsOn,
  endsOn,
  visits,
});
