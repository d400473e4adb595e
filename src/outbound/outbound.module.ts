import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { CarrierModule } from '../carrier/carrier.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ProfilesModule } from '../profiles/profiles.module.js';
import { Attempts } from './attempts.service.js';
import { CallProgress } from './call-progress.service.js';
import { DialClaims } from './dial-claims.service.js';
import { Dialler } from './dialler.service.js';
import { MachineAnswers } from './machine-answers.service.js';
import { OutboundCallsController } from './outbound-calls.controller.js';
import { OutboundCalls } from './outbound-calls.service.js';
import { OutboundSwitchboard } from './outbound-line.port.js';
import { OutboundWebhooksController } from './outbound-webhooks.controller.js';
import { OutboundMetrics } from './outbound.metrics.js';
import { OutboundRepository } from './outbound.repository.js';
import { TestCallsController } from './test-calls.controller.js';

@Module({
  imports: [CallsModule, CarrierModule, ComplianceModule, JobsModule, ProfilesModule],
  controllers: [OutboundCallsController, TestCallsController, OutboundWebhooksController],
  providers: [
    OutboundCalls,
    Dialler,
    DialClaims,
    CallProgress,
    MachineAnswers,
    Attempts,
    OutboundSwitchboard,
    OutboundMetrics,
    OutboundRepository,
  ],
  exports: [OutboundCalls, OutboundSwitchboard],
})
export class OutboundModule {}
