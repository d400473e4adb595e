import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import type { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import { newId, type AccountId, type ApiKeyId, type ClinicId, type HoldId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { inAttempts } from './attempts.js';
import { HoldsRepository } from './holds.repository.js';
import { PlacingService } from './placing.service.js';
import { HoldGoneError, HoldNotFoundError, HoldOfAnotherError, TooManyHoldsError } from './scheduling.errors.js';
import type { Credential, Slot } from './scheduling.types.js';
import { SlotHoldsRepository } from './slot-holds.repository.js';
import type { HoldItem, HoldQuery, ListedHold, NewHoldBody } from './slot-holds.types.js';
import { SlotItems } from './slot-items.service.js';
import { TimeWishes } from './time-wishes.service.js';

/** Enough for a booking page that many visit; more would be a way to keep a practice's days from others. */
const MOST_HOLDS = 50;

/**
 * Times that staff and integrations hold by the API while somebody decides. Each stands in the way of everybody until it is used,
 * released or expires, the holds of one key among each other as well: a key may serve many people.
 */
@Injectable()
export class SlotHolds {
  constructor(
    private readonly listed: SlotHoldsRepository,
    private readonly holds: HoldsRepository,
    private readonly placing: PlacingService,
    private readonly wishes: TimeWishes,
    private readonly items: SlotItems,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds a time, by the rules of the desk.
   *
   * @throws InvalidInputError, SlotTakenError with the nearest other times, TooManyHoldsError
   */
  async hold(principal: Principal, { forMinutes, ...wish }: NewHoldBody): Promise<HoldItem> {
    const { clinicId } = principal;
    const { typeId, providerId, operatoryId } = wish;
    await this.wishes.check(clinicId, { typeId, providerId, operatoryId }, 'body');
    const now = this.clock.now();
    const [slot] = await this.wishes.slotsFor(clinicId, wish, now);
    const request = { slot, onlyIn: operatoryId, now, expiresAt: now.add({ minutes: forMinutes }) };
    const item = slot
      ? await inAttempts<HoldItem | null>(
          this.database,
          clinicId,
          (held) => held !== null,
          (tx, isRetry) => this.holdIn(tx, principal, { ...request, slot }, isRetry),
        )
      : null;
    if (!item) throw await this.wishes.refusal(clinicId, wish, now);
    return item;
  }

  /** All times of the clinic that are held, also those that callers and the waiting list hold. */
  list({ clinicId }: Principal, { cursor, limit }: HoldQuery): Promise<Page<HoldItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const rows = await this.listed.list(tx, clinicId, this.clock.now(), cursor ?? null, limit + 1);
      const page = pageOf(
        rows,
        limit,
        ({ id, slot }) => rowPlace(slot.startsAt, id),
        (row) => row,
      );
      return { ...page, items: await this.itemsOf(tx, clinicId, page.items) };
    });
  }

  /** @throws HoldNotFoundError */
  get({ clinicId }: Principal, id: HoldId): Promise<HoldItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const hold = await this.listed.find(tx, clinicId, id, this.clock.now());
      if (!hold) throw new HoldNotFoundError();
      return this.itemOf(tx, clinicId, hold);
    });
  }

  /** @throws HoldNotFoundError, HoldOfAnotherError, PreconditionFailedError */
  async release(principal: Principal, id: HoldId, precondition: Precondition): Promise<void> {
    const { clinicId, actor } = principal;
    const now = this.clock.now();
    await this.database.inClinic(clinicId, async (tx) => {
      const hold = (await this.holds.lock(tx, clinicId, id)) && (await this.listed.find(tx, clinicId, id, now));
      if (!hold) throw new HoldNotFoundError();
      precondition.check(await this.itemOf(tx, clinicId, hold));
      if (!isOf(hold, principal)) throw new HoldOfAnotherError();
      await this.holds.delete(tx, clinicId, [id]);
      await this.audit.record(tx, { clinicId, at: now, actor, action: 'hold.released', subject: { kind: 'hold', id } });
    });
  }

  /**
   * The time of a hold that its owner wants to use.
   *
   * @throws HoldGoneError, HoldOfAnotherError
   */
  async heldBy(principal: Principal, id: HoldId, now: Temporal.Instant): Promise<Slot> {
    const { clinicId } = principal;
    const hold = await this.database.inClinic(clinicId, (tx) => this.listed.find(tx, clinicId, id, now));
    if (!hold) throw new HoldGoneError();
    if (!isOf(hold, principal)) throw new HoldOfAnotherError();
    return hold.slot;
  }

  private async holdIn(
    tx: Tx,
    { clinicId, actor }: Principal,
    request: { slot: Slot; onlyIn: NewHoldBody['operatoryId']; now: Temporal.Instant; expiresAt: Temporal.Instant },
    isRetry: boolean,
  ): Promise<HoldItem | null> {
    const { slot, onlyIn, now, expiresAt } = request;
    const owner = credentialOf(actor);
    if ((await this.listed.countInTurn(tx, clinicId, owner, now)) >= MOST_HOLDS)
      throw new TooManyHoldsError(MOST_HOLDS);
    const wish = { clinicId, slot, now, ...(onlyIn && { onlyIn }) };
    const schedule = await this.placing.scheduleFor(tx, wish, 'desk');
    const place = await this.placing.openPlace(tx, schedule, wish, [], isRetry);
    if (!place) return null;
    const id = newId<HoldId>();
    const held = { ...slot, operatoryId: place.operatoryId };
    await this.holds.insert(tx, clinicId, owner, { id, slot: held, expiresAt }, now);
    await this.placing.awaitTurn(tx, clinicId, place);
    await this.placing.take(tx, clinicId, place, { holdId: id });
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor,
      action: 'hold.placed',
      subject: { kind: 'hold', id },
      detail: {
        typeId: slot.typeId,
        providerId: slot.providerId,
        operatoryId: place.operatoryId,
        startsAt: slot.startsAt.toString(),
        expiresAt: expiresAt.toString(),
      },
    });
    const holder = { kind: actor.kind, id: actor.id };
    return this.itemOf(tx, clinicId, { id, slot: held, holder, createdAt: now, expiresAt });
  }

  private async itemOf(tx: Tx, clinicId: ClinicId, hold: ListedHold): Promise<HoldItem> {
    const [item] = await this.itemsOf(tx, clinicId, [hold]);
    if (!item) throw new Error('as many items as holds');
    return item;
  }

  private async itemsOf(tx: Tx, clinicId: ClinicId, holds: readonly ListedHold[]): Promise<HoldItem[]> {
    const slots = await this.items.of(
      tx,
      clinicId,
      holds.map(({ slot }) => slot),
    );
    return slots.flatMap((slot, index) => {
      const hold = holds[index];
      if (!hold) return [];
      const { id, holder, createdAt, expiresAt } = hold;
      return [{ id, ...slot, heldBy: holder, ...toWallTimes(slot.timeZone, { createdAt, expiresAt }) }];
    });
  }
}

const isOf = ({ holder }: ListedHold, { actor }: Principal): boolean =>
  holder.kind === actor.kind && holder.id === actor.id;

const credentialOf = ({ kind, id }: Principal['actor']): Credential =>
  kind === 'api_key' ? { apiKeyId: id as ApiKeyId } : { accountId: id as AccountId };
