import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { BodyShapeGuard } from './body-shape.guard.js';
import { HttpMetrics } from './http.metrics.js';
import { InputValidationPipe } from './input-validation.pipe.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestLimitsGuard } from './request-limits.guard.js';
import { ServerConnections } from './server-connections.service.js';
import { TransportGuard } from './transport.guard.js';

/** How every route reads its input, limits who asks, and answers its errors; how long a client may take. */
@Module({
  providers: [
    HttpMetrics,
    ServerConnections,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: InputValidationPipe },
    { provide: APP_GUARD, useClass: TransportGuard },
    { provide: APP_GUARD, useClass: RequestLimitsGuard },
    { provide: APP_GUARD, useClass: BodyShapeGuard },
  ],
})
export class HttpModule {}
