import { Module } from '@nestjs/common';
import { ClinicsRepository } from './clinics.repository.js';
import { ClinicsService } from './clinics.service.js';

@Module({ providers: [ClinicsService, ClinicsRepository], exports: [ClinicsService] })
export class ClinicsModule {}
