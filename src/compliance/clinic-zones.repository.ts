import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';

@Injectable()
export class ClinicZonesRepository {
  async of(tx: Tx, clinicId: ClinicId): Promise<string> {
    const { timeZone } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { timeZone: true } });
    return timeZone;
  }
}
