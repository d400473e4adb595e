import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { Hourly } from '../common/clock/hourly.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { AuditLog } from './audit-log.service.js';
import type { Actor, AuditEntry } from './compliance.types.js';
import { RefusalLimit, type Counted } from './refusal-limit.js';

/** That somebody who is known was refused. */
export interface Refusal {
  clinicId: ClinicId;
  actor: Actor;
  at: Temporal.Instant;
  address: string | null;
  requestId: string | null;
  method: string;
  /** As it is documented, such as `/api/v1/calls/:callSid`. */
  route: string;
  /** The id of a record that was asked for. */
  asked: string | null;
  status: number;
  /** Of the problem that was answered. */
  code: string;
  /** What is wrong with their key or session. */
  why: string | null;
}

/** As many entries in one transaction: a clinic's chain is kept busy no longer than by one act of anybody's. */
const AT_ONCE = 50;

/**
 * Keeps in the audit trail who was refused. It is written beside the answer, which waits for nothing and is the same whatever becomes
 * of it; by one transaction at a time, so that refusals take their turn at a chain once, however many there are.
 */
@Injectable()
export class Refusals implements BeforeApplicationShutdown {
  private readonly limit = new RefusalLimit<Refusal>();
  private readonly waiting: Counted<Refusal>[] = [];
  private writing: Promise<void> | null = null;
  private readonly sweeps: Hourly;

  constructor(
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    const sweep = () => Promise.resolve(this.add(this.limit.close(clock.nowMs())));
    this.sweeps = new Hourly(clock, sweep, (error) => log.error('audit.refusals_lost', errorFields(error)));
  }

  note(refusal: Refusal): void {
    const { clinicId, actor, address, status } = refusal;
    const who = `${clinicId} ${actor.kind} ${actor.id}`;
    const counted = this.limit.take(who, `${address} ${status}`, refusal, this.clock.nowMs());
    if (counted) this.add([counted]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweeps.stop();
    this.add(this.limit.close(Infinity));
    await this.writing;
  }

  private add(counted: readonly Counted<Refusal>[]): void {
    this.waiting.push(...counted);
    if (this.waiting.length > 0) this.writing ??= this.write().finally(() => (this.writing = null));
  }

  private async write(): Promise<void> {
    for (let [first] = this.waiting; first; [first] = this.waiting) {
      const { clinicId } = first.refusal;
      const batch = this.waiting.filter(({ refusal }) => refusal.clinicId === clinicId).slice(0, AT_ONCE);
      this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((one) => !batch.includes(one)));
      await this.writeIn(clinicId, batch).catch((error: unknown) =>
        this.log.error('audit.refusals_lost', { clinicId, count: batch.length, ...errorFields(error) }),
      );
    }
  }

  private writeIn(clinicId: ClinicId, batch: readonly Counted<Refusal>[]): Promise<void> {
    return this.database.inClinic(clinicId, async (tx) => {
      for (const counted of batch) await this.audit.record(tx, entryOf(counted));
    });
  }
}

const entryOf = ({ refusal, leftOut }: Counted<Refusal>): AuditEntry => {
  const { clinicId, actor, at, address, requestId, method, route, asked, status, code, why } = refusal;
  return {
    clinicId,
    at,
    actor,
    address,
    requestId,
    action: 'access.refused',
    subject: asked === null ? { kind: 'route', id: route } : { kind: 'record', id: asked },
    detail: { method, route, status, code, ...(why === null ? {} : { why }), ...(leftOut === 0 ? {} : { leftOut }) },
  };
};
