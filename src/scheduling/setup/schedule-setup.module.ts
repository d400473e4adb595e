import { Module } from '@nestjs/common';
import { ClinicsModule } from '../../clinics/clinics.module.js';
import { ComplianceModule } from '../../compliance/compliance.module.js';
import { ResourceLocks } from '../resource-locks.repository.js';
import { SchedulingModule } from '../scheduling.module.js';
import { AppointmentTypesController } from './appointment-types.controller.js';
import { AppointmentTypesRepository } from './appointment-types.repository.js';
import { AppointmentTypes } from './appointment-types.service.js';
import { BlockoutItems } from './blockout-items.service.js';
import { BlockoutsController } from './blockouts.controller.js';
import { HoursOverridesController } from './hours-overrides.controller.js';
import { HoursOverrides } from './hours-overrides.service.js';
import { OperatoriesController } from './operatories.controller.js';
import { OperatoriesRepository } from './operatories.repository.js';
import { Operatories } from './operatories.service.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersRepository } from './providers.repository.js';
import { Providers } from './providers.service.js';
import { SetupAudit } from './setup-audit.service.js';
import { WeeklyBlockoutItems } from './weekly-blockout-items.service.js';
import { WeeklyBlockoutsController } from './weekly-blockouts.controller.js';
import { WorkingHoursController } from './working-hours.controller.js';
import { WorkingHoursRepository } from './working-hours.repository.js';
import { WorkingHours } from './working-hours.service.js';

/** How a practice says who works when, where, and at what. */
@Module({
  imports: [ClinicsModule, ComplianceModule, SchedulingModule],
  controllers: [
    ProvidersController,
    WorkingHoursController,
    OperatoriesController,
    AppointmentTypesController,
    HoursOverridesController,
    BlockoutsController,
    WeeklyBlockoutsController,
  ],
  providers: [
    Providers,
    ProvidersRepository,
    WorkingHours,
    WorkingHoursRepository,
    Operatories,
    OperatoriesRepository,
    AppointmentTypes,
    AppointmentTypesRepository,
    HoursOverrides,
    BlockoutItems,
    WeeklyBlockoutItems,
    SetupAudit,
    ResourceLocks,
  ],
})
export class ScheduleSetupModule {}
