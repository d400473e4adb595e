import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { newId, type BreakGlassId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { GlassBrokenError } from './auth.errors.js';
import { AuthMetrics } from './auth.metrics.js';
import { SessionsRepository } from './sessions.repository.js';
import { actorOf, Sessions } from './sessions.service.js';
import type { BreakGlassBody } from './sessions.types.js';

/**
 * Access beyond somebody's role, in an emergency: at once, for an hour at most, and with a reason that stays, sealed, with the access. It
 * ends by itself, since every request asks whether it is still open.
 */
@Injectable()
export class BreakGlass {
  constructor(
    private readonly sessions: Sessions,
    private readonly accesses: SessionsRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: AuthMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** @throws GlassBrokenError, SessionInvalidError */
  async open(token: string, { reason, minutes }: BreakGlassBody): Promise<void> {
    const openedAt = this.clock.now();
    const id = newId<BreakGlassId>();
    const clinicId = await this.database.acrossClinics(async (tx) => {
      const session = await this.sessions.findOpen(tx, token);
      if (session.breakGlass) throw new GlassBrokenError();
      const expiresAt = openedAt.add({ minutes });
      const kept = redactText(reason, 'leaving');
      await this.accesses.breakGlass(tx, session, { id, openedAt, expiresAt, reason: kept });
      await this.audit.record(tx, {
        clinicId: session.clinicId,
        at: openedAt,
        actor: { ...actorOf(session), breakGlassId: id },
        action: 'break_glass.opened',
        subject: { kind: 'session', id: session.id },
        detail: { minutes },
      });
      return session.clinicId;
    });
    // The owners' alarm: an alert on either reaches them before the hour is over.
    this.metrics.glassBroken.inc();
    this.log.warn('auth.glass_broken', { clinicId });
  }

  /** Before its time. Nothing happens when nothing is open. @throws SessionInvalidError */
  async end(token: string): Promise<void> {
    const at = this.clock.now();
    await this.database.acrossClinics(async (tx) => {
      const session = await this.sessions.findOpen(tx, token);
      if (!session.breakGlass) return;
      const { clinicId, id } = session;
      await this.accesses.endBreakGlass(tx, clinicId, session.breakGlass.id, at);
      await this.audit.record(tx, {
        clinicId,
        at,
        actor: actorOf(session),
        action: 'break_glass.ended',
        subject: { kind: 'session', id },
      });
    });
  }
}
