import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import { byId, type CallKey } from './call-key.js';
import type { Call, RecordingReport } from './calls.types.js';

/** What is known of recordings; they lie at the carrier. */
@Injectable()
export class RecordingsRepository {
  async choice(tx: Tx, key: CallKey): Promise<Call['recordingChoice']> {
    const { recordingChoice } = await tx.call.findUniqueOrThrow({
      where: byId(key),
      select: { recordingChoice: true },
    });
    return recordingChoice as Call['recordingChoice'];
  }

  async decline(tx: Tx, key: CallKey): Promise<void> {
    await tx.call.update({ where: byId(key), data: { recordingChoice: 'declined' } });
  }

  /** A finished recording stays finished: the carrier's reports may come late and twice. */
  async save(tx: Tx, key: CallKey, report: RecordingReport, at: Temporal.Instant): Promise<void> {
    const { recordingSid, ...rest } = report;
    const { count } = await tx.recording.createMany({
      data: { ...key, id: newId(), recordingSid, ...rest, createdAt: toDate(at) },
      skipDuplicates: true,
    });
    if (count === 1 || rest.status === 'in_progress') return;
    const { status, durationSeconds, errorCode } = rest;
    await tx.recording.updateMany({
      where: { clinicId: key.clinicId, recordingSid, status: 'in_progress' },
      data: { status, durationSeconds, errorCode },
    });
  }

  /** What is being recorded of this call now. */
  async running(tx: Tx, key: CallKey): Promise<string | null> {
    const row = await tx.recording.findFirst({ where: { ...key, kind: 'call', status: 'in_progress' } });
    return row?.recordingSid ?? null;
  }

  async remove(tx: Tx, clinicId: ClinicId, recordingSid: string): Promise<void> {
    await tx.recording.deleteMany({ where: { clinicId, recordingSid } });
  }

  async list(tx: Tx, key: CallKey): Promise<RecordingReport[]> {
    const rows = await tx.recording.findMany({ where: key, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
    return rows.map(({ recordingSid, kind, status, durationSeconds, errorCode }) => ({
      recordingSid,
      kind: kind as RecordingReport['kind'],
      status: status as RecordingReport['status'],
      durationSeconds,
      errorCode,
    }));
  }
}
