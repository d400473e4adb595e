import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { AllocationsRepository } from './allocations.repository.js';
import { AppointmentRepliesRepository } from './appointment-replies.repository.js';
import { AppointmentReplies } from './appointment-replies.service.js';
import { AppointmentHistoryRepository } from './appointment-history.repository.js';
import { AppointmentHistory } from './appointment-history.service.js';
import { AppointmentsController } from './appointments.controller.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { AppointmentsService } from './appointments.service.js';
import { AvailabilityController } from './availability.controller.js';
import { Availability } from './availability.service.js';
import { BlockoutsRepository } from './blockouts.repository.js';
import { Blockouts } from './blockouts.service.js';
import { BookingsService } from './bookings.service.js';
import { DayHoursRepository } from './day-hours.repository.js';
import { DayHoursService } from './day-hours.service.js';
import { DeskVisits } from './desk-visits.service.js';
import { FindingService } from './finding.service.js';
import { HoldsRepository } from './holds.repository.js';
import { HoldsService } from './holds.service.js';
import { ListedAppointmentsRepository } from './listed-appointments.repository.js';
import { MovesService } from './moves.service.js';
import { OutsideBusyRepository } from './outside-busy.repository.js';
import { OutsideBusyTime } from './outside-busy.service.js';
import { PlacingService } from './placing.service.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { ScheduleNamesRepository } from './schedule-names.repository.js';
import { ScheduleRepository } from './schedule.repository.js';
import { SchedulingMetrics } from './scheduling.metrics.js';
import { SlotHoldsController } from './slot-holds.controller.js';
import { SlotHoldsRepository } from './slot-holds.repository.js';
import { SlotHolds } from './slot-holds.service.js';
import { SlotItems } from './slot-items.service.js';
import { TimeWishes } from './time-wishes.service.js';
import { VisitAnnouncements } from './visit-announcements.service.js';
import { VisitJobs } from './visit-jobs.service.js';
import { VisitsService } from './visits.service.js';
import { WeeklyBlockoutsRepository } from './weekly-blockouts.repository.js';

@Module({
  imports: [ClinicsModule, ComplianceModule, JobsModule, PatientsModule],
  controllers: [AppointmentsController, AvailabilityController, SlotHoldsController],
  providers: [
    BookingsService,
    MovesService,
    HoldsService,
    VisitsService,
    PlacingService,
    VisitJobs,
    AppointmentsService,
    AppointmentHistory,
    AppointmentHistoryRepository,
    AppointmentReplies,
    Availability,
    DeskVisits,
    SlotHolds,
    SlotHoldsRepository,
    SlotItems,
    TimeWishes,
    VisitAnnouncements,
    AppointmentsRepository,
    ListedAppointmentsRepository,
    ScheduleNamesRepository,
    AllocationsRepository,
    HoldsRepository,
    AppointmentRepliesRepository,
    FindingService,
    Blockouts,
    BlockoutsRepository,
    WeeklyBlockoutsRepository,
    DayHoursService,
    DayHoursRepository,
    OutsideBusyTime,
    OutsideBusyRepository,
    ResourceLocks,
    ScheduleRepository,
    SchedulingMetrics,
  ],
  exports: [
    BookingsService,
    MovesService,
    HoldsService,
    VisitsService,
    FindingService,
    AppointmentsService,
    AppointmentReplies,
    Availability,
    DeskVisits,
    SlotHolds,
    VisitAnnouncements,
    Blockouts,
    DayHoursService,
    OutsideBusyTime,
  ],
})
export class SchedulingModule {}
