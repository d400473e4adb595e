import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { DeskTasksRepository } from './desk-tasks.repository.js';
import { DeskTasks } from './desk-tasks.service.js';

@Module({ imports: [ComplianceModule], providers: [DeskTasks, DeskTasksRepository], exports: [DeskTasks] })
export class DeskModule {}
