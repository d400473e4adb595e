import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { PriceChangeBody, PriceItem, PriceKey, PricePlace } from './listed-prices.types.js';

@Injectable()
export class ListedPricesRepository {
  /** By service, in the order of the database. */
  async list(tx: Tx, clinicId: ClinicId, cursor: PricePlace | undefined, limit: number): Promise<PriceItem[]> {
    const rows = await tx.listedPrice.findMany({
      where: {
        clinicId,
        ...(cursor ? { service: { gt: cursor.service } } : {}),
      },
      orderBy: { service: 'asc' },
      take: limit,
    });
    return rows.map(toItem);
  }

  async find(tx: Tx, { clinicId, id }: PriceKey): Promise<PriceItem | null> {
    const row = await tx.listedPrice.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toItem(row);
  }

  /** Whether a row other than `id` has this service. The caller has locked the clinic's lists. */
  async isListed(tx: Tx, { clinicId, id }: PriceKey, service: string): Promise<boolean> {
    return (await tx.listedPrice.count({ where: { clinicId, service, id: { not: id } } })) > 0;
  }

  async insert(tx: Tx, clinicId: ClinicId, price: PriceItem): Promise<void> {
    await tx.listedPrice.create({ data: { ...price, clinicId } });
  }

  /** The caller has seen that it is there. */
  async update(tx: Tx, { clinicId, id }: PriceKey, change: PriceChangeBody): Promise<void> {
    await tx.listedPrice.updateMany({ where: { clinicId, id }, data: change });
  }

  async delete(tx: Tx, { clinicId, id }: PriceKey): Promise<void> {
    await tx.listedPrice.deleteMany({ where: { clinicId, id } });
  }
}

const toItem = ({ id, service, price }: PriceItem): PriceItem => ({ id, service, price });
