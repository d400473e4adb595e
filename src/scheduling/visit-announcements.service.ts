import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { Appointment } from './scheduling.types.js';

/** What became of a visit at the desk, for the patient to know. */
export interface Announcement {
  clinicId: ClinicId;
  what: 'booked' | 'moved' | 'cancelled';
  visit: Appointment;
}

export type Announce = (tx: Tx, announcement: Announcement) => Promise<void>;

/** Patients hear of what the desk does to their visits by the features that can reach them. */
@Injectable()
export class VisitAnnouncements {
  private readonly announcers: Announce[] = [];

  /** To be called while the application starts (`onModuleInit`). */
  register(announcer: Announce): void {
    this.announcers.push(announcer);
  }

  /** Belongs into the transaction of what is announced: what an announcer throws undoes it. */
  async announce(tx: Tx, announcement: Announcement): Promise<void> {
    for (const announcer of this.announcers) await announcer(tx, announcement);
  }
}
