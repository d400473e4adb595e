import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../common/database/prisma.service.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { ClinicZones } from '../clinic-zones.service.js';
import { RetentionRepository } from './retention.repository.js';
import { toPreview, toRunItem, type RunItem, type RunListQuery, type RunPreview } from './retention-runs.types.js';
import { Retention } from './retention.service.js';

/** Shows what retention has done, and what it would do. */
@Injectable()
export class RetentionRuns {
  constructor(
    private readonly retention: Retention,
    private readonly records: RetentionRepository,
    private readonly zones: ClinicZones,
    private readonly database: PrismaService,
  ) {}

  /** The newest first. */
  list(clinicId: ClinicId, { cursor, limit, ...filter }: RunListQuery): Promise<Page<RunItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const rows = await this.records.listRuns(tx, clinicId, filter, { after: cursor ?? null, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        ({ day, kind }) => ({ day: day.toString(), kind }),
        (run) => toRunItem(run, timeZone),
      );
    });
  }

  async preview(clinicId: ClinicId): Promise<RunPreview> {
    const timeZone = await this.database.inClinic(clinicId, (tx) => this.zones.of(tx, clinicId));
    return toPreview(await this.retention.forecast(clinicId), timeZone);
  }
}
