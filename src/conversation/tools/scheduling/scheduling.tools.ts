import { Injectable } from '@nestjs/common';
import { DeskTasks } from '../../../desk/desk-tasks.service.js';
import { CallIdentities } from '../../../identity/call-identities.service.js';
import { BookingTexts } from '../../../messaging/booking-texts.service.js';
import { AppointmentsService } from '../../../scheduling/appointments.service.js';
import { BookingsService } from '../../../scheduling/bookings.service.js';
import { FindingService } from '../../../scheduling/finding.service.js';
import { HoldsService } from '../../../scheduling/holds.service.js';
import { Waitlist } from '../../../waitlist/waitlist.service.js';
import type { Tool, ToolGroup, ToolSession } from '../tool.types.js';
import { VisitNews } from '../visits/visit-news.js';
import { bookAppointmentTool } from './book-appointment.tool.js';
import { findSlotsTool } from './find-slots.tool.js';
import { holdSlotTool } from './hold-slot.tool.js';
import { joinWaitlistTool } from './join-waitlist.tool.js';
import { SlotOffersRepository } from './slot-offers.repository.js';

/** New visits: what is free, who gets it, and who waits for it. */
@Injectable()
export class SchedulingTools implements ToolGroup {
  constructor(
    private readonly finding: FindingService,
    private readonly bookings: BookingsService,
    private readonly holds: HoldsService,
    private readonly appointments: AppointmentsService,
    private readonly waitlist: Waitlist,
    private readonly offers: SlotOffersRepository,
    private readonly texts: BookingTexts,
    private readonly tasks: DeskTasks,
    private readonly identities: CallIdentities,
    private readonly news: VisitNews,
  ) {}

  forCall({ profile, scope }: ToolSession): Tool[] {
    // A model can't choose from an empty list, and the provider refuses one.
    if (!scope.books || profile.appointmentTypes.length === 0) return [];
    const { offers, identities } = this;
    return [
      findSlotsTool(profile, this.finding, offers, identities),
      holdSlotTool(this.holds, offers, this.appointments, identities),
      bookAppointmentTool(this.bookings, offers, this.texts, this.tasks, identities),
      joinWaitlistTool(profile, this.waitlist, identities, this.news),
    ];
  }
}
