import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { AppointmentResourcesController } from './appointment-resources.controller.js';
import { AppointmentResources } from './appointment-resources.service.js';
import { FreeTime } from './free-time.service.js';
import { MetadataController } from './metadata.controller.js';
import { PracticeRepository } from './practice.repository.js';
import { SchedulesController } from './schedules.controller.js';
import { Schedules } from './schedules.service.js';
import { SchedulingOperations } from './scheduling-operations.service.js';
import { SlotsController } from './slots.controller.js';
import { Slots } from './slots.service.js';

/** The schedule as FHIR R4 (docs/fhir.md). */
@Module({
  imports: [ClinicsModule, SchedulingModule],
  controllers: [MetadataController, SchedulesController, SlotsController, AppointmentResourcesController],
  providers: [Schedules, Slots, AppointmentResources, SchedulingOperations, FreeTime, PracticeRepository],
})
export class FhirModule {}
