import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type HoldId } from '../common/ids/ids.js';
import { inAttempts } from './attempts.js';
import { FindingService } from './finding.service.js';
import { HoldsRepository } from './holds.repository.js';
import { PlacingService } from './placing.service.js';
import { HoldOwnerGoneError } from './scheduling.errors.js';
import { SchedulingMetrics } from './scheduling.metrics.js';
import type { Hold, HoldOutcome, HoldOwner, HoldRequest } from './scheduling.types.js';

/** Enough for a family; more would be a way to keep a practice's whole day from others. */
const MAX_HOLDS = 4;

/**
 * Times that somebody is deciding about. A hold stands in the way of everybody but its owner, until it expires or its owner is
 * gone: the database deletes those of a call that ends. Expired ones are swept by whoever takes their time.
 */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldsRepository,
    private readonly placing: PlacingService,
    private readonly finding: FindingService,
    private readonly database: PrismaService,
    private readonly metrics: SchedulingMetrics,
  ) {}

  /**
   * Holds a time for its owner, in the wanted chair or another one of its kind. It takes the place of what they held there before,
   * and of their oldest hold when they have too many.
   *
   * @throws AppointmentTypeNotFoundError, HoldOwnerGoneError
   */
  async hold(request: HoldRequest): Promise<HoldOutcome> {
    const hold = await inAttempts<Hold | null>(
      this.database,
      request.clinicId,
      (outcome) => outcome !== null,
      (tx, isRetry) => this.holdIn(tx, request, isRetry),
    );
    if (hold) return { kind: 'held', hold };
    this.metrics.slotsTaken.inc({ wish: 'hold' });
    return { kind: 'slot_taken', alternatives: await this.finding.alternativesTo(request) };
  }

  /** Frees what somebody holds. */
  release(tx: Tx, clinicId: ClinicId, owner: HoldOwner): Promise<void> {
    return this.holds.deleteOf(tx, clinicId, owner);
  }

  /**
   * In a transaction that does more: one of `inAttempts`, which says whether it `isRetry`. Null: the time is taken, or the rules
   * don't allow it.
   *
   * @throws AppointmentTypeNotFoundError, HoldOwnerGoneError
   * @throws LostError when somebody else has just taken the time: the transaction must be undone
   */
  async holdIn(tx: Tx, request: HoldRequest, isRetry: boolean): Promise<Hold | null> {
    const { clinicId, owner, slot, expiresAt, now } = request;
    // Two holds of one call take turns, and none outlives it.
    if ('callId' in owner && !(await this.holds.lockCall(tx, clinicId, owner.callId))) throw new HoldOwnerGoneError();
    const schedule = await this.placing.scheduleFor(tx, request);
    const own = await this.holds.of(tx, clinicId, owner);
    const place = await this.placing.openPlace(tx, schedule, request, own, isRetry);
    if (!place) return null;

    const others = own.map(({ id }) => id).filter((id) => !place.inTheWay.includes(id));
    const surplus = others.slice(0, Math.max(0, others.length - MAX_HOLDS + 1));
    const hold = { id: newId<HoldId>(), slot: { ...slot, operatoryId: place.operatoryId }, expiresAt };
    await this.holds.insert(tx, clinicId, owner, hold, now);
    await this.placing.awaitTurn(tx, clinicId, place);
    await this.placing.take(tx, clinicId, place, { holdId: hold.id });
    await this.holds.delete(tx, clinicId, surplus);
    return hold;
  }
}
