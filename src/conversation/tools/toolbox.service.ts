import { Injectable } from '@nestjs/common';
import type { ClinicProfile } from '../../clinics/clinics.types.js';
import { SchedulingService } from '../../scheduling/scheduling.service.js';
import { bookAppointmentTool } from './book-appointment.tool.js';
import { endCallTool } from './end-call.tool.js';
import { findSlotsTool } from './find-slots.tool.js';
import { SlotOffersRepository } from './slot-offers.repository.js';
import type { Tool } from './tool.types.js';

/** The catalogue: which tools a call of this clinic has. */
@Injectable()
export class Toolbox {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly offers: SlotOffersRepository,
  ) {}

  forClinic(profile: ClinicProfile): Tool[] {
    return [
      findSlotsTool(profile, this.scheduling, this.offers),
      bookAppointmentTool(this.scheduling, this.offers),
      endCallTool(),
    ];
  }
}
