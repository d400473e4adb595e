import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { ClinicZonesRepository } from './clinic-zones.repository.js';

/** By whose clocks a clinic's times are told, for those who stand before the clinics and can't ask them. */
@Injectable()
export class ClinicZones {
  constructor(private readonly zones: ClinicZonesRepository) {}

  /** For a command, which has no modules. */
  static on(): ClinicZones {
    return new ClinicZones(new ClinicZonesRepository());
  }

  /** IANA. */
  of(tx: Tx, clinicId: ClinicId): Promise<string> {
    return this.zones.of(tx, clinicId);
  }
}
