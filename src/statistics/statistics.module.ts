import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { StatisticsController } from './statistics.controller.js';
import { StatisticsRepository } from './statistics.repository.js';
import { Statistics } from './statistics.service.js';

@Module({
  imports: [ClinicsModule],
  controllers: [StatisticsController],
  providers: [Statistics, StatisticsRepository],
})
export class StatisticsModule {}
