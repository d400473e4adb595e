import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { DeskTasksRepository } from './desk-tasks.repository.js';
import { DeskTasksController } from './desk-tasks.controller.js';
import { DeskTasks } from './desk-tasks.service.js';

@Module({
  imports: [ComplianceModule],
  controllers: [DeskTasksController],
  providers: [DeskTasks, DeskTasksRepository],
  exports: [DeskTasks],
})
export class DeskModule {}
