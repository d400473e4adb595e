import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { FaqsController } from './faqs.controller.js';
import { FaqsRepository } from './faqs.repository.js';
import { Faqs } from './faqs.service.js';
import { InsurancePlansController } from './insurance-plans.controller.js';
import { InsurancePlansRepository } from './insurance-plans.repository.js';
import { InsurancePlans } from './insurance-plans.service.js';
import { KnowledgeService } from './knowledge.service.js';
import { ListedPricesController } from './listed-prices.controller.js';
import { ListedPricesRepository } from './listed-prices.repository.js';
import { ListedPrices } from './listed-prices.service.js';

@Module({
  imports: [ClinicsModule, ComplianceModule],
  controllers: [FaqsController, ListedPricesController, InsurancePlansController],
  providers: [
    KnowledgeService,
    Faqs,
    FaqsRepository,
    ListedPrices,
    ListedPricesRepository,
    InsurancePlans,
    InsurancePlansRepository,
  ],
  exports: [KnowledgeService],
})
export class KnowledgeModule {}
