import { Module } from '@nestjs/common';
import { PatientsRepository } from './patients.repository.js';
import { PatientsService } from './patients.service.js';

@Module({ providers: [PatientsService, PatientsRepository], exports: [PatientsService] })
export class PatientsModule {}
