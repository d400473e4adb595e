import { Module } from '@nestjs/common';
import { JobQueue } from './job-queue.service.js';
import { JobsMetrics } from './jobs.metrics.js';

@Module({ providers: [JobQueue, JobsMetrics], exports: [JobQueue] })
export class JobsModule {}
