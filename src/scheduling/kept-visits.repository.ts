import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { toDate } from '../common/time/instant-date.js';
import type {
  ErasureObstacle,
  ExportedSection,
  Person,
  RecordKeeper,
} from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';
import { LIVE_STATUSES } from './scheduling.types.js';

/** Visits: ids, times, types and what came of them. They stay, of a patient without a name. */
@Injectable()
export class KeptVisits implements RecordKeeper, OnModuleInit {
  readonly name = 'visits';
  readonly models = [];
  readonly retention = [];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async obstacle(tx: Tx, { clinicId, patientId }: Person, now: Temporal.Instant): Promise<ErasureObstacle | null> {
    const toCome = await tx.appointment.count({
      where: {
        clinicId,
        patientId,
        endsAt: { gt: toDate(now) },
        status: { in: [...LIVE_STATUSES] },
      },
    });
    return toCome > 0 ? 'visits_to_come' : null;
  }

  erase(): Promise<number> {
    return Promise.resolve(0);
  }

  remaining(): Promise<number> {
    return Promise.resolve(0);
  }

  async collect(tx: Tx, { clinicId, patientId }: Person): Promise<ExportedSection[]> {
    const visits = await tx.appointment.findMany({
      where: { clinicId, patientId },
      include: { type: true, provider: true },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    });
    const rows = visits.map((visit) => ({
      id: visit.id,
      'starts at': visit.startsAt.toISOString(),
      'ends at': visit.endsAt.toISOString(),
      for: visit.type.name,
      with: visit.provider.name,
      status: visit.status,
      'booked at': visit.createdAt.toISOString(),
      'changed at': visit.changedAt.toISOString(),
      'in place of': visit.movedFrom,
      'cancelled by': visit.cancelledBy,
      late: visit.late,
    }));
    return [{ title: 'Visits', rows }];
  }
}
