import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { SparseLog } from '../common/logging/sparse-log.js';
import { AppConfig } from '../config/app-config.js';
import { ForgedWebhookError, TooManyForgeriesError } from './carrier.errors.js';
import { CarrierMetrics } from './carrier.metrics.js';
import { ForgeryLimiter } from './forgery.limiter.js';
import { SIGNATURE_HEADER, isSigned } from './twilio-request.js';

/** Lets nobody but the carrier in. Always on, also in the demo: the simulated carrier signs with the demo's own token. */
@Injectable()
export class TwilioSignatureGuard implements CanActivate {
  constructor(
    private readonly config: AppConfig,
    private readonly forgeries: ForgeryLimiter,
    private readonly metrics: CarrierMetrics,
    private readonly log: SparseLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const url = this.config.publicUrl + request.originalUrl;
    const params = (request.body ?? {}) as Record<string, unknown>;
    if (isSigned(this.config.twilio.authToken, url, params, request.headers[SIGNATURE_HEADER])) return true;
    // The pattern, not the path: ids in it would make a label of their own each.
    const route = (request.route as { path?: string } | undefined)?.path ?? 'unknown';
    this.metrics.webhooks.inc({ route, result: 'forged' });
    const address = request.ip ?? '';
    const waitSeconds = await this.forgeries.count(address);
    if (waitSeconds !== null) throw new TooManyForgeriesError(waitSeconds);
    this.log.warn('webhook.forged', address, { status: 403 });
    throw new ForgedWebhookError();
  }
}
