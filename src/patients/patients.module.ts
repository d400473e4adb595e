import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { NumberChanges } from './number-changes.service.js';
import { PatientRecordsRepository } from './patient-records.repository.js';
import { PatientRecords } from './patient-records.service.js';
import { PatientsController } from './patients.controller.js';
import { PatientsRepository } from './patients.repository.js';
import { PatientsService } from './patients.service.js';
import { RepresentativesController } from './representatives.controller.js';
import { RepresentativesRepository } from './representatives.repository.js';
import { Representatives } from './representatives.service.js';

@Module({
  imports: [ClinicsModule, ComplianceModule],
  controllers: [PatientsController, RepresentativesController],
  providers: [
    PatientsService,
    NumberChanges,
    PatientsRepository,
    PatientRecords,
    PatientRecordsRepository,
    Representatives,
    RepresentativesRepository,
  ],
  exports: [PatientsService, NumberChanges],
})
export class PatientsModule {}
