import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { addTallies } from '../audio/audio-health.policy.js';
import type { AudioTally } from '../audio/audio-health.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import { placeOf } from '../common/database/sealing/sealed-fields.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { newId, type CallId, type CallSid, type ClinicId, type PatientId } from '../common/ids/ids.js';
import { Prisma, type Call as CallRow, type ToolInvocation, type Turn } from '../generated/prisma/client.js';
import type {
  Call,
  CallEnding,
  CallHistory,
  CallOutcome,
  Danger,
  Emergency,
  Handover,
  NewCall,
  NextStep,
  StreamedCall,
  StartedTool,
  ToolRecord,
  ToolStatus,
  TurnRecord,
} from './calls.types.js';
import { byId, type CallKey } from './call-key.js';

@Injectable()
export class CallsRepository {
  /** Writes the row unless the call is known: a webhook that is delivered twice makes one call. */
  async open(tx: Tx, call: NewCall): Promise<{ call: Call; fresh: boolean }> {
    const { count } = await tx.call.createMany({
      data: {
        clinicId: call.clinicId,
        id: newId<CallId>(),
        callSid: call.callSid,
        direction: 'inbound',
        status: 'ringing',
        fromNumber: call.fromNumber,
        toNumber: call.toNumber,
        resumes: 0,
        startedAt: toDate(call.at),
      },
      skipDuplicates: true,
    });
    const row = await tx.call.findUniqueOrThrow({
      where: { clinicId_callSid: { clinicId: call.clinicId, callSid: call.callSid } },
    });
    return { call: toCall(row), fresh: count === 1 };
  }

  async find(tx: Tx, clinicId: ClinicId, callSid: string): Promise<Call | null> {
    const row = await tx.call.findUnique({ where: { clinicId_callSid: { clinicId, callSid } } });
    return row && toCall(row);
  }

  async findById(tx: Tx, { clinicId, callId }: CallKey): Promise<Call | null> {
    const row = await tx.call.findUnique({ where: byId({ clinicId, callId }) });
    return row && toCall(row);
  }

  async insertToken(
    tx: Tx,
    { clinicId, callId }: CallKey,
    token: { tokenHash: string; expiresAt: Temporal.Instant; announcesRecording: boolean },
  ): Promise<void> {
    await tx.streamToken.create({ data: { clinicId, callId, ...token, expiresAt: toDate(token.expiresAt) } });
  }

  /** Takes the token and marks the call answered, in one statement each; null when it is unknown, used or expired. */
  async redeemToken(
    tx: Tx,
    clinicId: ClinicId,
    tokenHash: string,
    callSid: string,
    now: Temporal.Instant,
  ): Promise<StreamedCall | null> {
    const { count } = await tx.streamToken.updateMany({
      where: { clinicId, tokenHash, usedAt: null, expiresAt: { gt: toDate(now) }, call: { callSid, endedAt: null } },
      data: { usedAt: toDate(now) },
    });
    if (count === 0) return null;
    await tx.call.updateMany({
      where: { clinicId, callSid, status: 'ringing' },
      data: { status: 'in_progress', answeredAt: toDate(now) },
    });
    // Whoever hears the stream has heard what was spoken before it.
    await tx.call.updateMany({
      where: {
        clinicId,
        callSid,
        recordingChoice: null,
        streamTokens: { some: { tokenHash, announcesRecording: true } },
      },
      data: { recordingChoice: 'announced' },
    });
    // A plan belongs to the stream that made it; the new stream starts with none. What the staff plans is of no stream.
    const [before] = await tx.$queryRaw<{ nextStep: string | null }[]>`
      WITH before AS (
        SELECT id, next_step, (handover_reason, handover_status) IS NOT DISTINCT FROM ('staff', 'planned') AS stays
        FROM calls WHERE clinic_id = ${clinicId}::uuid AND call_sid = ${callSid} FOR NO KEY UPDATE)
      UPDATE calls SET next_step = CASE WHEN before.stays THEN before.next_step END
      FROM before WHERE calls.clinic_id = ${clinicId}::uuid AND calls.id = before.id
      RETURNING before.next_step AS "nextStep"`;
    const row = await tx.call.findUniqueOrThrow({ where: { clinicId_callSid: { clinicId, callSid } } });
    return { ...toCall(row), handedOn: handedOnAs(before?.nextStep ?? null) };
  }

