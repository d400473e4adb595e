import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { PlanChangeBody, PlanItem, PlanKey, PlanQuery } from './insurance-plans.types.js';

@Injectable()
export class InsurancePlansRepository {
  /** By name, in the order of the database. */
  async list(tx: Tx, clinicId: ClinicId, { accepted, cursor }: PlanQuery, limit: number): Promise<PlanItem[]> {
    const rows = await tx.insurancePlan.findMany({
      where: {
        clinicId,
        ...(accepted === undefined ? {} : { accepted }),
        ...(cursor ? { name: { gt: cursor.name } } : {}),
      },
      orderBy: { name: 'asc' },
      take: limit,
    });
    return rows.map(toItem);
  }

  async find(tx: Tx, { clinicId, id }: PlanKey): Promise<PlanItem | null> {
    const row = await tx.insurancePlan.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toItem(row);
  }

  /** Whether a row other than `id` has this name. The caller has locked the clinic's lists. */
  async isListed(tx: Tx, { clinicId, id }: PlanKey, name: string): Promise<boolean> {
    return (await tx.insurancePlan.count({ where: { clinicId, name, id: { not: id } } })) > 0;
  }

  async insert(tx: Tx, clinicId: ClinicId, plan: PlanItem): Promise<void> {
    await tx.insurancePlan.create({ data: { ...plan, clinicId } });
  }

  /** The caller has seen that it is there. */
  async update(tx: Tx, { clinicId, id }: PlanKey, change: PlanChangeBody): Promise<void> {
    await tx.insurancePlan.updateMany({ where: { clinicId, id }, data: change });
  }

  async delete(tx: Tx, { clinicId, id }: PlanKey): Promise<void> {
    await tx.insurancePlan.deleteMany({ where: { clinicId, id } });
  }
}

const toItem = ({ id, name, accepted }: PlanItem): PlanItem => ({ id, name, accepted });
