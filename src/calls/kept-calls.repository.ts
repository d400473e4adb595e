import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { Sql } from '../common/database/sql.js';
import type { ClinicId } from '../common/ids/ids.js';
import {
  ERASED,
  type ErasureObstacle,
  type ExportedSection,
  type ExportedValue,
  type Person,
  type RecordKeeper,
  type RetentionTarget,
} from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';
import { Prisma } from '../generated/prisma/client.js';
import { KeptRecordings } from './kept-recordings.repository.js';

/** What was said in calls, and what the tools were told. The call itself stays: when it was, how long, and what came of it. */
@Injectable()
export class KeptCalls implements RecordKeeper, OnModuleInit {
  readonly name = 'calls';
  readonly models = ['Call', 'Turn', 'ToolInvocation'] as const;
  readonly retention: readonly RetentionTarget[];

  constructor(
    private readonly keepers: RecordKeepers,
    private readonly recordings: KeptRecordings,
  ) {
    const transcripts: RetentionTarget = {
      kind: 'transcripts',
      records: (clinicId) => this.transcripts(clinicId),
      remove: (tx, clinicId, ids) => this.removeTranscripts(tx, clinicId, ids),
    };
    this.retention = [transcripts, recordings];
  }

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async obstacle(tx: Tx, { clinicId, callIds }: Person): Promise<ErasureObstacle | null> {
    const live = { clinicId, id: { in: [...callIds] }, status: { not: 'completed' } };
    return (await tx.call.count({ where: live })) > 0 ? 'in_call' : null;
  }

  async erase(tx: Tx, { clinicId, callIds }: Person): Promise<number> {
    await this.removeTranscripts(tx, clinicId, callIds);
    for (const { id, direction } of await this.callsOf(tx, clinicId, callIds)) {
      const theirs = direction === 'outbound' ? { toNumber: ERASED } : { fromNumber: ERASED };
      await tx.call.update({ where: { clinicId_id: { clinicId, id } }, data: theirs });
    }
    return callIds.length;
  }

  async remaining(tx: Tx, { clinicId, callIds }: Person): Promise<number> {
    const of = { clinicId, callId: { in: [...callIds] } };
    const calls = await this.callsOf(tx, clinicId, callIds);
    const named = calls.filter(
      ({ direction, fromNumber, toNumber, handoverSummary }) =>
        handoverSummary !== null || (direction === 'outbound' ? toNumber : fromNumber) !== ERASED,
    );
    return named.length + (await tx.turn.count({ where: of })) + (await tx.toolInvocation.count({ where: of }));
  }

  elsewhere(tx: Tx, person: Person): Promise<number> {
    return this.recordings.countOf(tx, person);
  }

  async collect(tx: Tx, { clinicId, callIds }: Person): Promise<ExportedSection[]> {
    const calls = await tx.call.findMany({
      where: { clinicId, id: { in: [...callIds] } },
      include: {
        turns: { orderBy: { seq: 'asc' } },
        tools: { orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] },
        recordings: { orderBy: { createdAt: 'asc' } },
      },
      orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    });
    const rows = calls.map((call) => ({
      id: call.id,
      'started at': call.startedAt.toISOString(),
      'ended at': call.endedAt?.toISOString() ?? null,
      direction: call.direction,
      from: call.fromNumber,
      to: call.toNumber,
      outcome: call.outcome,
      emergency: call.emergency,
      'said to the desk': call.handoverSummary,
      conversation: call.turns.map(({ role, text }) => `${role}: ${text}`),
      'what was looked up and done': call.tools.map((tool) => ({
        at: tool.startedAt.toISOString(),
        what: tool.name,
        came_to: tool.status,
        with: tool.arguments as ExportedValue,
        answer: tool.result as ExportedValue,
      })),
      recordings: call.recordings.map(({ recordingSid, kind, status, durationSeconds, createdAt }) => ({
        at: createdAt.toISOString(),
        kind,
        status,
        seconds: durationSeconds,
        'name at the carrier': recordingSid,
      })),
    }));
    return [{ title: 'Calls', rows }];
  }

  private transcripts(clinicId: ClinicId): Sql {
    return Prisma.sql`
      SELECT c.id, c.ended_at AS at, c.id AS call_id, NULL::uuid AS patient_id, EXISTS (
        SELECT FROM held_calls h WHERE h.clinic_id = c.clinic_id AND h.call_id = c.id) AS held
      FROM calls c
      WHERE c.clinic_id = ${clinicId}::uuid AND (c.handover_summary IS NOT NULL
        OR EXISTS (SELECT FROM turns t WHERE t.clinic_id = c.clinic_id AND t.call_id = c.id)
        OR EXISTS (SELECT FROM tool_invocations i WHERE i.clinic_id = c.clinic_id AND i.call_id = c.id))`;
  }

  private async removeTranscripts(tx: Tx, clinicId: ClinicId, callIds: readonly string[]): Promise<void> {
    const ids = [...callIds];
    await tx.turn.deleteMany({ where: { clinicId, callId: { in: ids } } });
    await tx.toolInvocation.deleteMany({ where: { clinicId, callId: { in: ids } } });
    await tx.$executeRaw`
      UPDATE calls SET handover_summary = NULL
      WHERE clinic_id = ${clinicId}::uuid AND id = ANY(${ids}::uuid[]) AND handover_summary IS NOT NULL`;
  }

  private callsOf(tx: Tx, clinicId: ClinicId, callIds: readonly string[]) {
    return tx.call.findMany({ where: { clinicId, id: { in: [...callIds] } } });
  }
}