  async setNextStep(tx: Tx, key: CallKey, nextStep: NextStep | null): Promise<void> {
    await tx.call.update({ where: byId(key), data: { nextStep } });
  }

  /** Of a call that nobody else changes until the transaction ends; null for one that is not there. */
  async lock(tx: Tx, key: CallKey): Promise<Call | null> {
    await tx.$queryRaw`
      SELECT 1 FROM calls WHERE clinic_id = ${key.clinicId}::uuid AND id = ${key.callId}::uuid FOR NO KEY UPDATE`;
    return this.findById(tx, key);
  }

  async openHandover(tx: Tx, key: CallKey, { reason, summary, status }: Handover, at: Temporal.Instant): Promise<void> {
    await tx.call.update({
      where: byId(key),
      data: { handoverReason: reason, handoverSummary: summary, handoverStatus: status, handoverAt: toDate(at) },
    });
  }

  /** As it was before one that did not come about. */
  async restoreHandover(tx: Tx, key: CallKey, before: Handover | null): Promise<void> {
    await tx.call.update({
      where: byId(key),
      data: {
        handoverReason: before?.reason ?? null,
        handoverSummary: before?.summary ?? null,
        handoverStatus: before?.status ?? null,
        ...(before ? {} : { handoverAt: null }),
      },
    });
  }

  async moveHandover(tx: Tx, key: CallKey, status: Handover['status']): Promise<void> {
    await tx.call.update({ where: byId(key), data: { handoverStatus: status } });
  }

  async setProfile(tx: Tx, key: CallKey, agentProfileVersion: number): Promise<void> {
    await tx.call.updateMany({
      where: { clinicId: key.clinicId, id: key.callId, agentProfileVersion: null },
      data: { agentProfileVersion },
    });
  }

  async setEmergency(tx: Tx, key: CallKey, { danger, heardAt }: Emergency): Promise<void> {
    await tx.call.update({
      where: byId(key),
      data: { emergency: danger, emergencyHeardAt: heardAt && toDate(heardAt) },
    });
  }

  /** Calls that are going on: begun since then, and not known to be over. */
  async countLive(tx: Tx, clinicId: ClinicId, since: Temporal.Instant, besides: CallId): Promise<number> {
    return tx.call.count({
      where: { clinicId, endedAt: null, startedAt: { gte: toDate(since) }, id: { not: besides } },
    });
  }

  async countFrom(tx: Tx, clinicId: ClinicId, fromNumber: string, since: Temporal.Instant): Promise<number> {
    return tx.call.count({ where: { clinicId, fromNumber, startedAt: { gte: toDate(since) } } });
  }

  /** Counts one more resume, unless the call has had its share or is over. */
  async takeResume(tx: Tx, key: CallKey, limit: number): Promise<boolean> {
    const { count } = await tx.call.updateMany({
      where: { clinicId: key.clinicId, id: key.callId, endedAt: null, resumes: { lt: limit } },
      data: { resumes: { increment: 1 } },
    });
    return count === 1;
  }

  /**
   * Ends the row once; later endings of the same call change nothing. Answers the outcome when this was the one that did.
   * The outcome comes from what is stored: a call that booked is `booked`, however it ended.
   */
  async close(tx: Tx, key: CallKey, ending: CallEnding, at: Temporal.Instant): Promise<string | null> {
    const outcome = (await this.outcomeLeft(tx, key)) ?? ending;
    const { count } = await tx.call.updateMany({
      where: { clinicId: key.clinicId, id: key.callId, endedAt: null },
      data: { status: 'completed', outcome, endedAt: toDate(at) },
    });
    return count === 1 ? outcome : null;
  }

