import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { NumberChanges, type NumberChange } from '../patients/number-changes.service.js';
import { WaitlistEntriesRepository } from './waitlist-entries.repository.js';

/** Who waits is asked under the number that they have: a number that was wrong is somebody else's. */
@Injectable()
export class WaitingNumbers implements OnModuleInit {
  constructor(
    private readonly entries: WaitlistEntriesRepository,
    private readonly numbers: NumberChanges,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.numbers.register((tx, change) => this.follow(tx, change));
  }

  /** Whoever can't be reached any more is off the list. Entries under another number of theirs stay. */
  private async follow(tx: Tx, { clinicId, patientId, from, to }: NumberChange): Promise<void> {
    for (const { id, phone } of await this.entries.openOf(tx, clinicId, patientId)) {
      if (phone !== from) continue;
      if (to === null) await this.entries.setStatus(tx, clinicId, id, 'removed', this.clock.now());
      else await this.entries.setPhone(tx, clinicId, id, to);
    }
  }
}
