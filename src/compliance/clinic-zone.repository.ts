import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';

/** By whose clocks a clinic's times are told. Compliance stands before the clinics, so it looks for itself. */
@Injectable()
export class ClinicZoneRepository {
  /** IANA. */
  async of(tx: Tx, clinicId: ClinicId): Promise<string> {
    const { timeZone } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { timeZone: true } });
    return timeZone;
  }
}