  /** Of a call that is over: what was left or booked after it was closed still decides what it came to. */
  async reconsiderOutcome(tx: Tx, key: CallKey): Promise<void> {
    const outcome = await this.outcomeLeft(tx, key);
    if (outcome) await tx.call.update({ where: byId(key), data: { outcome } });
  }

  private async outcomeLeft(tx: Tx, key: CallKey): Promise<'booked' | 'message_taken' | null> {
    const { clinicId, callId } = key;
    // A visit that was only moved was booked before; one that was booked and then moved has a row that was not.
    if ((await tx.appointment.count({ where: { clinicId, callId, movedFrom: null } })) > 0) return 'booked';
    // What the desk is told of an emergency, or notes itself, is no message of the caller's.
    const where = { clinicId, callId, kind: { not: 'emergency' }, origin: { not: 'staff' } };
    const messages = await tx.deskTask.count({ where });
    return messages > 0 ? 'message_taken' : null;
  }

  /**
   * Answers whether the call is over. Locks nothing else: turns are saved with every word, and what waits for the call's row would hold
   * them up. One statement, written by hand: no other is asked so often.
   */
  async saveTurn(tx: Tx, { clinicId, callId }: CallKey, turn: TurnRecord): Promise<{ isOver: boolean }> {
    const { seq, role, interrupted, startedAt, latencyMs, stages } = turn;
    const sealer = await tx.$sealer(clinicId);
    const sealed = (column: 'text' | 'heard') => sealer.seal(placeOf('Turn', column, [callId, seq]), turn[column]);
    const [saved] = await tx.$queryRaw<[{ isOver: boolean }]>`
      INSERT INTO turns (clinic_id, call_id, seq, role, text, heard, interrupted, started_at, latency_ms, stages)
      VALUES (${clinicId}::uuid, ${callId}::uuid, ${seq}, ${role}, ${sealed('text')}, ${sealed('heard')}, ${interrupted},
        ${toDate(startedAt)}::timestamptz, ${latencyMs}, ${stages && JSON.stringify(stages)}::jsonb)
      ON CONFLICT (clinic_id, call_id, seq) DO UPDATE SET text = excluded.text, heard = excluded.heard,
        interrupted = excluded.interrupted, latency_ms = excluded.latency_ms, stages = excluded.stages
      RETURNING (SELECT ended_at IS NOT NULL FROM calls
        WHERE clinic_id = ${clinicId}::uuid AND id = ${callId}::uuid) AS "isOver"`;
    return saved;
  }

  /** Adds to what other streams of the call have counted. Answers what there was before, and what there is now. */
  async addAudio(tx: Tx, key: CallKey, tally: AudioTally): Promise<{ before: AudioTally | null; after: AudioTally }> {
    // A stream and the one that took over from it may end at the same time, in two processes.
    await tx.$queryRaw`SELECT 1 FROM calls WHERE clinic_id = ${key.clinicId}::uuid AND id = ${key.callId}::uuid FOR UPDATE`;
    const before = await this.audio(tx, key);
    const after = before === null ? tally : addTallies(before, tally);
    await tx.call.update({ where: byId(key), data: { audioHealth: { ...after, echo: { ...after.echo } } } });
    return { before, after };
  }

  /** Null until a stream of the call has ended. */
  async audio(tx: Tx, key: CallKey): Promise<AudioTally | null> {
    const { audioHealth } = await tx.call.findUniqueOrThrow({ where: byId(key), select: { audioHealth: true } });
    return audioHealth as AudioTally | null;
  }

