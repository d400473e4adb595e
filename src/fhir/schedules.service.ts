import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId, ProviderId } from '../common/ids/ids.js';
import { FhirNotFoundError } from './fhir.errors.js';
import type { Schedule } from './fhir.types.js';
import { PracticeRepository } from './practice.repository.js';
import { referenceParameter } from './reference.types.js';
import { horizonOf, scheduleOf } from './resources.builder.js';
import { overlaps, rangeOf } from './search-date.policy.js';
import { pageOfSearch, searchDates } from './search-parameters.types.js';

export const ScheduleSearch = z.strictObject({
  actor: referenceParameter<ProviderId>('Practitioner').optional(),
  active: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  date: searchDates.optional(),
  ...pageOfSearch(z.object({ id: z.uuid() })),
});
export type ScheduleSearch = z.infer<typeof ScheduleSearch>;

/** A schedule for each provider. */
@Injectable()
export class Schedules {
  constructor(
    private readonly practice: PracticeRepository,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  search(clinicId: ClinicId, search: ScheduleSearch): Promise<Page<Schedule>> {
    const { actor, active, date = [], _count, _cursor } = search;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const now = this.clock.now();
      // Everybody can be booked for as long ahead: a search by date finds all of them or none.
      if (!overlaps(rangeOf(date, timeZone), horizonOf(now, timeZone))) return { items: [], nextCursor: null };
      const filter = { id: actor, active, after: _cursor?.id ?? null };
      const rows = await this.practice.providers(tx, clinicId, filter, _count + 1);
      return pageOf(
        rows,
        _count,
        ({ id }) => ({ id }),
        (provider) => scheduleOf(provider, now, timeZone),
      );
    });
  }

  /** @throws FhirNotFoundError */
  read(clinicId: ClinicId, id: string): Promise<Schedule> {
    return this.database.inClinic(clinicId, async (tx) => {
      const provider = z.uuid().safeParse(id).success
        ? await this.practice.provider(tx, clinicId, id as ProviderId)
        : null;
      if (!provider) throw new FhirNotFoundError();
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      return scheduleOf(provider, this.clock.now(), timeZone);
    });
  }
}
