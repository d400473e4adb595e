import type { PrismaService } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import type { CallRow } from '../judge/evidence.types.js';

export interface ClinicRows {
  calls: CallRow[];
  /** Of the visits that were there before. */
  cancelled: number;
}

/** Reads what the calls of a scene have left. */
export class RowsRepository {
  constructor(private readonly database: PrismaService) {}

  /** By the clinic. Holds are live that nobody has released at `nowMs`. */
  async left(nowMs: number): Promise<Map<ClinicId, ClinicRows>> {
    const { calls, holds, cancelled } = await this.database.acrossClinics(async (tx) => ({
      calls: await tx.call.findMany({
        include: {
          turns: { orderBy: { seq: 'asc' } },
          tools: { orderBy: [{ startedAt: 'asc' }, { requestId: 'asc' }] },
          appointments: { include: { type: true } },
          deskTasks: { orderBy: { createdAt: 'asc' } },
          texts: { orderBy: { createdAt: 'asc' } },
        },
        orderBy: { startedAt: 'asc' },
      }),
      holds: await tx.hold.groupBy({
        by: ['clinicId'],
        where: { expiresAt: { gt: new Date(nowMs) } },
        _count: true,
      }),
      cancelled: await tx.appointment.groupBy({
        by: ['clinicId'],
        where: { status: 'cancelled', callId: null },
        _count: true,
      }),
    }));
    const rows = new Map<ClinicId, ClinicRows>();
    for (const call of calls) {
      const clinicId = call.clinicId as ClinicId;
      const known = rows.get(clinicId) ?? {
        calls: [],
        cancelled: cancelled.find((one) => one.clinicId === clinicId)?._count ?? 0,
      };
      known.calls.push({
        id: call.id,
        callSid: call.callSid,
        status: call.status,
        outcome: call.outcome,
        handoverStatus: call.handoverStatus,
        startedAtMs: call.startedAt.getTime(),
        endedAtMs: call.endedAt?.getTime() ?? null,
        turns: call.turns.map(({ seq, role, text, heard, interrupted, startedAt }) => ({
          seq,
          role,
          text,
          heard,
          interrupted,
          atMs: startedAt.getTime(),
        })),
        tools: call.tools.map(({ name, status }) => ({ name, status })),
        booked: call.appointments.map(({ status, type, startsAt }) => ({
          status,
          type: type.name,
          startsAtMs: startsAt.getTime(),
        })),
        tasks: call.deskTasks.map(({ kind, origin }) => ({ kind, origin })),
        texts: call.texts.map(({ kind, status }) => ({ kind, status })),
        liveHolds: holds.find((one) => one.clinicId === clinicId)?._count ?? 0,
      });
      rows.set(clinicId, known);
    }
    return rows;
  }

  /** Work that is due at `nowMs` and not done, by its kind. */
  async dueWork(nowMs: number): Promise<string[]> {
    const rows = await this.database.acrossClinics(
      (tx) => tx.$queryRaw<{ name: string; state: string }[]>`
      SELECT name, state::text AS state FROM pgboss.job
      WHERE state IN ('created', 'retry', 'active') AND start_after <= ${new Date(nowMs)}`,
    );
    return rows.map(({ name, state }) => `${name} (${state})`);
  }
}
