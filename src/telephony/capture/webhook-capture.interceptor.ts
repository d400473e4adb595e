import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { tap, type Observable } from 'rxjs';
import { CallCaptures } from './call-captures.service.js';

const WEBHOOKS = '/twilio/';

/**
 * Puts the carrier's webhooks, whichever feature they go to, and their answers into the captures of their calls. Guards come
 * before interceptors: what arrives here has the carrier's signature.
 */
@Injectable()
export class WebhookCapture implements NestInterceptor {
  constructor(private readonly captures: CallCaptures) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.captures.enabled) return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (!request.path.startsWith(WEBHOOKS)) return next.handle();
    const recordAnswer = this.captures.webhook(request.path, (request.body ?? {}) as Record<string, unknown>);
    if (!recordAnswer) return next.handle();
    const response = http.getResponse<Response>();
    let document: unknown;
    // A refusal is answered elsewhere: the status is known only when the answer is out.
    response.once('finish', () => recordAnswer(response.statusCode, document));
    return next.handle().pipe(tap((answer) => (document = answer)));
  }
}
