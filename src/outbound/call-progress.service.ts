import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { CallsService } from '../calls/calls.service.js';
import type { Call } from '../calls/calls.types.js';
import { PlacedCalls } from '../calls/placed-calls.service.js';
import { isFinal, type FinalStatus } from '../carrier/carrier.protocol.js';
import { hangUp, speakAndHangUp } from '../carrier/twiml.presenter.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { CallSid, ClinicId } from '../common/ids/ids.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { resultOf, type AttemptResult } from './attempt.policy.js';
import { Attempts } from './attempts.service.js';
import { MachineAnswers } from './machine-answers.service.js';
import { OutboundSwitchboard } from './outbound-line.port.js';
import { settleJob } from './outbound.jobs.js';
import { OutboundRepository } from './outbound.repository.js';
import type { OutboundCall, OutboundCallId, OutboundKey } from './outbound.types.js';

/** How often a call that goes on is looked at, should its end not be reported. */
const LOOK_AGAIN_MINUTES = 15;
/** The carrier ends every call after four hours. */
const LONGEST_CALL_HOURS = 4;

/** TwiML, and a word for the metrics on why it was chosen. */
export interface OutboundAnswer {
  twiml: string;
  result: 'connected' | 'message' | 'hung_up';
}

interface Found {
  order: OutboundCall;
  call: Call;
  /** False for a call that the order no longer, or never, knew: it is closed, and changes nothing else. */
  isCurrent: boolean;
}

/**
 * What becomes of a call after it was placed. The carrier's answer to the order, its reports and its questions come in any
 * order and more than once; whichever is first opens the call's record.
 */
@Injectable()
export class CallProgress implements OnModuleInit {
  constructor(
    private readonly orders: OutboundRepository,
    private readonly attempts: Attempts,
    private readonly machines: MachineAnswers,
    private readonly calls: CallsService,
    private readonly placedCalls: PlacedCalls,
    private readonly switchboard: OutboundSwitchboard,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(settleJob, ({ clinicId, id, attempt }) =>
      this.settle({ clinicId: clinicId as ClinicId, id: id as OutboundCallId }, attempt),
    );
  }

  /** The carrier took the order, and named the call. */
  async placed(key: OutboundKey, callSid: CallSid): Promise<void> {
    await this.find(key, callSid);
  }

  /** Somebody, or something, answered: the carrier asks what to do. */
  async answered(key: OutboundKey, callSid: CallSid): Promise<OutboundAnswer> {
    const found = await this.find(key, callSid);
    if (!found?.isCurrent || found.call.status === 'completed') return { twiml: hangUp(), result: 'hung_up' };
    const { order, call } = found;
    const answeredBy = await this.within(key, async (tx) => {
      await this.begin(tx, found);
      return this.placedCalls.answeredBy(tx, call);
    });
    if (answeredBy !== 'machine') return { twiml: await this.switchboard.line.connect(call), result: 'connected' };
    return order.machineMessage === null ? { twiml: hangUp(), result: 'hung_up' } : this.message(key, callSid);
  }

  /** The verdict on who answered, while the conversation has begun already. */
  async detected(key: OutboundKey, callSid: CallSid, answeredBy: string): Promise<void> {
    const found = await this.find(key, callSid);
    if (found?.isCurrent) await this.machines.detected(found.order, found.call, answeredBy);
  }

  /** The carrier is about to speak the message to a machine: it has been sent here for it. */
  async message(key: OutboundKey, callSid: CallSid): Promise<OutboundAnswer> {
    const found = await this.find(key, callSid);
    const words = found?.order.machineMessage;
    if (!found?.isCurrent || !words) return { twiml: hangUp(), result: 'hung_up' };
    await this.within(key, async (tx) => {
      const order = await this.lockCurrent(tx, found);
      const changes = { status: 'in_progress', reason: 'message_started' } as const;
      if (order) await this.orders.update(tx, order, changes, this.clock.now());
    });
    return { twiml: speakAndHangUp(words), result: 'message' };
  }

  async reported(key: OutboundKey, callSid: CallSid, carrierStatus: string): Promise<void> {
    const found = await this.find(key, callSid);
    if (!found) return;
    if (carrierStatus === 'in-progress' && found.isCurrent) await this.within(key, (tx) => this.begin(tx, found));
    if (isFinal(carrierStatus)) await this.ended(found, carrierStatus);
  }

