import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { toRangeOfAnswer, type CallsQuery, type ClinicDays, type RangeQuery } from './statistics-range.types.js';
import { appointmentStatistics, callStatistics, receptionistStatistics } from './statistics.builder.js';
import { StatisticsRepository } from './statistics.repository.js';
import type { AppointmentStatistics, CallStatistics, ReceptionistStatistics } from './statistics.types.js';

/** How much there was to do, and how it went: counts, and nobody's data. */
@Injectable()
export class Statistics {
  constructor(
    private readonly counts: StatisticsRepository,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
  ) {}

  calls(clinicId: ClinicId, { by, ...range }: CallsQuery): Promise<CallStatistics> {
    return this.count(clinicId, range, async (tx, days) => {
      const calls = await this.counts.calls(tx, days, by);
      const outcomes = await this.counts.outcomes(tx, days, by);
      return { by, ...callStatistics(range, by, calls, outcomes) };
    });
  }

  appointments(clinicId: ClinicId, range: RangeQuery): Promise<AppointmentStatistics> {
    return this.count(clinicId, range, async (tx, days) => appointmentStatistics(await this.counts.visits(tx, days)));
  }

  receptionist(clinicId: ClinicId, range: RangeQuery): Promise<ReceptionistStatistics> {
    return this.count(clinicId, range, async (tx, days) =>
      receptionistStatistics(await this.counts.turns(tx, days), await this.counts.tools(tx, days)),
    );
  }

  private count<Figures extends object>(
    clinicId: ClinicId,
    range: RangeQuery,
    count: (tx: Tx, days: ClinicDays) => Promise<Figures>,
  ): Promise<Figures & ReturnType<typeof toRangeOfAnswer>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const beginning = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant();
      const days = { clinicId, timeZone, from: beginning(range.from), to: beginning(range.to.add({ days: 1 })) };
      return { ...toRangeOfAnswer(range, timeZone), ...(await count(tx, days)) };
    });
  }
}
