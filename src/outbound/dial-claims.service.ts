import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { CarrierRequestError } from '../carrier/carrier.errors.js';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { Logger } from '../common/logging/logger.js';
import { whyNotDial } from '../common/validation/dialled-number.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { Consents } from '../compliance/consent/consents.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { Attempts } from './attempts.service.js';
import { zonesOf } from './called-zones.policy.js';
import { dialJob } from './outbound.jobs.js';
import { OutboundMetrics } from './outbound.metrics.js';
import { busyAgainAfterMinutes, CAPS_REACH_HOURS, judgeDial, type DialVerdict } from './outbound.policy.js';
import { OutboundRepository } from './outbound.repository.js';
import type { OutboundCall, OutboundKey } from './outbound.types.js';

/** The carrier places one call a second for an account, unless more was agreed; what comes faster it queues, out of our sight. */
const DIAL_EVERY_MS = 1000;

/** The day in which a clinic places so many calls at most ends now. */
const HOURS_OF_DAY = 24;

/** Decides whether an order is dialled now, and by whom: of all processes that try, the row lets one. */
@Injectable()
export class DialClaims {
  constructor(
    private readonly orders: OutboundRepository,
    private readonly attempts: Attempts,
    private readonly consents: Consents,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly metrics: OutboundMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /**
   * Takes the order for dialling: written down before the carrier hears of it, so that a crash in between costs an attempt
   * and never rings twice. Null when there is nothing to dial now.
   */
  async claim(tx: Tx, key: OutboundKey): Promise<OutboundCall | null> {
    await this.orders.lockDialling(tx);
    const order = await this.orders.lock(tx, key);
    if (order?.status !== 'waiting') return null;
    const now = this.clock.now();
    const at = await this.nextDialAt(tx, now);
    const verdict = Temporal.Instant.compare(order.dueAt, now) > 0 ? waitFor(order) : await this.judge(tx, order, at);
    this.metrics.verdicts.inc({ verdict: verdict.kind === 'refuse' ? verdict.reason : verdict.kind });
    switch (verdict.kind) {
      case 'wait':
        await this.putOff(tx, order, verdict.until);
        return null;
      case 'refuse':
        await this.orders.update(tx, order, { status: 'refused', reason: verdict.reason }, now);
        await this.record(tx, order, 'outbound_call.refused', { reason: verdict.reason });
        this.log.info('outbound.refused', { clinicId: order.clinicId, requestId: order.id, reason: verdict.reason });
        return null;
      case 'dial': {
        const changes = { status: 'dialling', attempts: order.attempts + 1, dueAt: at, callId: null } as const;
        const dialled = { ...order, ...changes };
        await this.orders.update(tx, order, changes, now);
        await this.attempts.settleLater(tx, dialled);
        await this.record(tx, order, 'outbound_call.dialled', { attempt: dialled.attempts });
        return dialled;
      }
    }
  }

  private async nextDialAt(tx: Tx, now: Temporal.Instant): Promise<Temporal.Instant> {
    const free = (await this.orders.lastDialAt(tx, now))?.add({ milliseconds: DIAL_EVERY_MS });
    return free && Temporal.Instant.compare(free, now) > 0 ? free : now;
  }

  private async judge(tx: Tx, order: OutboundCall, at: Temporal.Instant): Promise<DialVerdict> {
    const { clinicId, theirNumber } = order;
    const { timeZone, places, maxPlacedCallsPerDay, ...rules } = await this.orders.rules(tx, order);
    const zones = zonesOf(theirNumber);
    const consent = await this.consents.present(tx, clinicId, { number: theirNumber, purpose: 'call' });
    return judgeDial({
      ...rules,
      at,
      purpose: order.purpose,
      orderedAt: order.createdAt,
      attempts: order.attempts,
      maxAttempts: order.maxAttempts,
      choice: consent?.choice ?? null,
      zones: zones.length > 0 ? zones : [timeZone], // most people live where their clinic is
      recentAttempts: await this.orders.attemptsSince(tx, order, at.subtract({ hours: CAPS_REACH_HOURS })),
      isOutOfBounds: whyNotDial(theirNumber, places) !== null,
      dayIsFullUntil: await this.dayIsFullUntil(tx, order, maxPlacedCallsPerDay, at),
    });
  }

  private async dayIsFullUntil(tx: Tx, order: OutboundCall, most: number, at: Temporal.Instant) {
    const first = most === 0 ? at : await this.orders.placedAt(tx, order, most, at.subtract({ hours: HOURS_OF_DAY }));
    if (first === null) return null;
    this.metrics.dayFull.inc();
    this.log.warn('outbound.day_full', { clinicId: order.clinicId, requestId: order.id });
    return first.add({ hours: HOURS_OF_DAY });
  }

  private async putOff(tx: Tx, order: OutboundCall, until: Temporal.Instant): Promise<void> {
    const { clinicId, id } = order;
    await this.orders.update(tx, order, { dueAt: until }, this.clock.now());
    await this.jobs.enqueue(tx, dialJob, { clinicId, id }, { at: until });
  }

  /** The carrier did not take a claimed order, or did not say. */
  async putBack(tx: Tx, claimed: OutboundCall, error: CarrierRequestError): Promise<void> {
    const order = await this.orders.lock(tx, claimed);
    const { clinicId, requestId } = { clinicId: claimed.clinicId, requestId: claimed.id };
    this.log.warn('outbound.not_placed', { clinicId, requestId, reason: error.failure });
    this.metrics.attempts.inc({ result: `carrier_${error.failure}` });
    // A callback may have told of the call before its cut connection did. Otherwise an uncertain one is left to them, and
    // to the job that looks after it.
    if (order?.status !== 'dialling' || order.attempts !== claimed.attempts || order.callId) return;
    if (error.failure === 'busy') {
      const now = this.clock.now();
      const busyAnswers = order.busyAnswers + 1;
      const minutes = busyAgainAfterMinutes(busyAnswers);
      // Nobody's phone rang: it does not count.
      const changes = { reason: 'carrier_busy', attempts: order.attempts - 1, busyAnswers } as const;
      await this.orders.update(tx, order, { ...changes, status: minutes === null ? 'gave_up' : 'waiting' }, now);
      if (minutes === null) await this.record(tx, order, 'outbound_call.gave_up', { reason: 'carrier_busy' });
      else await this.putOff(tx, order, now.add({ minutes }));
    } else if (error.failure === 'rejected') {
      await this.orders.update(tx, order, { status: 'refused', reason: 'carrier_rejected' }, this.clock.now());
      const detail = { reason: 'carrier_rejected', carrierCode: error.carrierCode };
      await this.record(tx, order, 'outbound_call.refused', detail);
    }
  }

  private record(tx: Tx, order: OutboundCall, action: string, detail: Record<string, string | number | null>) {
    return this.audit.record(tx, {
      clinicId: order.clinicId,
      at: this.clock.now(),
      actor: { kind: 'system', id: 'outbound' },
      action,
      subject: { kind: 'outbound_call', id: order.id },
      detail,
    });
  }
}

const waitFor = (order: OutboundCall): DialVerdict => ({ kind: 'wait', until: order.dueAt });
