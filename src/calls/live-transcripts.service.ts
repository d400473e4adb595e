import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal, StandingAccess } from '../common/http/access.decorators.js';
import type { EventStream } from '../common/http/event-stream.js';
import { toWallTimes, toWallTimesOrNull } from '../common/http/wall-time.types.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { keyOf } from './call-key.js';
import type { SaidTurn } from './call-detail.types.js';
import { CallNotFoundError, TooManyTranscriptsError } from './calls.errors.js';
import { CallsRepository } from './calls.repository.js';
import type { Call } from './calls.types.js';
import { LAST_EVENT, type TranscriptEnd, type TranscriptNews, type WrittenTurn } from './live-transcript.types.js';
import { TranscriptRepository } from './transcript.repository.js';

/** Who listens to a conversation notices no less; and each look is a short transaction. */
const LOOK_EVERY_MS = 500;
const BEAT_EVERY_MS = 15_000;
/** Whoever was taken out of the clinic stops reading within that time. */
const CHECK_ACCESS_EVERY_MS = 5000;
/** A database that is away for longer ends the stream: nobody can tell any more who may read. */
const DATABASE_AWAY_FOR_MS = 30_000;

/** Of one process, and of one clinic in it. */
const MAX_STREAMS = 100;
const MAX_STREAMS_OF_CLINIC = 20;

export interface TranscriptReader {
  principal: Principal;
  callSid: string;
  /** Writings up to this one the reader has had. */
  seen: number;
  mayStillAsk: StandingAccess;
  stream: EventStream;
}

/**
 * What is said in a call, while it is said. It is read from the database, because the call may be carried by another process; by
 * looking and not by news: a word about each writing of each call would wake every process, to find that nobody reads.
 * Each reader looks for itself, so that a slow one holds up nobody.
 */
@Injectable()
export class LiveTranscripts implements BeforeApplicationShutdown {
  private readonly open = new Map<EventStream, ClinicId>();

  constructor(
    private readonly transcript: TranscriptRepository,
    private readonly calls: CallsRepository,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /**
   * Writes turns as they come, each again when more of it was heard, and the end of the call. Resolves when the stream is over: with
   * the call, with the reader, or with the reader's access.
   *
   * @throws CallNotFoundError, TooManyTranscriptsError before anything was written
   */
  async follow(reader: TranscriptReader): Promise<void> {
    const { principal, stream } = reader;
    this.take(stream, principal.clinicId);
    try {
      const following = new Following(reader.seen);
      const first = await this.look(reader, following);
      stream.begin();
      await this.tell(stream, first);
      if (first.call.endedAt === null) await this.goOn(reader, following);
      stream.end();
    } finally {
      this.open.delete(stream);
    }
  }

  /** Readers come back to another process, or to this one when it is there again. */
  beforeApplicationShutdown(): void {
    for (const stream of this.open.keys()) stream.end();
  }

  private take(stream: EventStream, clinicId: ClinicId): void {
    const ofClinic = [...this.open.values()].filter((id) => id === clinicId).length;
    if (this.open.size >= MAX_STREAMS || ofClinic >= MAX_STREAMS_OF_CLINIC) throw new TooManyTranscriptsError();
    this.open.set(stream, clinicId);
  }

  private async goOn(reader: TranscriptReader, following: Following): Promise<void> {
    const { stream, mayStillAsk } = reader;
    const beat = new Every(BEAT_EVERY_MS, this.clock);
    const check = new Every(CHECK_ACCESS_EVERY_MS, this.clock);
    const away = new Every(DATABASE_AWAY_FOR_MS, this.clock);
    for (;;) {
      await this.clock.sleep(LOOK_EVERY_MS, stream.closed);
      if (stream.closed.aborted) return;
      if (beat.isDue()) await stream.beat();
      try {
        if (check.isDue() && !(await mayStillAsk())) return;
        const news = await this.look(reader, following);
        await this.tell(stream, news);
        if (news.call.endedAt !== null) return;
        away.begin();
      } catch (error) {
        this.log.warn('transcript.look_failed', { callSid: reader.callSid, ...errorFields(error) });
        if (away.isDue()) return;
      }
    }
  }

  private async look({ principal, callSid }: TranscriptReader, following: Following): Promise<TranscriptNews> {
    const { clinicId } = principal;
    const news = await this.database.inClinic(clinicId, async (tx) => {
      // The row first: once it says that the call is over, all turns are there.
      const call = await this.calls.find(tx, clinicId, callSid);
      if (!call) throw new CallNotFoundError();
      const changed = following.changed(await this.transcript.revisions(tx, call));
      const turns = changed.length === 0 ? [] : await this.transcript.turns(tx, call, changed);
      const named = turns.length > 0 || following.isNew ? await this.noteReading(tx, principal, call, following) : [];
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      return { call, timeZone, turns, named };
    });
    following.went(news);
    return news;
  }

  /** Once, and again for everybody who turns out to be on the phone. Answers who is named for the first time. */
  private async noteReading(
    tx: Tx,
    { clinicId, actor }: Principal,
    call: Call,
    following: Following,
  ): Promise<PatientId[]> {
    const patientIds = await this.calls.concerned(tx, keyOf(call));
    const unnamed = patientIds.filter((id) => !following.named.has(id));
    if (unnamed.length === 0 && !following.isNew) return [];
    await this.audit.viewed(tx, {
      clinicId,
      at: this.clock.now(),
      actor,
      action: 'call.listened_in',
      subject: { kind: 'call', id: call.id },
      patientIds: unnamed,
      callId: call.id,
    });
    return unnamed;
  }

  private async tell(stream: EventStream, { call, timeZone, turns }: TranscriptNews): Promise<void> {
    for (const turn of turns) {
      await stream.send({ id: String(turn.revision), event: 'turn', data: toSaidTurn(turn, timeZone) });
    }
    if (call.endedAt === null) return;
    const data: TranscriptEnd = { outcome: call.outcome, ...toWallTimesOrNull(timeZone, { endedAt: call.endedAt }) };
    await stream.send({ id: LAST_EVENT, event: 'ended', data });
  }
}

/** How far a reader has come. */
class Following {
  private readonly had = new Map<number, number>();
  /** Patients who are named in the audit trail for this reader. */
  readonly named = new Set<PatientId>();
  isNew = true;

  constructor(private readonly seen: number) {}

  /** Turns that were written since. */
  changed(revisions: ReadonlyMap<number, number>): number[] {
    return [...revisions].filter(([seq, at]) => at > this.seen && this.had.get(seq) !== at).map(([seq]) => seq);
  }

  went({ turns, named }: { turns: readonly WrittenTurn[]; named: readonly PatientId[] }): void {
    for (const { seq, revision } of turns) this.had.set(seq, revision);
    for (const id of named) this.named.add(id);
    this.isNew = false;
  }
}

/** Says when a time has gone by since it was last said, or begun. */
class Every {
  private sinceMs: number;

  constructor(
    private readonly ms: number,
    private readonly clock: Clock,
  ) {
    this.sinceMs = clock.nowMs();
  }

  begin(): void {
    this.sinceMs = this.clock.nowMs();
  }

  isDue(): boolean {
    if (this.clock.nowMs() - this.sinceMs < this.ms) return false;
    this.begin();
    return true;
  }
}

const toSaidTurn = (turn: WrittenTurn, timeZone: string): SaidTurn => ({
  seq: turn.seq,
  role: turn.role,
  text: turn.text,
  heard: turn.heard,
  interrupted: turn.interrupted,
  ...toWallTimes(timeZone, { startedAt: turn.startedAt }),
});
