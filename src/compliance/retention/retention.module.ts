import { Module } from '@nestjs/common';
import { JobsModule } from '../../jobs/jobs.module.js';
import { RecordsModule } from '../records/records.module.js';
import { RetentionSchedule } from './retention-schedule.service.js';

/** Deletes every day what has been kept long enough. */
@Module({ imports: [RecordsModule, JobsModule], providers: [RetentionSchedule] })
export class RetentionModule {}
