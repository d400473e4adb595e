import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { IdempotencyUpkeep } from './idempotency-upkeep.service.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { Idempotency } from './idempotency.service.js';
import { IdempotentRequestsRepository } from './idempotent-requests.repository.js';

@Module({
  imports: [ComplianceModule],
  providers: [
    Idempotency,
    IdempotencyUpkeep,
    IdempotentRequestsRepository,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class IdempotencyModule {}
