import { Injectable } from '@nestjs/common';
import { CallIdentities } from '../../../identity/call-identities.service.js';
import { DetailTexts } from '../../../messaging/detail-texts.service.js';
import { AppointmentsService } from '../../../scheduling/appointments.service.js';
import { MovesService } from '../../../scheduling/moves.service.js';
import { VisitsService } from '../../../scheduling/visits.service.js';
import { SlotOffersRepository } from '../scheduling/slot-offers.repository.js';
import type { Tool, ToolGroup, ToolSession } from '../tool.types.js';
import { cancelAppointmentTool } from './cancel-appointment.tool.js';
import { confirmAppointmentTool } from './confirm-appointment.tool.js';
import { listAppointmentsTool } from './list-appointments.tool.js';
import { moveAppointmentTool } from './move-appointment.tool.js';
import { textDetailsTool } from './text-details.tool.js';
import { VisitNews } from './visit-news.js';

/** Visits that are on the schedule already. */
@Injectable()
export class VisitTools implements ToolGroup {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly moves: MovesService,
    private readonly visits: VisitsService,
    private readonly offers: SlotOffersRepository,
    private readonly texts: DetailTexts,
    private readonly identities: CallIdentities,
    private readonly news: VisitNews,
  ) {}

  forCall({ profile, scope }: ToolSession): Tool[] {
    const { identities, news } = this;
    const textDetails = textDetailsTool(this.texts, identities, news);
    if (!scope.books) return [textDetails];
    // Without a type that is booked by phone there is nothing to move a visit to.
    const move = moveAppointmentTool(this.moves, this.offers, identities, news);
    return [
      listAppointmentsTool(this.appointments, identities),
      ...(profile.appointmentTypes.length > 0 ? [move] : []),
      cancelAppointmentTool(this.visits, identities, news),
      confirmAppointmentTool(this.visits, identities),
      textDetails,
    ];
  }
}
