import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { AppointmentRepliesRepository } from './appointment-replies.repository.js';
import { AppointmentReplies } from './appointment-replies.service.js';
import { AppointmentsController } from './appointments.controller.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { AppointmentsService } from './appointments.service.js';
import { FindingService } from './finding.service.js';
import { ScheduleRepository } from './schedule.repository.js';
import { SchedulingService } from './scheduling.service.js';

@Module({
  imports: [ClinicsModule, ComplianceModule, PatientsModule],
  controllers: [AppointmentsController],
  providers: [
    SchedulingService,
    AppointmentsService,
    AppointmentReplies,
    AppointmentsRepository,
    AppointmentRepliesRepository,
    FindingService,
    ScheduleRepository,
  ],
  exports: [SchedulingService, FindingService, AppointmentReplies],
})
export class SchedulingModule {}
