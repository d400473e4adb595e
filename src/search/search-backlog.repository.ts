import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { placeOf } from '../common/database/sealing/sealed-fields.js';
import type { CallId, ClinicId, TextId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';

export interface Backlog {
  clinicId: ClinicId;
  readAt: Temporal.Instant | null;
}

/** Before every other id. */
const NIL = '00000000-0000-0000-0000-000000000000';

export interface UnreadTurn {
  callId: CallId;
  seq: number;
  at: Temporal.Instant;
  text: string;
}

export interface UnreadText {
  textId: TextId;
  at: Temporal.Instant;
  body: string;
}

/** What is there and has no tokens. Rows that are read stay until the transaction ends; calls go on writing them. */
@Injectable()
export class SearchBacklogRepository {
  async all(tx: Tx): Promise<Backlog[]> {
    const rows = await tx.searchBacklog.findMany({ orderBy: { clinicId: 'asc' } });
    return rows.map(toBacklog);
  }

  async find(tx: Tx, clinicId: ClinicId): Promise<Backlog | null> {
    const row = await tx.searchBacklog.findUnique({ where: { clinicId } });
    return row && toBacklog(row);
  }

  async setRead(tx: Tx, clinicId: ClinicId, at: Temporal.Instant): Promise<void> {
    await tx.searchBacklog.updateMany({ where: { clinicId }, data: { readAt: toDate(at) } });
  }

  async remove(tx: Tx, clinicId: ClinicId): Promise<void> {
    await tx.searchBacklog.deleteMany({ where: { clinicId } });
  }

  /** In the order of their keys, after the one that was read last: what is done already is not gone through again and again. */
  async turns(tx: Tx, clinicId: ClinicId, after: UnreadTurn | null, limit: number): Promise<UnreadTurn[]> {
    const rows = await tx.$queryRaw<{ callId: CallId; seq: number; at: Date; text: string }[]>`
      SELECT t.call_id AS "callId", t.seq, t.started_at AS at, t.text FROM turns t
      WHERE t.clinic_id = ${clinicId}::uuid AND NOT EXISTS (
          SELECT FROM turn_words w WHERE w.clinic_id = t.clinic_id AND w.call_id = t.call_id AND w.seq = t.seq)
        AND (t.call_id, t.seq) > (${after?.callId ?? NIL}::uuid, ${after?.seq ?? 0}::integer)
      ORDER BY t.call_id, t.seq LIMIT ${limit} FOR KEY SHARE`;
    return Promise.all(
      rows.map(async ({ callId, seq, at, text }) => {
        const plain = await tx.$openedOrMarked(clinicId, placeOf('Turn', 'text', [callId, seq]), text);
        return { callId, seq, at: fromDate(at), text: plain };
      }),
    );
  }

  /** But for codes, which nobody looks for. */
  async texts(tx: Tx, clinicId: ClinicId, after: UnreadText | null, limit: number): Promise<UnreadText[]> {
    const rows = await tx.$queryRaw<{ textId: TextId; at: Date; body: string }[]>`
      SELECT t.id AS "textId", t.created_at AS at, t.body FROM texts t
      WHERE t.clinic_id = ${clinicId}::uuid AND t.kind <> 'code' AND NOT EXISTS (
          SELECT FROM text_words w WHERE w.clinic_id = t.clinic_id AND w.text_id = t.id)
        AND t.id > ${after?.textId ?? NIL}::uuid
      ORDER BY t.id LIMIT ${limit} FOR KEY SHARE`;
    return Promise.all(
      rows.map(async ({ textId, at, body }) => ({
        textId,
        at: fromDate(at),
        body: await tx.$openedOrMarked(clinicId, placeOf('Text', 'body', [textId]), body),
      })),
    );
  }
}

const toBacklog = ({ clinicId, readAt }: { clinicId: string; readAt: Date | null }): Backlog => ({
  clinicId: clinicId as ClinicId,
  readAt: readAt && fromDate(readAt),
});
