import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { IdempotencyKeyReusedError, OutcomeUnknownError, RequestInProgressError } from '../common/http/http.errors.js';
import { newId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import {
  KEPT_HOURS,
  type Claim,
  type IdempotentRequestId,
  type NamedRequest,
  type StoredAnswer,
} from './idempotency.types.js';
import { IdempotentRequestsRepository, type StoredRequest } from './idempotent-requests.repository.js';

/** Longer than any request takes: one that is older and has no answer was cut short with its process. */
const IN_PROGRESS_SECONDS = 60;

export type Claimed = { kind: 'new'; claim: Claim } | { kind: 'answered'; answer: StoredAnswer };

/**
 * Whoever sends a request again because no answer came gets the answer of the first, and it is done once. What was cut short between
 * its effect and its answer is not done again either: the client is told that nobody knows.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly requests: IdempotentRequestsRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @throws IdempotencyKeyReusedError, RequestInProgressError, OutcomeUnknownError */
  claim(request: NamedRequest): Promise<Claimed> {
    const { clinicId } = request;
    const now = this.clock.now();
    const claim: Claim = { clinicId, id: newId<IdempotentRequestId>() };
    return this.database.inClinic(clinicId, async (tx) => {
      await this.requests.removeBefore(tx, clinicId, now.subtract({ hours: KEPT_HOURS }));
      if (await this.requests.insert(tx, claim, request, now)) return { kind: 'new', claim };
      const stored = await this.requests.find(tx, request);
      // Its request has just failed: nothing took effect, and the next try may have the key.
      if (!stored) throw new RequestInProgressError();
      const answer = answerOf(stored, now);
      // What was read once is shown once more.
      const subject = { kind: 'idempotent_request', id: stored.id };
      const { patientIds } = answer;
      const { actor } = request;
      await this.audit.record(tx, { clinicId, at: now, actor, action: 'answer.replayed', subject, patientIds });
      return { kind: 'answered', answer };
    });
  }

  /** The request took effect. */
  async finish(claim: Claim, answer: StoredAnswer): Promise<void> {
    await this.database.inClinic(claim.clinicId, (tx) => this.requests.finish(tx, claim, answer, this.clock.now()));
  }

  /** It was refused, and took no effect: it may be sent again. */
  async release(claim: Claim): Promise<void> {
    await this.database.inClinic(claim.clinicId, (tx) => this.requests.remove(tx, claim));
  }

  /** It failed in a way that nobody expected. */
  async leaveUnknown(claim: Claim): Promise<void> {
    await this.database.inClinic(claim.clinicId, (tx) => this.requests.finish(tx, claim, null, this.clock.now()));
  }
}

function answerOf(stored: StoredRequest, now: Temporal.Instant): StoredAnswer {
  if (!stored.isSameRequest) throw new IdempotencyKeyReusedError();
  if (stored.answer) return stored.answer;
  const ageSeconds = now.since(stored.startedAt).total('seconds');
  if (stored.finished || ageSeconds > IN_PROGRESS_SECONDS) throw new OutcomeUnknownError();
  throw new RequestInProgressError();
}