  /** False when it is there already. */
  async startTool(tx: Tx, key: CallKey, tool: StartedTool): Promise<boolean> {
    const { count } = await tx.toolInvocation.createMany({
      data: {
        clinicId: key.clinicId,
        callId: key.callId,
        id: tool.id,
        requestId: tool.requestId,
        name: tool.name,
        status: 'running',
        arguments: tool.arguments as Prisma.InputJsonValue,
        startedAt: toDate(tool.startedAt),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async finishTool(
    tx: Tx,
    clinicId: ClinicId,
    id: string,
    status: ToolStatus,
    result: unknown,
    durationMs: number,
  ): Promise<void> {
    await tx.toolInvocation.update({
      where: { clinicId_id: { clinicId, id } },
      data: { status, result: result as Prisma.InputJsonValue, durationMs },
    });
  }

  /** Tools of a process that is gone: their answers went nowhere. Whatever they wrote is in their own tables. */
  async cancelRunningTools(tx: Tx, key: CallKey): Promise<void> {
    await tx.toolInvocation.updateMany({
      where: { ...key, status: 'running' },
      data: { status: 'cancelled', durationMs: 0 },
    });
  }

  /** Whose record the call was about: they were verified in it, or a visit of theirs was booked in it. */
  async patients(tx: Tx, key: CallKey): Promise<PatientId[]> {
    const verified = await tx.callIdentity.findMany({ where: key, select: { patientId: true } });
    const booked = await tx.appointment.findMany({ where: key, select: { patientId: true } });
    return [...new Set([...verified, ...booked].map(({ patientId }) => patientId as PatientId))];
  }

  /** Whose data may be in its words, as far as is known now: theirs, and of who is reached at the number on the other side. */
  async concerned(tx: Tx, { clinicId, callId }: CallKey): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      SELECT patient_id AS id FROM concerned_patients WHERE clinic_id = ${clinicId}::uuid AND call_id = ${callId}::uuid`;
    return rows.map(({ id }) => id);
  }

  async history(tx: Tx, key: CallKey): Promise<CallHistory> {
    const turns = await this.turns(tx, key);
    const tools = await tx.toolInvocation.findMany({ where: key, orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] });
    return { turns, tools: tools.map(toTool) };
  }

  async turns(tx: Tx, key: CallKey): Promise<TurnRecord[]> {
    return (await tx.turn.findMany({ where: key, orderBy: { seq: 'asc' } })).map(toTurn);
  }
}

export function toCall(row: CallRow): Call {
  return {
    clinicId: row.clinicId as ClinicId,
    id: row.id as CallId,
    callSid: row.callSid as CallSid,
    direction: row.direction as Call['direction'],
    status: row.status as Call['status'],
    outcome: row.outcome as CallOutcome | null,
    nextStep: row.nextStep as NextStep | null,
    handover: toHandover(row),
    recordingChoice: row.recordingChoice as Call['recordingChoice'],
    emergency: toEmergency(row),
    fromNumber: row.fromNumber,
    toNumber: row.toNumber,
    resumes: row.resumes,
    agentProfileVersion: row.agentProfileVersion,
    startedAt: fromDate(row.startedAt),
    endedAt: row.endedAt && fromDate(row.endedAt),
  };
}

function toEmergency({ emergency, emergencyHeardAt }: CallRow): Emergency | null {
  if (emergency === null) return null;
  return { danger: emergency as Danger, heardAt: emergencyHeardAt && fromDate(emergencyHeardAt) };
}

function toHandover(row: CallRow): Handover | null {
  if (row.handoverReason === null) return null;
  return {
    reason: row.handoverReason as Handover['reason'],
    summary: row.handoverSummary,
    status: (row.handoverStatus ?? 'planned') as Handover['status'],
  };
}

export function toTurn(row: Turn): TurnRecord {
  return {
    seq: row.seq,
    role: row.role as TurnRecord['role'],
    text: row.text,
    heard: row.heard,
    interrupted: row.interrupted,
    startedAt: fromDate(row.startedAt),
    latencyMs: row.latencyMs,
    stages: row.stages as TurnRecord['stages'],
  };
}

function toTool(row: ToolInvocation): ToolRecord {
  return {
    id: row.id,
    requestId: row.requestId,
    name: row.name,
    status: row.status as ToolRecord['status'],
    arguments: row.arguments,
    result: row.result,
    startedAt: fromDate(row.startedAt),
    durationMs: row.durationMs,
  };
}

function handedOnAs(nextStep: string | null): StreamedCall['handedOn'] {
  if (nextStep === 'resume_owed') return 'owed';
  return nextStep === 'resume' ? 'quiet' : null;
}
