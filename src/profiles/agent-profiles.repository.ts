import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { AgentProfile as ProfileRow } from '../generated/prisma/client.js';
import type { AgentSettings, ProfileStatus, StoredProfile } from './agent-profile.types.js';
import type { ListedProfile } from './profile-versions.types.js';
import { readStoredSettings } from './stored-settings.policy.js';

export interface ProfileKey {
  clinicId: ClinicId;
  version: number;
}

const byKey = ({ clinicId, version }: ProfileKey) => ({ clinicId_version: { clinicId, version } });

@Injectable()
export class AgentProfilesRepository {
  /** Until the transaction ends, nobody else writes profiles of this clinic. */
  async lock(tx: Tx, clinicId: ClinicId): Promise<void> {
    await tx.$executeRaw`SELECT FROM clinics WHERE id = ${clinicId}::uuid FOR NO KEY UPDATE`;
  }

  async published(tx: Tx, clinicId: ClinicId): Promise<StoredProfile | null> {
    const row = await tx.agentProfile.findFirst({ where: { clinicId, status: 'published' } });
    return row && toProfile(row);
  }

  async find(tx: Tx, key: ProfileKey): Promise<StoredProfile | null> {
    const row = await tx.agentProfile.findUnique({ where: byKey(key) });
    return row && toProfile(row);
  }

  /** All but the deleted ones, the newest first. */
  async list(tx: Tx, clinicId: ClinicId, before: number | null, limit: number): Promise<ListedProfile[]> {
    const rows = await tx.agentProfile.findMany({
      where: { clinicId, status: { not: 'discarded' }, ...(before === null ? {} : { version: { lt: before } }) },
      omit: { settings: true },
      orderBy: { version: 'desc' },
      take: limit,
    });
    return rows.map(toListed);
  }

  /** 0 for a clinic that has none. */
  async lastVersion(tx: Tx, clinicId: ClinicId): Promise<number> {
    const { _max } = await tx.agentProfile.aggregate({ where: { clinicId }, _max: { version: true } });
    return _max.version ?? 0;
  }

  async insertDraft(
    tx: Tx,
    key: ProfileKey,
    draft: { settings: AgentSettings; note: string | null },
    at: Temporal.Instant,
  ): Promise<void> {
    const { settings, note } = draft;
    const { clinicId, version } = key;
    await tx.agentProfile.create({
      data: {
        clinicId,
        version,
        status: 'draft',
        settings: settings,
        note,
        createdAt: toDate(at),
      },
    });
  }

  async changeDraft(
    tx: Tx,
    key: ProfileKey,
    { settings, note }: { settings: AgentSettings; note: string | null },
  ): Promise<void> {
    await tx.agentProfile.update({ where: byKey(key), data: { settings: settings, note } });
  }

  async discard(tx: Tx, key: ProfileKey): Promise<void> {
    await tx.agentProfile.update({ where: byKey(key), data: { status: 'discarded' } });
  }

  /** Puts the draft in the place of what is published. */
  async publish(tx: Tx, key: ProfileKey, at: Temporal.Instant): Promise<void> {
    const { clinicId } = key;
    await tx.agentProfile.updateMany({ where: { clinicId, status: 'published' }, data: { status: 'retired' } });
    await tx.agentProfile.update({ where: byKey(key), data: { status: 'published', publishedAt: toDate(at) } });
  }
}

const toListed = (row: Omit<ProfileRow, 'settings'>): ListedProfile => ({
  version: row.version,
  status: row.status as ProfileStatus,
  note: row.note,
  createdAt: fromDate(row.createdAt),
  publishedAt: row.publishedAt && fromDate(row.publishedAt),
});

const toProfile = (row: ProfileRow): StoredProfile => ({
  ...toListed(row),
  clinicId: row.clinicId as ClinicId,
  settings: readStoredSettings(row.settings),
});