  /** Ends an attempt whose end nobody reported. */
  private async settle(key: OutboundKey, attempt: number): Promise<void> {
    const { order, call } = await this.within(key, (tx) => this.stateOf(tx, key));
    if (!order || order.attempts !== attempt || !(order.status === 'dialling' || order.status === 'in_progress'))
      return;
    if (this.attempts.isEarlyToSettle(order)) {
      return this.within(key, (tx) => this.attempts.settleLater(tx, order));
    }
    if (order.status === 'dialling') {
      if (call) return this.ended({ order, call, isCurrent: true }, 'no-answer');
      const unconfirmed: AttemptResult = { reason: 'unconfirmed', ending: null, again: true };
      await this.within(key, async (tx) => {
        const locked = await this.orders.lock(tx, key);
        if (locked?.status !== 'dialling' || locked.attempts !== attempt || locked.callId) return;
        await this.attempts.finish(tx, locked, unconfirmed);
      });
    } else if (call) {
      const over = call.status === 'completed' || hoursSince(call.startedAt, this.clock.now()) > LONGEST_CALL_HOURS;
      if (over) return this.ended({ order, call, isCurrent: true }, 'completed');
      await this.within(key, (tx) => this.attempts.settleLater(tx, order, LOOK_AGAIN_MINUTES));
    }
  }

  private async ended(found: Found, carrierStatus: FinalStatus): Promise<void> {
    const { call } = found;
    const { answeredBy, order } = await this.within(found.order, async (tx) => ({
      answeredBy: await this.placedCalls.answeredBy(tx, call),
      order: (await this.orders.find(tx, found.order))?.order ?? found.order,
    }));
    const messageSpoken = found.isCurrent && order.reason === 'message_started';
    const result = resultOf({ carrierStatus, answeredBy, messageSpoken });
    const { ending } = result;
    await (ending === null ? this.switchboard.line.ended(call) : this.calls.close(call, ending));
    await this.within(order, async (tx) => {
      const current = await this.lockCurrent(tx, found);
      if (ending !== null && carrierStatus === 'completed') await this.placedCalls.correctOutcome(tx, call, ending);
      if (current) await this.attempts.finish(tx, current, result);
    });
  }

  private async begin(tx: Tx, found: Found): Promise<void> {
    const current = await this.lockCurrent(tx, found);
    if (current?.status === 'dialling') {
      await this.orders.update(tx, current, { status: 'in_progress' }, this.clock.now());
    }
  }

  /** The order and the call that it is about, as they are now. */
  private async stateOf(tx: Tx, key: OutboundKey): Promise<{ order: OutboundCall | null; call: Call | null }> {
    const { order = null } = (await this.orders.find(tx, key)) ?? {};
    const call = order?.callId ? await this.placedCalls.get(tx, order.clinicId, order.callId) : null;
    return { order, call };
  }

  /** The order, while this call is what it is about. */
  private async lockCurrent(tx: Tx, { order, call }: Pick<Found, 'order' | 'call'>): Promise<OutboundCall | null> {
    const locked = await this.orders.lock(tx, order);
    if (locked?.callId !== call.id) return null;
    return locked.status === 'dialling' || locked.status === 'in_progress' ? locked : null;
  }

  /** The order and the call, which is recorded when it was not known. Null for an order that we don't know. */
  private find(key: OutboundKey, callSid: CallSid): Promise<Found | null> {
    return this.within(key, async (tx) => {
      const order = await this.orders.lock(tx, key);
      if (!order) return null;
      const { clinicId, ourNumber, theirNumber, agentProfileVersion } = order;
      const at = this.clock.now();
      const placed = { clinicId, callSid, ourNumber, theirNumber, agentProfileVersion, at };
      const { call, fresh } = await this.placedCalls.open(tx, placed);
      if (!fresh || !awaitsCall(order)) return { order, call, isCurrent: order.callId === call.id };
      const isLate = order.status !== 'dialling';
      const changes = { status: 'dialling', callId: call.id, dueAt: isLate ? at : order.dueAt } as const;
      await this.orders.update(tx, order, changes, at);
      // An attempt that was given up for lost, and comes to life: it needs somebody to look after it once more.
      if (isLate) await this.attempts.settleLater(tx, order);
      return { order: { ...order, ...changes }, call, isCurrent: true };
    });
  }

  private within<Result>({ clinicId }: OutboundKey, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.database.inClinic(clinicId, work);
  }
}

/** True while a call may turn up that the order does not know: between dialling and its name, and after it was given up. */
const awaitsCall = ({ status, callId, reason }: OutboundCall): boolean =>
  status === 'dialling' ? callId === null : reason === 'unconfirmed' && (status === 'waiting' || status === 'gave_up');

const hoursSince = (then: Temporal.Instant, now: Temporal.Instant): number => then.until(now).total('hours');
