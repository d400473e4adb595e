import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { PatientId } from '../common/ids/ids.js';
import { AuditEntriesRepository } from './audit-entries.repository.js';
import type {
  AuditEntryFilter,
  AuditEntryItem,
  AuditEntryParam,
  AuditEntryQuery,
  StoredAuditEntry,
  Verification,
  VerificationBody,
} from './audit-entries.types.js';
import { AuditLog } from './audit-log.service.js';
import { AuditVerification } from './audit-verification.service.js';
import { ClinicZones } from './clinic-zones.service.js';
import { AuditEntryNotFoundError } from './compliance.errors.js';
import type { Actor, AuditEntry } from './compliance.types.js';

/** For one request: some seconds of reading. Whoever has more asks again from where it ended. */
const MOST_VERIFIED_AT_ONCE = 50_000;

/**
 * Shows a clinic its audit trail. Whoever reads it leaves one entry for each answer, which is written after what was read: no answer
 * holds its own entry, and paging from the newest to the oldest never meets those that it leaves.
 */
@Injectable()
export class AuditEntries {
  constructor(
    private readonly entries: AuditEntriesRepository,
    private readonly verification: AuditVerification,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  search({ clinicId, actor }: Principal, { cursor, limit, ...filter }: AuditEntryQuery): Promise<Page<AuditEntryItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const before = cursor?.seq ?? null;
      const rows = await this.entries.search(tx, clinicId, filter, { before, limit: limit + 1 });
      const page = pageOf(
        rows,
        limit,
        ({ content }) => ({ seq: content.seq }),
        (row) => toItem(row, timeZone),
      );
      const { patientId } = filter;
      await this.record(tx, {
        clinicId,
        actor,
        action: 'audit.read',
        subject: patientId === undefined ? { kind: 'clinic', id: clinicId } : { kind: 'patient', id: patientId },
        patientIds: namedIn(rows.slice(0, limit), patientId),
        detail: { entries: page.items.length, by: namesOf(filter) },
      });
      return page;
    });
  }

  /** @throws AuditEntryNotFoundError */
  get({ clinicId, actor }: Principal, which: AuditEntryParam): Promise<AuditEntryItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const entry = await this.entries.find(tx, clinicId, which);
      if (!entry) throw new AuditEntryNotFoundError();
      const subject = { kind: 'audit_entry', id: entry.content.id };
      await this.record(tx, {
        clinicId,
        actor,
        action: 'audit.read',
        subject,
        patientIds: namedIn([entry]),
        detail: { entries: 1 },
      });
      return toItem(entry, await this.zones.of(tx, clinicId));
    });
  }

  /** The clinic's chain, from its beginning or from where an earlier verification ended; a long one in parts. */
  async verify({ clinicId, actor }: Principal, { after }: VerificationBody): Promise<Verification> {
    const verified = await this.verification.verifyClinic(clinicId, {
      ...(after ? { after } : {}),
      most: MOST_VERIFIED_AT_ONCE,
    });
    const { ok, checked, firstBad } = verified;
    await this.database.inClinic(clinicId, (tx) =>
      this.record(tx, {
        clinicId,
        actor,
        action: 'audit.verified',
        subject: { kind: 'clinic', id: clinicId },
        detail: {
          ok,
          checked,
          after: after?.seq ?? 0,
          fault: firstBad?.fault ?? null,
          firstBad: firstBad?.seq ?? null,
        },
      }),
    );
    return verified;
  }

  private record(tx: Tx, entry: Omit<AuditEntry, 'at'> & { actor: Actor }): Promise<void> {
    return this.audit.record(tx, { ...entry, at: this.clock.now() });
  }
}

/** Whose data entries speak of, and who was asked about: it is told of both. */
const namedIn = (entries: readonly StoredAuditEntry[], asked?: string): PatientId[] => [
  ...new Set([
    ...(asked === undefined ? [] : [asked]),
    ...entries.flatMap(({ content }) => content.patientIds),
  ] as PatientId[]),
];

/** What was searched by, without what for: that is in the entries themselves. */
const namesOf = (filter: AuditEntryFilter): string =>
  Object.entries(filter)
    .flatMap(([name, value]) => (value === undefined ? [] : name))
    .sort()
    .join(' ');

const toItem = ({ content, at, hash, callSid }: StoredAuditEntry, timeZone: string): AuditEntryItem => ({
  seq: content.seq,
  id: content.id,
  ...toWallTimes(timeZone, { at }),
  timeZone,
  actor: { kind: content.actorKind as Actor['kind'], id: content.actorId },
  action: content.action,
  subject: { kind: content.subjectKind, id: content.subjectId },
  patientIds: [...content.patientIds],
  callSid,
  reason: content.reason,
  address: content.address,
  requestId: content.requestId,
  detail: content.detail as AuditEntryItem['detail'],
  hash,
});
