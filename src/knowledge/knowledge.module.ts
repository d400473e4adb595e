import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { FaqsRepository } from './faqs.repository.js';
import { KnowledgeService } from './knowledge.service.js';

@Module({
  imports: [ComplianceModule],
  providers: [KnowledgeService, FaqsRepository],
  exports: [KnowledgeService],
})
export class KnowledgeModule {}
