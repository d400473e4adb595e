import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { CalendarImportId, ClinicId, ProviderId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { CalendarImport as Row } from '../generated/prisma/client.js';
import type {
  CalendarImport,
  CalendarsPage,
  CalendarTrouble,
  CalendarVersion,
  ListedImport,
} from './calendars.types.js';

@Injectable()
export class ImportsRepository {
  async hasProvider(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<boolean> {
    return (await tx.provider.count({ where: { clinicId, id } })) === 1;
  }

  /** False when the provider has a calendar of this address. */
  async insert(
    tx: Tx,
    added: Pick<CalendarImport, 'id' | 'clinicId' | 'providerId' | 'url'>,
    now: Temporal.Instant,
  ): Promise<boolean> {
    const { count } = await tx.calendarImport.createMany({
      data: { ...added, createdAt: toDate(now) },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async findByUrl(tx: Tx, clinicId: ClinicId, providerId: ProviderId, url: string): Promise<CalendarImportId | null> {
    const row = await tx.calendarImport.findFirst({
      where: { clinicId, providerId, url, removedAt: null },
      select: { id: true },
    });
    return row && (row.id as CalendarImportId);
  }

  /** Null when it was removed. */
  async find(tx: Tx, clinicId: ClinicId, id: CalendarImportId): Promise<CalendarImport | null> {
    const row = await tx.calendarImport.findFirst({
      where: { clinicId, id, removedAt: null },
      include: { provider: { select: { name: true } } },
    });
    return row && toImport(row);
  }

  count(tx: Tx, clinicId: ClinicId): Promise<number> {
    return tx.calendarImport.count({ where: { clinicId, removedAt: null } });
  }

  /** The oldest first. */
  async list(tx: Tx, clinicId: ClinicId, { providerId, after, limit }: CalendarsPage): Promise<ListedImport[]> {
    const rows = await tx.calendarImport.findMany({
      where: { clinicId, removedAt: null, ...(providerId ? { providerId } : {}), ...afterPlace(after, 'asc') },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toListed);
  }

  /** Null when it was removed. */
  async findListed(tx: Tx, clinicId: ClinicId, id: CalendarImportId): Promise<ListedImport | null> {
    const row = await tx.calendarImport.findFirst({ where: { clinicId, id, removedAt: null } });
    return row && toListed(row);
  }

  /** As it is now, and as it stays until the transaction ends. */
  async lock(tx: Tx, clinicId: ClinicId, id: CalendarImportId): Promise<ListedImport | null> {
    await tx.$executeRaw`
      SELECT FROM calendar_imports WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    return this.findListed(tx, clinicId, id);
  }

  /**
   * As if it had just been added: whatever is known of the calendar before says nothing of this one. False when another import of the
   * provider has that address; the transaction can do nothing more then.
   */
  async setUrl(tx: Tx, clinicId: ClinicId, id: CalendarImportId, url: string): Promise<boolean> {
    const data = { url, etag: null, lastModified: null, lastReadAt: null, lastError: null, failures: 0 };
    try {
      await tx.calendarImport.updateMany({ where: { clinicId, id, removedAt: null }, data });
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'P2002') return false;
      throw error;
    }
  }

  /** Forgets the address, which opens somebody's calendar. False when it was removed before. */
  async remove(tx: Tx, clinicId: ClinicId, id: CalendarImportId, now: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.calendarImport.updateMany({
      where: { clinicId, id, removedAt: null },
      data: { removedAt: toDate(now), url: '', etag: null, lastModified: null },
    });
    return count === 1;
  }

  /** False when it was removed or got another address, or another reading came first. */
  async saveReading(
    tx: Tx,
    { clinicId, id, url, lastReadAt }: CalendarImport,
    reading: CalendarVersion & { at: Temporal.Instant; trouble: CalendarTrouble | null; failures: number },
  ): Promise<boolean> {
    const { count } = await tx.calendarImport.updateMany({
      where: { clinicId, id, url, removedAt: null, lastReadAt: lastReadAt && toDate(lastReadAt) },
      data: {
        lastReadAt: toDate(reading.at),
        lastError: reading.trouble,
        failures: reading.failures,
        etag: reading.etag,
        lastModified: reading.lastModified,
      },
    });
    return count === 1;
  }
}

const toImport = (row: Row & { provider: { name: string } }): CalendarImport => ({
  id: row.id as CalendarImportId,
  clinicId: row.clinicId as ClinicId,
  providerId: row.providerId as ProviderId,
  providerName: row.provider.name,
  url: row.url,
  version: { etag: row.etag, lastModified: row.lastModified },
  lastReadAt: row.lastReadAt && fromDate(row.lastReadAt),
  failures: row.failures,
});

const toListed = (row: Row): ListedImport => ({
  id: row.id as CalendarImportId,
  providerId: row.providerId as ProviderId,
  host: new URL(row.url).host,
  lastReadAt: row.lastReadAt && fromDate(row.lastReadAt),
  failures: row.failures,
  trouble: row.lastError as CalendarTrouble | null,
  createdAt: fromDate(row.createdAt),
});
