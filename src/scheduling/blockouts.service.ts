import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { newId, type BlockoutId, type ClinicId, type ProviderId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { AuditEntry } from '../compliance/compliance.types.js';
import type { Reserved } from './availability.types.js';
import { BlockoutsRepository, stretchOf } from './blockouts.repository.js';
import type {
  Blockout,
  BlockoutListQuery,
  BlockRequest,
  ListedWeeklyBlockout,
  StaffRequest,
  WeeklyBlockRequest,
  WeeklyListQuery,
} from './blockouts.types.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { AppointmentTypeNotFoundError, ResourceNotFoundError, TimeTakenError } from './scheduling.errors.js';
import { united, without } from './stretches.policy.js';
import { uncoveredPieces } from './uncovered.policy.js';
import { VisitJobs } from './visit-jobs.service.js';
import { WeeklyBlockoutsRepository } from './weekly-blockouts.repository.js';

const MAX_DAYS = 400;

/** Time that a provider or a chair is not to be had, or only for some types of visit. */
@Injectable()
export class Blockouts {
  constructor(
    private readonly blockouts: BlockoutsRepository,
    private readonly weekly: WeeklyBlockoutsRepository,
    private readonly locks: ResourceLocks,
    private readonly jobs: VisitJobs,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
  ) {}

  /**
   * Blocks one stretch, or keeps it for some types. The same stretch for the same reason a second time is the first one.
   *
   * @throws ResourceNotFoundError, AppointmentTypeNotFoundError, InvalidInputError for an empty range or one of more than 400 days,
   * TimeTakenError when there are visits in it, or somebody is deciding about one. Kept time is a rule for bookings to come and
   * lets visits be.
   */
  async block(request: BlockRequest): Promise<Blockout> {
    checkRange(request);
    return this.database.inClinic(request.clinicId, async (tx) => {
      await this.checkIds(tx, request);
      const { clinicId, resourceId } = request;
      await this.locks.take(tx, clinicId, [resourceId], 'exclusive');
      const same = await this.blockouts.findSame(tx, request);
      if (same) return same;
      const { startsAt, endsAt, reason, reserved } = request;
      const blockout: Blockout = { id: newId<BlockoutId>(), resourceId, startsAt, endsAt, reason, reserved };
      await this.blockouts.insert(tx, blockout.id, request);
      if (!reserved) await this.take(tx, request, blockout);
      await this.record(tx, request, 'blockout.added', 'blockout', blockout.id, {
        ...asDetail(request),
        startsAt: startsAt.toString(),
        endsAt: endsAt.toString(),
      });
      return blockout;
    });
  }

  /**
   * False when there is none (any more). What was read from a calendar outside goes with its event, or with the import.
   *
   * @param look sees it before it goes; what it throws leaves it there
   */
  async remove(
    request: StaffRequest & { id: BlockoutId },
    look: (blockout: Blockout) => void = () => undefined,
  ): Promise<boolean> {
    const { clinicId, id, now } = request;
    return this.database.inClinic(clinicId, async (tx) => {
      const blockout = await this.blockouts.find(tx, clinicId, id);
      if (!blockout) return false;
      look(blockout);
      if (blockout.reason === 'calendar') return false;
      const { resourceId } = blockout;
      await this.locks.take(tx, clinicId, [resourceId], 'exclusive');
      // Nothing of one of ours ever changes: it is as it was seen, or gone.
      if (!(await this.blockouts.delete(tx, clinicId, id))) return false;
      // Whatever else blocks this time takes what this one had taken for it.
      const span = stretchOf(blockout);
      const others = await this.blockouts.busyIn(tx, clinicId, resourceId, span);
      const taken = await this.blockouts.takenIn(tx, clinicId, resourceId, span, now);
      await this.blockouts.take(tx, clinicId, resourceId, uncoveredPieces(others, taken));
      if (!blockout.reserved && (await this.blockouts.isProvider(tx, clinicId, resourceId))) {
        const freed = without([span], united([...others, ...taken]));
        await this.jobs.timeFreed(tx, clinicId, resourceId as ProviderId, freed, now);
      }
      await this.record(tx, request, 'blockout.removed', 'blockout', id, { resourceId });
      return true;
    });
  }

  /** Also one that was read from a calendar outside. */
  find(clinicId: ClinicId, id: BlockoutId): Promise<Blockout | null> {
    return this.database.inClinic(clinicId, (tx) => this.blockouts.find(tx, clinicId, id));
  }

  /** By their start; also what was read from calendars outside. */
  list(clinicId: ClinicId, query: BlockoutListQuery): Promise<Blockout[]> {
    return this.database.inClinic(clinicId, (tx) => this.blockouts.list(tx, clinicId, query));
  }

  /**
   * Blocks some time of every week, or keeps it for some types: a rule for bookings to come. The same a second time is the first.
   *
   * @throws ResourceNotFoundError, AppointmentTypeNotFoundError, InvalidInputError
   */
  async addWeekly(request: WeeklyBlockRequest): Promise<ListedWeeklyBlockout> {
    checkWeekly(request);
    return this.database.inClinic(request.clinicId, async (tx) => {
      await this.checkIds(tx, request);
      await this.locks.take(tx, request.clinicId, [request.resourceId], 'exclusive');
      const same = await this.weekly.findSame(tx, request);
      if (same) return same;
      const added = await this.weekly.insert(tx, request);
      await this.record(tx, request, 'weekly_blockout.added', 'weekly_blockout', added.id, {
        ...asDetail(request),
        weekday: request.weekday,
        startMinute: request.startMinute,
        endMinute: request.endMinute,
      });
      return added;
    });
  }

  /**
   * Another last day, or none. Null when there is no such time (any more).
   *
   * @param look sees it once nobody else can change it; what it throws leaves it as it is
   * @throws InvalidInputError for a day before its first one
   */
  async setWeeklyEnd(
    request: StaffRequest & { id: string; lastDay: Temporal.PlainDate | null },
    look: (weekly: ListedWeeklyBlockout) => void,
  ): Promise<ListedWeeklyBlockout | null> {
    const { clinicId, id, lastDay } = request;
    return this.database.inClinic(clinicId, async (tx) => {
      const weekly = await this.weekly.lock(tx, clinicId, id);
      if (!weekly) return null;
      look(weekly);
      checkLastDay(weekly.validFrom, lastDay);
      await this.weekly.setLastDay(tx, clinicId, id, lastDay);
      const detail = { lastDay: lastDay?.toString() ?? null };
      await this.record(tx, request, 'weekly_blockout.changed', 'weekly_blockout', id, detail);
      return { ...weekly, validUntil: lastDay };
    });
  }

  /**
   * It never was. False when there is none (any more).
   *
   * @param look as of `setWeeklyEnd`
   */
  async removeWeekly(
    request: StaffRequest & { id: string },
    look: (weekly: ListedWeeklyBlockout) => void,
  ): Promise<boolean> {
    const { clinicId, id } = request;
    return this.database.inClinic(clinicId, async (tx) => {
      const weekly = await this.weekly.lock(tx, clinicId, id);
      if (!weekly) return false;
      look(weekly);
      await this.weekly.delete(tx, clinicId, id);
      const { resourceId } = weekly;
      await this.record(tx, request, 'weekly_blockout.removed', 'weekly_blockout', id, { resourceId });
      return true;
    });
  }

  findWeekly(clinicId: ClinicId, id: string): Promise<ListedWeeklyBlockout | null> {
    return this.database.inClinic(clinicId, (tx) => this.weekly.find(tx, clinicId, id));
  }

  /** By weekday and time. */
  listWeekly(clinicId: ClinicId, query: WeeklyListQuery): Promise<ListedWeeklyBlockout[]> {
    return this.database.inClinic(clinicId, (tx) => this.weekly.list(tx, clinicId, query));
  }

  private async take(tx: Tx, { clinicId, resourceId, now }: BlockRequest, blockout: Blockout): Promise<void> {
    const span = stretchOf(blockout);
    const taken = await this.blockouts.takenIn(tx, clinicId, resourceId, span, now);
    const idsOf = (kind: 'appointment' | 'hold') =>
      taken.filter(({ takenBy }) => takenBy.kind === kind).map(({ takenBy }) => takenBy.id);
    const [visits, holds] = [[...new Set(idsOf('appointment'))], idsOf('hold')];
    if (visits.length + holds.length > 0) throw new TimeTakenError(visits, holds.length);
    await this.blockouts.take(tx, clinicId, resourceId, uncoveredPieces([{ id: blockout.id, ...span }], taken));
  }

  private async checkIds(tx: Tx, { clinicId, resourceId, reserved }: BlockRequest | WeeklyBlockRequest): Promise<void> {
    if (!(await this.blockouts.hasResource(tx, clinicId, resourceId))) throw new ResourceNotFoundError();
    if (!reserved) return;
    const types = new Set(reserved.for);
    if ((await this.blockouts.countTypes(tx, clinicId, [...types])) < types.size) {
      throw new AppointmentTypeNotFoundError();
    }
  }

  private record(
    tx: Tx,
    { clinicId, actor, now }: StaffRequest,
    action: string,
    kind: string,
    id: string,
    detail: AuditEntry['detail'],
  ): Promise<void> {
    return this.audit.record(tx, { clinicId, at: now, actor, action, subject: { kind, id }, detail });
  }
}

const asDetail = ({ resourceId, reason, reserved }: BlockRequest | WeeklyBlockRequest) => ({
  resourceId,
  reason,
  kind: reserved ? 'reserved' : 'busy',
});

function checkRange({ startsAt, endsAt, reserved }: BlockRequest): void {
  checkReserved(reserved);
  if (Temporal.Instant.compare(startsAt, endsAt) >= 0) refuse('/endsAt', 'must be after startsAt');
  if (Temporal.Instant.compare(endsAt, startsAt.add({ hours: MAX_DAYS * 24 })) > 0) {
    refuse('/endsAt', `at most ${MAX_DAYS} days after startsAt`);
  }
}

function checkWeekly({ startMinute, endMinute, validFrom, validUntil, reserved }: WeeklyBlockRequest): void {
  checkReserved(reserved);
  if (startMinute >= endMinute) refuse('/endMinute', 'must be after startMinute');
  checkLastDay(validFrom, validUntil);
}

function checkLastDay(validFrom: Temporal.PlainDate, validUntil: Temporal.PlainDate | null): void {
  if (validUntil && Temporal.PlainDate.compare(validFrom, validUntil) > 0) {
    refuse('/validUntil', 'must not be before validFrom');
  }
}

function checkReserved(reserved: Reserved | null): void {
  if (reserved && reserved.for.length === 0) refuse('/reserved/for', 'must name at least one type');
}

function refuse(field: string, detail: string): never {
  throw new InvalidInputError([{ field, detail }]);
}
