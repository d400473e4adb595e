import { Injectable } from '@nestjs/common';
import type { ClinicProfile } from '../../clinics/clinics.types.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import { DeskTasks } from '../../desk/desk-tasks.service.js';
import { BookingTexts } from '../../messaging/booking-texts.service.js';
import { SchedulingService } from '../../scheduling/scheduling.service.js';
import { bookAppointmentTool } from './book-appointment.tool.js';
import { declineRecordingTool } from './decline-recording.tool.js';
import { endCallTool } from './end-call.tool.js';
import { findSlotsTool } from './find-slots.tool.js';
import { requestKeypadEntryTool } from './request-keypad-entry.tool.js';
import { SlotOffersRepository } from './slot-offers.repository.js';
import { takeMessageTool } from './take-message.tool.js';
import type { CallScope, Tool } from './tool.types.js';
import { transferToHumanTool } from './transfer-to-human.tool.js';

/** The catalogue: which tools a call of this clinic has. */
@Injectable()
export class Toolbox {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly offers: SlotOffersRepository,
    private readonly texts: BookingTexts,
    private readonly database: PrismaService,
    private readonly tasks: DeskTasks,
  ) {}

  forCall(profile: ClinicProfile, { books, deskAnswers, recorded }: CallScope): Tool[] {
    return [
      ...(books
        ? [
            findSlotsTool(profile, this.scheduling, this.offers),
            bookAppointmentTool(this.scheduling, this.offers, this.texts),
          ]
        : []),
      takeMessageTool(this.database, this.tasks),
      ...(profile.deskNumber === null ? [] : [transferToHumanTool(deskAnswers)]),
      requestKeypadEntryTool(),
      ...(recorded ? [declineRecordingTool()] : []),
      endCallTool(),
    ];
  }
}
