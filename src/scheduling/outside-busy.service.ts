import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, ProviderId } from '../common/ids/ids.js';
import { BlockoutsRepository } from './blockouts.repository.js';
import type { BusyTime, LiveTime, OutsideChanges, OutsideEvent, OutsideReading } from './blockouts.types.js';
import { OutsideBusyRepository, type StoredEvent } from './outside-busy.repository.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { common, overlapping, united, without, type Stretch } from './stretches.policy.js';
import { uncoveredPieces } from './uncovered.policy.js';
import { VisitJobs } from './visit-jobs.service.js';

interface Owner {
  clinicId: ClinicId;
  providerId: ProviderId;
}

/** What calendars outside take of a provider's time. */
@Injectable()
export class OutsideBusyTime {
  constructor(
    private readonly events: OutsideBusyRepository,
    private readonly blockouts: BlockoutsRepository,
    private readonly locks: ResourceLocks,
    private readonly jobs: VisitJobs,
  ) {}

  /** The provider's turn, until the transaction ends: to be had before anything is changed in it. */
  takeTurn(tx: Tx, { clinicId, providerId }: Owner): Promise<void> {
    return this.locks.take(tx, clinicId, [providerId], 'exclusive');
  }

  /**
   * Makes what an import takes what its calendar says. Where a visit or a hold is in the way, the rest is taken; the next reading
   * takes what has become free. In the provider's turn.
   */
  async apply(tx: Tx, reading: OutsideReading): Promise<OutsideChanges> {
    const stored = await this.events.list(tx, reading.clinicId, reading.importId);
    const { added, moved, gone } = differences(stored, reading.events ?? stored);
    const goneIds = gone.map(({ id }) => id);
    await this.events.delete(tx, reading.clinicId, goneIds);
    await this.events.move(tx, reading.clinicId, moved);
    await this.events.insert(tx, reading, added, reading.now);
    const letGo = stored.filter(({ id }) => goneIds.includes(id) || moved.some((event) => event.id === id));
    const taken = await this.cover(tx, reading, reading.span, letGo, reading.now);
    const nowMs = reading.now.epochMilliseconds;
    const visits = taken.filter(({ takenBy, toMs }) => takenBy.kind === 'appointment' && toMs > nowMs);
    return {
      added: added.length,
      moved: moved.length,
      gone: gone.length,
      collisions: collisionsOf(reading.events ?? stored, visits),
    };
  }

  /** Frees all that an import takes. In the provider's turn. */
  async free(tx: Tx, owner: Owner, importId: string, now: Temporal.Instant): Promise<void> {
    const stored = await this.events.list(tx, owner.clinicId, importId);
    await this.events.delete(
      tx,
      owner.clinicId,
      stored.map(({ id }) => id),
    );
    const fromMs = now.epochMilliseconds;
    const span = { fromMs, toMs: Math.max(fromMs, ...stored.map(({ toMs }) => toMs)) };
    await this.cover(tx, owner, span, stored, now);
  }

  /**
   * Blockouts take whatever of their time nobody has: also time that one of them has just let go of. What is left of that is free
   * for others. Answers what was taken before.
   */
  private async cover(
    tx: Tx,
    { clinicId, providerId }: Owner,
    span: Stretch,
    letGo: readonly Stretch[],
    now: Temporal.Instant,
  ): Promise<LiveTime[]> {
    const taken = await this.blockouts.takenIn(tx, clinicId, providerId, span, now);
    const busy = await this.blockouts.busyIn(tx, clinicId, providerId, span);
    await this.blockouts.take(tx, clinicId, providerId, uncoveredPieces(busy, taken));
    const freed = without(common(united(letGo), [span]), united([...busy, ...taken]));
    await this.jobs.timeFreed(tx, clinicId, providerId, freed, now);
    return taken;
  }
}

function differences(stored: readonly StoredEvent[], wanted: readonly OutsideEvent[]) {
  const wantedByKey = new Map(wanted.map((event) => [event.key, event]));
  const storedKeys = new Set(stored.map(({ key }) => key));
  const moved: BusyTime[] = [];
  const gone: StoredEvent[] = [];
  for (const event of stored) {
    const now = wantedByKey.get(event.key);
    if (!now) gone.push(event);
    else if (now.fromMs !== event.fromMs || now.toMs !== event.toMs) moved.push({ ...now, id: event.id });
  }
  return { added: wanted.filter(({ key }) => !storedKeys.has(key)), moved, gone };
}

const collisionsOf = (events: readonly OutsideEvent[], visits: readonly Stretch[]): OutsideChanges['collisions'] =>
  events
    .map((event) => ({
      event,
      visits: [...overlapping(visits, event)],
    }))
    .filter((collision) => collision.visits.length > 0);
