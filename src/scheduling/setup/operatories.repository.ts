import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId, OperatoryId } from '../../common/ids/ids.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { NewOperatoryBody, OperatoryChange, OperatoryItem, OperatoryQuery } from './operatories.types.js';

const columns = Prisma.sql`o.id, o.name, o.kind, o.active`;

@Injectable()
export class OperatoriesRepository {
  /** By name, after the one at which a page ended. */
  list(tx: Tx, clinicId: ClinicId, { kind, active, cursor, limit }: OperatoryQuery): Promise<OperatoryItem[]> {
    const onwards = cursor
      ? Prisma.sql`AND (o.name, o.id) > (
          SELECT l.name, l.id FROM operatories l WHERE l.clinic_id = ${clinicId}::uuid AND l.id = ${cursor.id}::uuid)`
      : Prisma.empty;
    return tx.$queryRaw<OperatoryItem[]>`
      SELECT ${columns} FROM operatories o
      WHERE o.clinic_id = ${clinicId}::uuid
        ${kind === undefined ? Prisma.empty : Prisma.sql`AND o.kind = ${kind}`}
        ${active === undefined ? Prisma.empty : Prisma.sql`AND o.active = ${active}`}
        ${onwards}
      ORDER BY o.name, o.id
      LIMIT ${limit}`;
  }

  async find(tx: Tx, clinicId: ClinicId, id: OperatoryId): Promise<OperatoryItem | null> {
    const [row] = await tx.$queryRaw<OperatoryItem[]>`
      SELECT ${columns} FROM operatories o WHERE o.clinic_id = ${clinicId}::uuid AND o.id = ${id}::uuid`;
    return row ?? null;
  }

  /** As it is now, and as it stays until the transaction ends. */
  async lock(tx: Tx, clinicId: ClinicId, id: OperatoryId): Promise<OperatoryItem | null> {
    const [row] = await tx.$queryRaw<OperatoryItem[]>`
      SELECT ${columns} FROM operatories o
      WHERE o.clinic_id = ${clinicId}::uuid AND o.id = ${id}::uuid
      FOR NO KEY UPDATE`;
    return row ?? null;
  }

  /** With the resource whose time visits take. */
  async insert(tx: Tx, clinicId: ClinicId, id: OperatoryId, operatory: NewOperatoryBody): Promise<void> {
    await tx.resource.create({ data: { clinicId, id, kind: 'operatory' } });
    await tx.operatory.create({ data: { clinicId, id, ...operatory } });
  }

  async update(tx: Tx, clinicId: ClinicId, id: OperatoryId, change: OperatoryChange): Promise<void> {
    await tx.operatory.updateMany({ where: { clinicId, id }, data: change });
  }
}
