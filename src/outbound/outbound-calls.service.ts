import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Call } from '../calls/calls.types.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { newId } from '../common/ids/ids.js';
import { DIAL_REFUSALS, whyNotDial } from '../common/validation/dialled-number.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { AgentProfiles } from '../profiles/agent-profiles.service.js';
import { disclosed } from '../compliance/consent/ai-disclosure.policy.js';
import { greetingOf } from '../profiles/phrase-lines.builder.js';
import { ProfileDiscardedError } from '../profiles/profiles.errors.js';
import { machineMessageText } from './machine-message.builder.js';
import { IdempotencyConflictError, NoNumberError, OutboundCallNotFoundError } from './outbound.errors.js';
import { dialJob } from './outbound.jobs.js';
import { OutboundMetrics } from './outbound.metrics.js';
import { OutboundRepository } from './outbound.repository.js';
import {
  latestDue,
  type NewOutboundCall,
  type NewTestCall,
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
    private readonly profiles: AgentProfiles,
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
   * @throws InvalidInputError for a number of the clinic's own, one that its calls don't go to, and for a time too far ahead.
   */
  async order(tx: Tx, wanted: NewOutboundCall): Promise<OutboundCall> {
    const { clinicId, purpose, opening, machineMessage, notBefore } = wanted;
    const now = this.clock.now();
    if (notBefore && Temporal.Instant.compare(notBefore, latestDue(now)) > 0) {
      throw new InvalidInputError([{ field: '/notBefore', detail: 'at most 90 days ahead' }]);
    }
    const ourNumber = await this.numberFor(tx, wanted);
    const clinicName = await this.orders.clinicName(tx, clinicId);
    return this.accept(tx, wanted, {
      purpose,
      ourNumber,
      opening: redactText(opening, 'stored'),
      machineMessage: machineMessage ? machineMessageText(machineMessage, { clinicName, ourNumber }) : null,
      maxAttempts: MAX_ATTEMPTS,
      busyAnswers: 0,
      dueAt: notBefore && Temporal.Instant.compare(notBefore, now) > 0 ? notBefore : now,
      agentProfileVersion: null,
      createdAt: now,
    });
  }

  /**
   * Orders a call by a version of the receptionist. It is placed now or not at all, and once: a machine is hung up on.
   *
   * @throws ProfileNotFoundError, ProfileDiscardedError, NoNumberError, IdempotencyConflictError
   * @throws InvalidInputError for a number of the clinic's own, and one that its calls don't go to.
   */
  async orderTest(tx: Tx, wanted: NewTestCall): Promise<OutboundCall> {
    const { clinicId, agentProfileVersion } = wanted;
    const { status } = await this.profiles.getIn(tx, clinicId, agentProfileVersion);
    if (status === 'discarded') throw new ProfileDiscardedError(agentProfileVersion);
    const now = this.clock.now();
    return this.accept(tx, wanted, {
      purpose: 'profile_test',
      ourNumber: await this.numberFor(tx, wanted),
      opening: null,
      machineMessage: null,
      maxAttempts: 1,
      busyAnswers: 0,
      dueAt: now,
      agentProfileVersion,
      createdAt: now,
    });
  }

  /** @throws OutboundCallNotFoundError */
  async find(key: OutboundKey): Promise<{ order: OutboundCall; callSid: string | null }> {
    const found = await this.database.inClinic(key.clinicId, (tx) => this.orders.find(tx, key));
    if (!found) throw new OutboundCallNotFoundError();
    return found;
  }

  /**
   * The words with which a conversation begins that was placed for an order; null for every other call. Whoever ordered it, they
   * say that an AI speaks.
   */
  async openingFor(call: Pick<Call, 'clinicId' | 'id' | 'direction' | 'toNumber'>): Promise<string | null> {
    if (call.direction === 'inbound') return null;
    const { clinicId, id, toNumber } = call;
    return this.database.inClinic(clinicId, async (tx) => {
      const order = await this.orders.findByCall(tx, clinicId, id, toNumber);
      if (!order) return null;
      const { settings } = await this.profiles.forCallIn(tx, clinicId, order.agentProfileVersion);
      const [language = 'en'] = settings.languages;
      const clinicName = await this.orders.clinicName(tx, clinicId);
      return order.opening === null
        ? greetingOf(settings, clinicName, language)
        : disclosed(order.opening, language, [clinicName]);
    });
  }

  /** The number of the clinic that the call comes from. */
  private async numberFor(tx: Tx, { clinicId, to }: Pick<NewOutboundCall, 'clinicId' | 'to'>): Promise<string> {
    const ownNumbers = await this.orders.ownNumbers(tx, clinicId);
    const [ourNumber] = ownNumbers;
    if (!ourNumber) throw new NoNumberError();
    if (ownNumbers.includes(to)) throw new InvalidInputError([{ field: '/to', detail: "the clinic's own number" }]);
    const refusal = whyNotDial(to, await this.orders.places(tx, clinicId));
    if (refusal !== null) throw new InvalidInputError([{ field: '/to', detail: DIAL_REFUSALS[refusal] }]);
    return ourNumber;
  }

  private async accept(tx: Tx, wanted: Wanted, drawnUp: DrawnUp): Promise<OutboundCall> {
    const { clinicId, to: theirNumber, idempotencyKey, actor } = wanted;
    const id = newId<OutboundCallId>();
    const begin = { status: 'waiting', reason: null, attempts: 0, callId: null } as const;
    const call: OutboundCall = { clinicId, id, theirNumber, ...begin, ...drawnUp };
    if (!(await this.orders.insert(tx, call, idempotencyKey))) {
      const known = await this.orders.findByIdempotencyKey(tx, clinicId, idempotencyKey);
      if (!saysTheSame(known, call)) throw new IdempotencyConflictError();
      return known;
    }
    const { purpose, dueAt, agentProfileVersion, createdAt } = call;
    await this.jobs.enqueue(tx, dialJob, { clinicId, id }, { at: dueAt });
    await this.audit.record(tx, {
      clinicId,
      at: createdAt,
      actor,
      action: 'outbound_call.ordered',
      subject: { kind: 'outbound_call', id },
      detail: { purpose, dueAt: dueAt.toString(), ...(agentProfileVersion === null ? {} : { agentProfileVersion }) },
    });
    this.metrics.orders.inc({ purpose });
    return call;
  }
}

type Wanted = Pick<NewOutboundCall, 'clinicId' | 'to' | 'idempotencyKey' | 'actor'>;
type DrawnUp = Omit<OutboundCall, 'clinicId' | 'id' | 'theirNumber' | 'status' | 'reason' | 'attempts' | 'callId'>;

/** Its time may differ: a repeated request is made later, and the order may have been put off since. */
const saysTheSame = (a: OutboundCall, b: OutboundCall): boolean =>
  a.theirNumber === b.theirNumber &&
  a.purpose === b.purpose &&
  a.opening === b.opening &&
  a.agentProfileVersion === b.agentProfileVersion &&
  a.machineMessage === b.machineMessage;
