import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { AgentProfilesController } from './agent-profiles.controller.js';
import { AgentProfilesRepository } from './agent-profiles.repository.js';
import { AgentProfiles } from './agent-profiles.service.js';

@Module({
  imports: [ComplianceModule, JobsModule],
  controllers: [AgentProfilesController],
  providers: [AgentProfiles, AgentProfilesRepository],
  exports: [AgentProfiles],
})
export class ProfilesModule {}
