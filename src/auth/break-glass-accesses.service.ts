import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/database/prisma.service.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import { BreakGlassAccessesRepository } from './break-glass-accesses.repository.js';
import { toBreakGlassItem, type BreakGlassItem, type BreakGlassListQuery } from './break-glass-accesses.types.js';

/** Shows whoever watches over a clinic when somebody has gone beyond their role, and why. */
@Injectable()
export class BreakGlassAccesses {
  constructor(
    private readonly accesses: BreakGlassAccessesRepository,
    private readonly zones: ClinicZones,
    private readonly database: PrismaService,
  ) {}

  /** The newest first. */
  list(clinicId: ClinicId, { cursor, limit }: BreakGlassListQuery): Promise<Page<BreakGlassItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const rows = await this.accesses.list(tx, clinicId, { after: cursor ?? null, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        ({ openedAt, id }) => rowPlace(openedAt, id),
        (access) => toBreakGlassItem(access, timeZone),
      );
    });
  }
}
