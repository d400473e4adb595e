import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Call } from '../calls/calls.types.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { newId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { machineMessageText } from './machine-message.builder.js';
import { IdempotencyConflictError, NoNumberError, OutboundCallNotFoundError } from './outbound.errors.js';
import { dialJob } from './outbound.jobs.js';
import { OutboundMetrics } from './outbound.metrics.js';
import { OutboundRepository } from './outbound.repository.js';
import {
  latestDue,
  type NewOutboundCall,
  type OutboundCall,
  type OutboundCallId,
  type OutboundKey,
} from './outbound.types.js';

const MAX_ATTEMPTS = 3;

/** Calls that a clinic places, ordered by other parts of the product. Whether and when to dial is decided when they are due. */
@Injectable()
export class OutboundCalls {
  constructor(
    private readonly orders: OutboundRepository,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: OutboundMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders a call in the transaction of what it is about. Idempotent by the order's key.
   *
   * @throws NoNumberError, IdempotencyConflictError
   * @throws InvalidInputError for a number of the clinic's own, and for a time too far ahead.
   */
  async order(tx: Tx, wanted: NewOutboundCall): Promise<OutboundCall> {
    const { clinicId, idempotencyKey } = wanted;
    const call = await this.drawUp(tx, wanted);
    if (!(await this.orders.insert(tx, call, idempotencyKey))) {
      const known = await this.orders.findByIdempotencyKey(tx, clinicId, idempotencyKey);
      if (!saysTheSame(known, call)) throw new IdempotencyConflictError();
      return known;
    }
    await this.jobs.enqueue(tx, dialJob, { clinicId, id: call.id }, { at: call.dueAt });
    await this.audit.record(tx, {
      clinicId,
      at: call.createdAt,
      actor: wanted.actor,
      action: 'outbound_call.ordered',
      subject: { kind: 'outbound_call', id: call.id },
      detail: { purpose: call.purpose, dueAt: call.dueAt.toString() },
    });
    this.metrics.orders.inc({ purpose: call.purpose });
    return call;
  }

  /** @throws OutboundCallNotFoundError */
  async find(key: OutboundKey): Promise<{ order: OutboundCall; callSid: string | null }> {
    const found = await this.orders.find(this.database, key);
    if (!found) throw new OutboundCallNotFoundError();
    return found;
  }

  /** The words with which a conversation begins that was placed for an order; null for every other call. */
  async openingFor(call: Pick<Call, 'clinicId' | 'id' | 'direction' | 'toNumber'>): Promise<string | null> {
    if (call.direction === 'inbound') return null;
    return this.orders.openingOf(this.database, call.clinicId, call.id, call.toNumber);
  }

  private async drawUp(tx: Tx, wanted: NewOutboundCall): Promise<OutboundCall> {
    const { clinicId, to, purpose, opening, machineMessage, notBefore } = wanted;
    const now = this.clock.now();
    if (notBefore && Temporal.Instant.compare(notBefore, latestDue(now)) > 0) {
      throw new InvalidInputError([{ field: '/notBefore', detail: 'at most 90 days ahead' }]);
    }
    const ownNumbers = await this.orders.ownNumbers(tx, clinicId);
    const [ourNumber] = ownNumbers;
    if (!ourNumber) throw new NoNumberError();
    if (ownNumbers.includes(to)) throw new InvalidInputError([{ field: '/to', detail: "the clinic's own number" }]);
    const clinicName = await this.orders.clinicName(tx, clinicId);
    return {
      clinicId,
      id: newId<OutboundCallId>(),
      purpose,
      ourNumber,
      theirNumber: to,
      opening,
      machineMessage: machineMessage ? machineMessageText(machineMessage, { clinicName, ourNumber }) : null,
      status: 'waiting',
      reason: null,
      attempts: 0,
      maxAttempts: MAX_ATTEMPTS,
      dueAt: notBefore && Temporal.Instant.compare(notBefore, now) > 0 ? notBefore : now,
      callId: null,
      createdAt: now,
    };
  }
}

/** Its time may differ: a repeated request is made later, and the order may have been put off since. */
const saysTheSame = (a: OutboundCall, b: OutboundCall): boolean =>
  a.theirNumber === b.theirNumber &&
  a.purpose === b.purpose &&
  a.opening === b.opening &&
  a.machineMessage === b.machineMessage;
