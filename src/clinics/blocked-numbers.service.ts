import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { newId, type ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import type { Asker } from './asker.types.js';
import { BlockedNumbersRepository } from './blocked-numbers.repository.js';
import {
  toBlockedNumberItem,
  type BlockedNumber,
  type BlockedNumberId,
  type BlockedNumberItem,
  type BlockedNumberQuery,
  type NewBlockedNumberBody,
} from './blocked-numbers.types.js';
import { AlreadyBlockedError, BlockedNumberNotFoundError } from './clinics.errors.js';
import { ClinicsService } from './clinics.service.js';

/** Callers whom the clinic does not want to hear from. Their numbers are people's data: reading them is written down as well. */
@Injectable()
export class BlockedNumbers {
  constructor(
    private readonly blocked: BlockedNumbersRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  list(asker: Asker, { cursor, limit }: BlockedNumberQuery): Promise<Page<BlockedNumberItem>> {
    const { clinicId, actor } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const page = pageOf(
        await this.blocked.list(tx, clinicId, cursor ?? null, limit + 1),
        limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (one) => toBlockedNumberItem(one, timeZone),
      );
      const ids = page.items.map(({ id }) => id);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'blocked_numbers.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: await this.blocked.patientsOf(tx, clinicId, ids),
        detail: { count: ids.length },
      });
      return page;
    });
  }

  /** @throws BlockedNumberNotFoundError */
  get(asker: Asker, id: BlockedNumberId): Promise<BlockedNumberItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const item = toBlockedNumberItem(await this.find(tx, clinicId, id), timeZone);
      await this.record(tx, asker, 'blocked_number.read', id);
      return item;
    });
  }

  /** @throws AlreadyBlockedError */
  add(asker: Asker, { number, reason }: NewBlockedNumberBody): Promise<BlockedNumberItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.lockIn(tx, clinicId);
      const kept = redactText(reason, 'stored');
      const blocked = { clinicId, id: newId<BlockedNumberId>(), number, reason: kept, createdAt: this.clock.now() };
      if (!(await this.blocked.insert(tx, blocked))) throw new AlreadyBlockedError();
      await this.record(tx, asker, 'blocked_number.added', blocked.id);
      return toBlockedNumberItem(blocked, timeZone);
    });
  }

  /** @throws BlockedNumberNotFoundError, PreconditionFailedError */
  remove(asker: Asker, id: BlockedNumberId, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.lockIn(tx, clinicId);
      precondition.check(toBlockedNumberItem(await this.find(tx, clinicId, id), timeZone));
      // Before the row is gone, by which its patients are found.
      await this.record(tx, asker, 'blocked_number.removed', id);
      await this.blocked.delete(tx, clinicId, id);
    });
  }

  private async find(tx: Tx, clinicId: ClinicId, id: BlockedNumberId): Promise<BlockedNumber> {
    const blocked = await this.blocked.find(tx, clinicId, id);
    if (!blocked) throw new BlockedNumberNotFoundError();
    return blocked;
  }

  private async record(
    tx: Tx,
    { clinicId, actor }: Asker,
    action: `blocked_number.${'read' | 'added' | 'removed'}`,
    id: BlockedNumberId,
  ): Promise<void> {
    await this.audit.record(tx, {
      clinicId,
      at: this.clock.now(),
      actor,
      action,
      subject: { kind: 'blocked_number', id },
      patientIds: await this.blocked.patientsOf(tx, clinicId, [id]),
    });
  }
}
