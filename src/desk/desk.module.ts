import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { DeskTasksRepository } from './desk-tasks.repository.js';
import { DeskTasksController } from './desk-tasks.controller.js';
import { DeskTasks } from './desk-tasks.service.js';
import { TaskBoard } from './task-board.service.js';

@Module({
  imports: [ClinicsModule, ComplianceModule],
  controllers: [DeskTasksController],
  providers: [DeskTasks, DeskTasksRepository, TaskBoard],
  exports: [DeskTasks],
})
export class DeskModule {}
