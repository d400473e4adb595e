import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import { Precondition } from '../../common/http/etag.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { AuditLog } from '../audit-log.service.js';
import { ClinicZones } from '../clinic-zones.service.js';
import type { Actor } from '../compliance.types.js';
import { isWithinLimits, RETENTION_KINDS, type RetentionKind } from './retention-rules.policy.js';
import { toRuleItem, type RuleBody, type RuleItem, type RuleListQuery } from './retention-rules.types.js';
import { RetentionBelowFloorError, RetentionOutOfBoundsError, UnknownRetentionKindError } from './retention.errors.js';
import { RetentionRepository } from './retention.repository.js';
import type { RetentionRule } from './retention.types.js';

/** How long a clinic keeps what. */
@Injectable()
export class RetentionRules {
  constructor(
    private readonly records: RetentionRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** All kinds, in the order of docs/retention.md. */
  list(clinicId: ClinicId, { cursor, limit }: RuleListQuery): Promise<Page<RuleItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const [timeZone, chosen] = [await this.zones.of(tx, clinicId), await this.records.chosenRules(tx, clinicId)];
      const kinds = RETENTION_KINDS.slice(cursor === undefined ? 0 : RETENTION_KINDS.indexOf(cursor) + 1);
      return pageOf(
        kinds,
        limit,
        (last) => last,
        (kind) => toRuleItem(kind, chosen.find((rule) => rule.kind === kind) ?? null, timeZone),
      );
    });
  }

  /** @throws UnknownRetentionKindError */
  async get(clinicId: ClinicId, kind: string): Promise<RuleItem> {
    const known = kindOf(kind);
    return this.database.inClinic(clinicId, (tx) => this.item(tx, clinicId, known));
  }

  /**
   * A floor that the clinic has set holds until it is set anew, in words of its own: nobody goes below it by accident.
   *
   * @throws UnknownRetentionKindError, RetentionOutOfBoundsError, RetentionBelowFloorError, PreconditionFailedError
   */
  async set(
    { clinicId, actor }: { clinicId: ClinicId; actor: Actor },
    { kind, days, floorDays }: { kind: string } & RuleBody,
    precondition = Precondition.NONE,
  ): Promise<RuleItem> {
    const rule: RetentionRule = { kind: kindOf(kind), days };
    if (!isWithinLimits(rule.kind, days)) throw new RetentionOutOfBoundsError(rule.kind);
    const at = this.clock.now();
    return this.database.inClinic(clinicId, async (tx) => {
      // There may be no row to lock yet, and nobody should delete by a rule that is being changed.
      await this.records.takeTurn(tx, clinicId);
      const before = await this.item(tx, clinicId, rule.kind);
      precondition.check(before);
      const floor = floorDays === undefined ? before.floorDays : floorDays;
      if (floor !== null && days < floor) throw new RetentionBelowFloorError(floor);
      await this.records.setRule(tx, clinicId, { ...rule, floorDays: floor }, at);
      await this.audit.record(tx, {
        clinicId,
        at,
        actor,
        action: 'retention.rule_set',
        subject: { kind: 'clinic', id: clinicId },
        detail: { kind: rule.kind, days, floorDays: floor },
      });
      return this.item(tx, clinicId, rule.kind);
    });
  }

  private async item(tx: Tx, clinicId: ClinicId, kind: RetentionKind): Promise<RuleItem> {
    const chosen = await this.records.chosenRules(tx, clinicId);
    return toRuleItem(kind, chosen.find((rule) => rule.kind === kind) ?? null, await this.zones.of(tx, clinicId));
  }
}

function kindOf(text: string): RetentionKind {
  const kind = RETENTION_KINDS.find((one) => one === text);
  if (!kind) throw new UnknownRetentionKindError();
  return kind;
}
