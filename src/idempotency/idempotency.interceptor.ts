import {
  HttpException,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { DomainError } from '../common/errors/domain.error.js';
import type { IdentifiedRequest, Principal } from '../common/http/access.decorators.js';
import { IDEMPOTENCY_KEY_HEADER, readIdempotencyKey } from '../common/http/idempotency-key.js';
import { currentRequest } from '../common/http/request-id.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { Idempotency } from './idempotency.service.js';
import type { Claim } from './idempotency.types.js';

/** Their answers set cookies, which belong to nobody who asks again. */
const OF_SESSIONS = /^\/api\/v1\/session\b/i;

/** Every POST that carries a key is done once (`Idempotency`). */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly log: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request & IdentifiedRequest>();
    const header = request.get(IDEMPOTENCY_KEY_HEADER);
    const { principal } = request;
    if (request.method !== 'POST' || header === undefined || !principal) return next.handle();
    if (OF_SESSIONS.test(request.path)) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return from(
      this.once(request, response, readIdempotencyKey(header), principal, () => lastValueFrom(next.handle())),
    );
  }

  private async once(
    request: Request,
    response: Response,
    key: string,
    { clinicId, actor }: Principal,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const claimed = await this.idempotency.claim({ clinicId, actor, key, content: contentOf(request) });
    if (claimed.kind === 'answered') {
      response.status(claimed.answer.status).setHeader('Idempotent-Replayed', 'true');
      return claimed.answer.body;
    }
    const body = await work().catch((error: unknown) => this.giveUp(claimed.claim, error));
    // Those whom its entries in the audit trail name.
    const patientIds = [...(currentRequest()?.patientIds ?? [])];
    await this.quietly(() => this.idempotency.finish(claimed.claim, { status: response.statusCode, body, patientIds }));
    return body;
  }

  private async giveUp(claim: Claim, error: unknown): Promise<never> {
    const tookNoEffect = isRefusal(error);
    await this.quietly(() => (tookNoEffect ? this.idempotency.release(claim) : this.idempotency.leaveUnknown(claim)));
    throw error;
  }

  /** The request itself is over: its client is told what came of it, and whoever repeats it that this is not known. */
  private async quietly(note: () => Promise<void>): Promise<void> {
    await note().catch((error: unknown) => this.log.warn('http.idempotency_lost', errorFields(error)));
  }
}

/**
 * A refusal undoes its transaction. Of other failures nobody knows: a connection was lost at its end, or the carrier may have done
 * what it did not answer.
 */
const isRefusal = (error: unknown): boolean =>
  error instanceof DomainError
    ? error.kind !== 'unavailable'
    : error instanceof HttpException && error.getStatus() < 500;

const contentOf = ({ method, originalUrl, body }: Request): string =>
  `${method} ${originalUrl}\n${JSON.stringify(body ?? null)}`;
