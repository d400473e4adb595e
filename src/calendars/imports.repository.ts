import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { CalendarImportId, ClinicId, ProviderId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { CalendarImport as Row } from '../generated/prisma/client.js';
import type { CalendarImport, CalendarTrouble, CalendarVersion, ListedImport } from './calendars.types.js';

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

  async list(tx: Tx, clinicId: ClinicId): Promise<ListedImport[]> {
    const rows = await tx.calendarImport.findMany({
      where: { clinicId, removedAt: null },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => ({
      id: row.id as CalendarImportId,
      providerId: row.providerId as ProviderId,
      host: new URL(row.url).host,
      lastReadAt: row.lastReadAt && fromDate(row.lastReadAt),
      failures: row.failures,
      trouble: row.lastError as CalendarTrouble | null,
    }));
  }

  /** Forgets the address, which opens somebody's calendar. False when it was removed before. */
  async remove(tx: Tx, clinicId: ClinicId, id: CalendarImportId, now: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.calendarImport.updateMany({
      where: { clinicId, id, removedAt: null },
      data: { removedAt: toDate(now), url: '', etag: null, lastModified: null },
    });
    return count === 1;
  }

  /** False when it was removed, or another reading came first. */
  async saveReading(
    tx: Tx,
    { clinicId, id, lastReadAt }: CalendarImport,
    reading: CalendarVersion & { at: Temporal.Instant; trouble: CalendarTrouble | null; failures: number },
  ): Promise<boolean> {
    const { count } = await tx.calendarImport.updateMany({
      where: { clinicId, id, removedAt: null, lastReadAt: lastReadAt && toDate(lastReadAt) },
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
