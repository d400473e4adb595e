import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { toDate } from '../../common/time/instant-date.js';
import type { StockedAudio, StockKey } from './phrase-lines.types.js';

@Injectable()
export class PhraseAudioRepository {
  constructor(private readonly database: PrismaService) {}

  /** Of these texts, in every voice that there is. */
  async find(clinicId: ClinicId, textsSha256: readonly string[]): Promise<StockedAudio[]> {
    const rows = await this.database.inClinic(clinicId, (tx) =>
      tx.phraseAudio.findMany({
        where: { clinicId, textSha256: { in: [...textsSha256] } },
        select: { voice: true, textSha256: true, audio: true },
      }),
    );
    return rows.map(({ audio, ...key }) => ({ ...key, audio: Buffer.from(audio) }));
  }

  async stock(tx: Tx, clinicId: ClinicId): Promise<StockKey[]> {
    return tx.phraseAudio.findMany({ where: { clinicId }, select: { voice: true, textSha256: true } });
  }

  /** The first one stays: two processes may make the same audio at the same time. */
  async add(clinicId: ClinicId, { voice, textSha256, audio }: StockedAudio, now: Temporal.Instant): Promise<void> {
    const data = { clinicId, voice, textSha256, audio: Uint8Array.from(audio), createdAt: toDate(now) };
    await this.database.inClinic(clinicId, (tx) => tx.phraseAudio.createMany({ data, skipDuplicates: true }));
  }

  async remove(tx: Tx, clinicId: ClinicId, keys: readonly StockKey[]): Promise<void> {
    const OR = keys.map(({ voice, textSha256 }) => ({ voice, textSha256 }));
    await tx.phraseAudio.deleteMany({ where: { clinicId, OR } });
  }

  /** One at a time for each clinic, until the transaction ends. */
  async takeTurn(tx: Tx, clinicId: ClinicId): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`phrases ${clinicId}`}, 0))`;
  }

  /** A page of all clinics, by id. */
  async clinicsAfter(last: ClinicId | null, limit: number): Promise<ClinicId[]> {
    const rows = await this.database.acrossClinics((tx) =>
      tx.clinic.findMany({
        where: last === null ? {} : { id: { gt: last } },
        orderBy: { id: 'asc' },
        select: { id: true },
        take: limit,
      }),
    );
    return rows.map(({ id }) => id as ClinicId);
  }
}
