import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Logger } from '../common/logging/logger.js';
import { AppConfig } from '../config/app-config.js';
import { ForgedWebhookError } from './carrier.errors.js';
import { CarrierMetrics } from './carrier.metrics.js';
import { SIGNATURE_HEADER, isSigned } from './twilio-request.js';

/** Lets nobody but the carrier in. Always on, also in the demo: the simulated carrier signs with the demo's own token. */
@Injectable()
export class TwilioSignatureGuard implements CanActivate {
  constructor(
    private readonly config: AppConfig,
    private readonly metrics: CarrierMetrics,
    private readonly log: Logger,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const url = this.config.publicUrl + request.originalUrl;
    const params = (request.body ?? {}) as Record<string, unknown>;
    if (isSigned(this.config.twilio.authToken, url, params, request.headers[SIGNATURE_HEADER])) return true;
    this.metrics.webhooks.inc({ route: request.path, result: 'forged' });
    this.log.warn('webhook.forged', { status: 403 });
    throw new ForgedWebhookError();
  }
}
