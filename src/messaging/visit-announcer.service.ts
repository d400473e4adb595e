import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Tx } from '../common/database/prisma.service.js';
import { PatientsService } from '../patients/patients.service.js';
import { VisitAnnouncements, type Announcement } from '../scheduling/visit-announcements.service.js';
import { BookingTexts } from './booking-texts.service.js';

const TEXT_OF = { booked: 'confirm', moved: 'moved', cancelled: 'cancelled' } as const;

/** Texts patients what the desk has done to their visits, at the number on their record: the same texts as after a call. */
@Injectable()
export class VisitAnnouncer implements OnModuleInit {
  constructor(
    private readonly announcements: VisitAnnouncements,
    private readonly texts: BookingTexts,
    private readonly patients: PatientsService,
    private readonly clinics: ClinicsService,
  ) {}

  onModuleInit(): void {
    this.announcements.register((tx, announcement) => this.announce(tx, announcement));
  }

  /** Who has no number on record is told by whoever books. */
  private async announce(tx: Tx, { clinicId, what, visit }: Announcement): Promise<void> {
    const { phone } = await this.patients.contactOf(tx, clinicId, visit.patientId);
    if (phone === null) return;
    const clinic = await this.clinics.getIn(tx, clinicId);
    await this.texts[TEXT_OF[what]](tx, { clinic, appointment: visit, to: phone, callId: null });
  }
}
