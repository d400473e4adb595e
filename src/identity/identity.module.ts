import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { AttemptsRepository } from './attempts.repository.js';
import { CallIdentitiesRepository } from './call-identities.repository.js';
import { CallIdentities } from './call-identities.service.js';
import { CodesRepository } from './codes.repository.js';
import { IdentityMetrics } from './identity.metrics.js';
import { Registration } from './registration.service.js';
import { TextedCodes } from './texted-codes.service.js';
import { Verification } from './verification.service.js';

@Module({
  imports: [ComplianceModule, MessagingModule, PatientsModule, SchedulingModule],
  providers: [
    CallIdentities,
    Verification,
    TextedCodes,
    Registration,
    CallIdentitiesRepository,
    AttemptsRepository,
    CodesRepository,
    IdentityMetrics,
  ],
  exports: [CallIdentities, Verification, TextedCodes, Registration],
})
export class IdentityModule {}
