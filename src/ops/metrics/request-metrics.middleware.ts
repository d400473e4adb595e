import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { CallSid } from '../../common/ids/ids.js';
import { RequestMetrics } from './request.metrics.js';

/** What asked for no route of ours could be anything: one label for all of it. */
const NO_ROUTE = 'none';

/** Measures every request from its head to the end of its answer. A stream that the reader leaves counts when they leave. */
@Injectable()
export class RequestMetricsMiddleware implements NestMiddleware {
  constructor(private readonly metrics: RequestMetrics) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const startedAtMs = performance.now();
    response.once('close', () => {
      const { path: route = NO_ROUTE } = (request.route ?? {}) as { path?: string };
      const labels = { method: request.method, route, status: `${Math.floor(response.statusCode / 100)}xx` };
      this.metrics.answered(labels, performance.now() - startedAtMs, callOf(request, route));
    });
    next();
  }
}

/** A webhook of the carrier names its call in the body. */
function callOf({ body }: Request, route: string): CallSid | null {
  const { CallSid: callSid } = (body ?? {}) as { CallSid?: unknown };
  return route.startsWith('/twilio/') && typeof callSid === 'string' ? (callSid as CallSid) : null;
}
