import { Injectable } from '@nestjs/common';
import type { ClinicProfile } from '../../clinics/clinics.types.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import { DeskTasks } from '../../desk/desk-tasks.service.js';
import { BookingTexts } from '../../messaging/booking-texts.service.js';
import type { AgentSettings } from '../../profiles/agent-profile.types.js';
import { BookingsService } from '../../scheduling/bookings.service.js';
import { FindingService } from '../../scheduling/finding.service.js';
import { bookAppointmentTool } from './book-appointment.tool.js';
import { declineRecordingTool } from './decline-recording.tool.js';
import { endCallTool } from './end-call.tool.js';
import { findSlotsTool } from './find-slots.tool.js';
import { requestKeypadEntryTool } from './request-keypad-entry.tool.js';
import { SlotOffersRepository } from './slot-offers.repository.js';
import { takeMessageTool } from './take-message.tool.js';
import { switchLanguageTool } from './switch-language.tool.js';
import type { CallScope, Tool } from './tool.types.js';
import { transferToHumanTool } from './transfer-to-human.tool.js';

/** The catalogue: which tools a call of this clinic has. */
@Injectable()
export class Toolbox {
  constructor(
    private readonly finding: FindingService,
    private readonly bookings: BookingsService,
    private readonly offers: SlotOffersRepository,
    private readonly texts: BookingTexts,
    private readonly database: PrismaService,
    private readonly tasks: DeskTasks,
  ) {}

  forCall(profile: ClinicProfile, agent: AgentSettings, { books, deskAnswers, recorded }: CallScope): Tool[] {
    const tools = [
      // A model can't choose from an empty list, and the provider refuses one.
      ...(books && profile.appointmentTypes.length > 0
        ? [
            findSlotsTool(profile, this.finding, this.offers),
            bookAppointmentTool(this.bookings, this.offers, this.texts, this.tasks),
          ]
        : []),
      takeMessageTool(this.database, this.tasks),
      ...(profile.deskNumber === null ? [] : [transferToHumanTool(deskAnswers)]),
      requestKeypadEntryTool(),
      ...(recorded ? [declineRecordingTool()] : []),
      ...(agent.languages.length > 1 ? [switchLanguageTool(agent.languages)] : []),
      endCallTool(),
    ];
    // Whatever a profile allows, a call can be ended, and its caller understood.
    const allowed = agent.tools && new Set([...agent.tools, 'end_call', 'switch_language']);
    return allowed ? tools.filter(({ name }) => allowed.has(name)) : tools;
  }
}
