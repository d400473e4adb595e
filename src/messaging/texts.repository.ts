import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { placeOf } from '../common/database/sealing/sealed-fields.js';
import type { AppointmentId, ClinicId, PatientId, TextId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { whyNotDial } from '../common/validation/dialled-number.js';
import { Prisma } from '../generated/prisma/client.js';
import {
  ASKING_KINDS,
  type AskingKind,
  type IncomingText,
  type NewOutgoingText,
  type OutgoingKind,
  type OutgoingStatus,
  type TextInHand,
  type TextNews,
  type TextRef,
} from './texts.types.js';

const LATEST_FIRST: Prisma.TextOrderByWithRelationInput[] = [{ createdAt: 'desc' }, { id: 'desc' }];

const mayHaveReached = (clinicId: ClinicId, number: string) => ({
  clinicId,
  theirNumber: number,
  direction: 'outbound',
  attempts: { gt: 0 },
  status: { in: ['queued', 'sending', 'sent', 'delivered'] },
});

@Injectable()
export class TextsRepository {
  /** Whether the clinic's texts go to numbers like this one. */
  async isInBounds(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    const select = { dialCountries: true, dialPrefixes: true };
    return whyNotDial(number, await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select })) === null;
  }

  /** The number that texts of a clinic come from; null when it has none. */
  async firstNumberOf(tx: Tx, clinicId: ClinicId): Promise<string | null> {
    const row = await tx.phoneNumber.findFirst({ where: { clinicId }, orderBy: { number: 'asc' } });
    return row && row.number;
  }

  /** False when there is a text with this key. */
  async insertOutgoing(
    tx: Tx,
    id: TextId,
    text: NewOutgoingText & { from: string; status: 'queued' | 'suppressed' },
    at: Temporal.Instant,
  ): Promise<boolean> {
    const { count } = await tx.text.createMany({
      data: {
        clinicId: text.clinicId,
        id,
        direction: 'outbound',
        kind: text.kind,
        status: text.status,
        ourNumber: text.from,
        theirNumber: text.to,
        body: text.body,
        callId: text.callId ?? null,
        appointmentId: text.appointmentId ?? null,
        idempotencyKey: text.idempotencyKey,
        createdAt: toDate(at),
        updatedAt: toDate(at),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  /** False when the carrier has told us of it before. */
  async insertIncoming(
    tx: Tx,
    { clinicId, textId }: TextRef,
    text: IncomingText,
    at: Temporal.Instant,
  ): Promise<boolean> {
    const { count } = await tx.text.createMany({
      data: {
        clinicId,
        id: textId,
        direction: 'inbound',
        kind: 'received',
        status: 'received',
        ourNumber: text.to,
        theirNumber: text.from,
        body: text.body,
        carrierSid: text.carrierSid,
        idempotencyKey: `received:${text.carrierSid}`,
        createdAt: toDate(at),
        updatedAt: toDate(at),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  /**
   * Begins a try, for one process at a time: null unless the text waits, or the try before began earlier than
   * `abandonedBefore` and never ended.
   */
  async begin(
    tx: Tx,
    { clinicId, textId }: TextRef,
    at: Temporal.Instant,
    abandonedBefore: Temporal.Instant,
  ): Promise<TextInHand | null> {
    const [row] = await tx.text.updateManyAndReturn({
      where: {
        clinicId,
        id: textId,
        direction: 'outbound',
        OR: [{ status: 'queued' }, { status: 'sending', sendingSince: { lt: toDate(abandonedBefore) } }],
      },
      data: { status: 'sending', sendingSince: toDate(at), attempts: { increment: 1 }, updatedAt: toDate(at) },
    });
    if (!row) return null;
    return {
      clinicId,
      textId,
      kind: row.kind as OutgoingKind,
      from: row.ourNumber,
      to: row.theirNumber,
      body: row.body,
      createdAt: fromDate(row.createdAt),
      attempt: row.attempts,
    };
  }

  /** A try has ended without a result: the next one may begin. Does nothing when another try has begun meanwhile. */
  async handBack(tx: Tx, { clinicId, textId, attempt }: TextInHand, at: Temporal.Instant): Promise<void> {
    await tx.text.updateMany({
      where: { clinicId, id: textId, status: 'sending', attempts: attempt },
      data: { status: 'queued', updatedAt: toDate(at) },
    });
  }

  /** Whoever is reached under its number, and whose visit it is about. */
  async patientsOf(tx: Tx, { clinicId, textId }: TextRef): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      SELECT p.id FROM texts t JOIN patients p ON p.clinic_id = t.clinic_id AND p.phone_index = t.their_number_index
      WHERE t.clinic_id = ${clinicId}::uuid AND t.id = ${textId}::uuid
      UNION
      SELECT a.patient_id FROM texts t JOIN appointments a ON a.clinic_id = t.clinic_id AND a.id = t.appointment_id
      WHERE t.clinic_id = ${clinicId}::uuid AND t.id = ${textId}::uuid`;
    return rows.map(({ id }) => id);
  }

  async statusOf(tx: Tx, { clinicId, textId }: TextRef): Promise<OutgoingStatus | null> {
    const row = await tx.text.findUnique({
      where: { clinicId_id: { clinicId, id: textId } },
      select: { status: true },
    });
    return row && (row.status as OutgoingStatus);
  }

  /**
   * Brings an outgoing text from one of the states `from` to what is news of it; answers its kind, or null when nothing
   * changed. News of another of the carrier's texts than the one it is known to be changes nothing. What we had given up
   * without ever hearing of it was sent after all when the carrier reports on it. A code is forgotten: nothing sends it again.
   */
  async advance(
    tx: Tx,
    { clinicId, textId }: TextRef,
    news: TextNews,
    from: OutgoingStatus[],
    at: Temporal.Instant,
  ): Promise<OutgoingKind | null> {
    // Two equal texts whose answers were both lost can't be told apart by the carrier's list, so one may have been taken
    // for the other. Then this one stays without its name, which matters less than a text too many.
    const forgotten = (await tx.$sealer(clinicId)).seal(placeOf('Text', 'body', [textId]), '');
    const [row] = await tx.$queryRaw<{ kind: OutgoingKind }[]>`
      UPDATE texts SET status = ${news.status}, error_code = ${news.errorCode}, updated_at = ${toDate(at)}::timestamptz,
        body = CASE kind WHEN 'code' THEN ${forgotten} ELSE body END,
        carrier_sid = coalesce(carrier_sid, (SELECT ${news.carrierSid}::text WHERE NOT EXISTS (
          SELECT FROM texts other WHERE other.clinic_id = ${clinicId}::uuid AND other.carrier_sid = ${news.carrierSid})))
      WHERE clinic_id = ${clinicId}::uuid AND id = ${textId}::uuid AND direction = 'outbound'
        AND (status IN (${Prisma.join(from)})
          OR (status = 'failed' AND error_code IS NULL AND carrier_sid IS NULL AND ${news.carrierSid}::text IS NOT NULL))
        AND (carrier_sid IS NULL OR carrier_sid = ${news.carrierSid})
      RETURNING kind`;
    return row?.kind ?? null;
  }

  /** Those of the carrier's names that no text of the clinic is known by, in the order given. */
  async unclaimed(tx: Tx, clinicId: ClinicId, carrierSids: string[]): Promise<string[]> {
    const rows = await tx.text.findMany({
      where: { clinicId, carrierSid: { in: carrierSids } },
      select: { carrierSid: true },
    });
    const claimed = new Set(rows.map(({ carrierSid }) => carrierSid));
    return carrierSids.filter((sid) => !claimed.has(sid));
  }

  /** What the last text that may have reached this number was about; null when none was about a visit. */
  async lastTextedAbout(tx: Tx, clinicId: ClinicId, number: string): Promise<AppointmentId | null> {
    const row = await tx.text.findFirst({
      where: { ...mayHaveReached(clinicId, number), appointmentId: { not: null } },
      orderBy: LATEST_FIRST,
      select: { appointmentId: true },
    });
    return row && (row.appointmentId as AppointmentId);
  }

  /** The kind of the last text that may have reached this number and asked for an answer; null when none did. */
  async lastAsked(tx: Tx, clinicId: ClinicId, number: string): Promise<AskingKind | null> {
    const row = await tx.text.findFirst({
      where: { ...mayHaveReached(clinicId, number), kind: { in: [...ASKING_KINDS] } },
      orderBy: LATEST_FIRST,
      select: { kind: true },
    });
    return row && (row.kind as AskingKind);
  }
}
