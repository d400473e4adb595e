import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ExportedSection, Person, RecordKeeper } from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';

/** Who waited for an earlier visit, under which number, and what they were offered. */
@Injectable()
export class KeptWaiting implements RecordKeeper, OnModuleInit {
  readonly name = 'waitlist';
  readonly models = ['WaitlistEntry', 'WaitlistOffer'] as const;
  readonly retention = [];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  /** Times that are held for an offer of theirs become free with it. */
  async erase(tx: Tx, { clinicId, patientId }: Person): Promise<number> {
    const ofTheirs = { clinicId, entry: { patientId } };
    await tx.hold.deleteMany({ where: { clinicId, offer: { entry: { patientId } } } });
    const offers = await tx.waitlistOffer.deleteMany({ where: ofTheirs });
    const entries = await tx.waitlistEntry.deleteMany({ where: { clinicId, patientId } });
    return offers.count + entries.count;
  }

  remaining(tx: Tx, { clinicId, patientId }: Person): Promise<number> {
    return tx.waitlistEntry.count({ where: { clinicId, patientId } });
  }

  async collect(tx: Tx, { clinicId, patientId }: Person): Promise<ExportedSection[]> {
    const entries = await tx.waitlistEntry.findMany({
      where: { clinicId, patientId },
      include: { type: true, offers: { orderBy: { offeredAt: 'asc' } } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    const rows = entries.map((entry) => ({
      at: entry.createdAt.toISOString(),
      for: entry.type.name,
      'from day': dayOf(entry.fromDay),
      'until day': dayOf(entry.untilDay),
      'your number': entry.phone,
      status: entry.status,
      offers: entry.offers.map((offer) => ({
        at: offer.offeredAt.toISOString(),
        'for the time': offer.startsAt.toISOString(),
        'your number': offer.phone,
        status: offer.status,
      })),
    }));
    return [{ title: 'Waiting for an earlier visit', rows }];
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
