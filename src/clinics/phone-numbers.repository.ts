import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { NumberItem } from './phone-numbers.types.js';

@Injectable()
export class PhoneNumbersRepository {
  /** All of them, in order. */
  async ofClinic(tx: Tx, clinicId: ClinicId): Promise<string[]> {
    const rows = await tx.phoneNumber.findMany({ where: { clinicId }, orderBy: { number: 'asc' } });
    return rows.map(({ number }) => number);
  }

  async list(tx: Tx, clinicId: ClinicId, after: string | null, limit: number): Promise<NumberItem[]> {
    const rows = await tx.phoneNumber.findMany({
      where: { clinicId, ...(after === null ? {} : { number: { gt: after } }) },
      orderBy: { number: 'asc' },
      take: limit,
    });
    return rows.map(({ number }) => ({ number }));
  }

  async has(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    return (await tx.phoneNumber.count({ where: { clinicId, number } })) > 0;
  }

  /** Whether the operator has given the number to the clinic. */
  async isGiven(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    return (await tx.givenNumber.count({ where: { clinicId, number } })) > 0;
  }

  /** False when the number is some clinic's already; whose can't be seen from here. */
  async insert(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    const { count } = await tx.phoneNumber.createMany({ data: { clinicId, number }, skipDuplicates: true });
    return count === 1;
  }

  async delete(tx: Tx, clinicId: ClinicId, number: string): Promise<void> {
    await tx.phoneNumber.deleteMany({ where: { clinicId, number } });
  }

  /** Whether a call goes on that came in on the number or was placed from it. */
  async hasLiveCall(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    const where = { clinicId, status: { not: 'completed' }, OR: [{ toNumber: number }, { fromNumber: number }] };
    return (await tx.call.count({ where })) > 0;
  }
}
