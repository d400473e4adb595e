import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { FoundPlace, FoundText, SearchedKind, Wanted } from './search.types.js';

@Injectable()
export class SearchRepository {
  /** The newest first. */
  async find(tx: Tx, wanted: Wanted, limit: number): Promise<FoundPlace[]> {
    const { clinicId, kinds, query, from, to, after } = wanted;
    const rows = await tx.$queryRaw<{ kind: SearchedKind; id: string; seq: number; at: Date }[]>`
      SELECT kind, id, seq, at FROM (
        SELECT 'turn' AS kind, call_id AS id, seq, at FROM turns_with(${clinicId}::uuid, ${query}::tsquery)
          WHERE 'turn' = ANY(${[...kinds]}::text[])
        UNION ALL
        SELECT 'message', text_id, 0, at FROM texts_with(${clinicId}::uuid, ${query}::tsquery)
          WHERE 'message' = ANY(${[...kinds]}::text[])
      ) AS found
      WHERE (${from && toDate(from)}::timestamptz IS NULL OR at >= ${from && toDate(from)}::timestamptz)
        AND (${to && toDate(to)}::timestamptz IS NULL OR at < ${to && toDate(to)}::timestamptz)
        AND (${after === null} OR (at, kind, id, seq) < (${after && new Date(after.atMs)}::timestamptz,
          ${after?.kind ?? null}::text, ${after?.id ?? null}::uuid, ${after?.seq ?? null}::integer))
      ORDER BY at DESC, kind DESC, id DESC, seq DESC LIMIT ${limit}`;
    return rows.map((row) => ({ ...row, at: fromDate(row.at) }));
  }

  /** What stands there, in the order of the places. */
  async open(tx: Tx, clinicId: ClinicId, places: readonly FoundPlace[]): Promise<FoundText[]> {
    const turns = places.filter(({ kind }) => kind === 'turn');
    const said = await tx.turn.findMany({
      where: { clinicId, OR: turns.map(({ id, seq }) => ({ callId: id, seq })) },
      select: { callId: true, seq: true, text: true, call: { select: { callSid: true } } },
    });
    const written = await tx.text.findMany({
      where: { clinicId, id: { in: idsOf(places, 'message') } },
      select: { id: true, body: true },
    });
    const texts = new Map([
      ...said.map(
        ({ callId, seq, text, call }) => [nameOf('turn', callId, seq), { name: call.callSid, text }] as const,
      ),
      ...written.map(({ id, body }) => [nameOf('message', id, 0), { name: id, text: body }] as const),
    ]);
    return places.flatMap((place) => {
      const opened = texts.get(nameOf(place.kind, place.id, place.seq));
      return opened ? [{ ...place, ...opened }] : [];
    });
  }

  /** Whose data this is: calls that are about them, texts to or from their number or about a visit of theirs. */
  async patientsOf(tx: Tx, clinicId: ClinicId, places: readonly FoundPlace[]): Promise<PatientId[]> {
    const [callIds, textIds] = [idsOf(places, 'turn'), idsOf(places, 'message')];
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      SELECT patient_id AS id FROM concerned_patients
      WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${callIds}::uuid[])
      UNION
      SELECT p.id FROM texts t JOIN patients p ON p.clinic_id = t.clinic_id AND p.phone_index = t.their_number_index
      WHERE t.clinic_id = ${clinicId}::uuid AND t.id = ANY(${textIds}::uuid[])
      UNION
      SELECT a.patient_id FROM texts t JOIN appointments a ON a.clinic_id = t.clinic_id AND a.id = t.appointment_id
      WHERE t.clinic_id = ${clinicId}::uuid AND t.id = ANY(${textIds}::uuid[])`;
    return rows.map(({ id }) => id);
  }
}

const idsOf = (places: readonly FoundPlace[], kind: SearchedKind): string[] => [
  ...new Set(places.filter((place) => place.kind === kind).map(({ id }) => id)),
];

const nameOf = (kind: SearchedKind, id: string, seq: number): string => `${kind}:${id}:${seq}`;
