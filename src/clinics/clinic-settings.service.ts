import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import type { Asker } from './asker.types.js';
import { changedFields, fieldNames } from './changed-fields.policy.js';
import { ClinicSettingsRepository } from './clinic-settings.repository.js';
import {
  toClinicItem,
  type ClinicItem,
  type ClinicListQuery,
  type Settings,
  type SettingsChangeBody,
} from './clinic-settings.types.js';
import { ClinicNotFoundError } from './clinics.errors.js';
import { clinicRenamed } from './clinics.jobs.js';
import { ClinicsService } from './clinics.service.js';
import { PhoneNumbersRepository } from './phone-numbers.repository.js';
import { contradictions } from './settings-together.policy.js';

/** What a clinic settles for itself. Calls and bookings read it each time: a change holds from the next one on. */
@Injectable()
export class ClinicSettings {
  constructor(
    private readonly settings: ClinicSettingsRepository,
    private readonly numbers: PhoneNumbersRepository,
    private readonly clinics: ClinicsService,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** By id: the one clinic that a credential is for, in the form of every list. */
  async list(clinicId: ClinicId, { cursor, limit }: ClinicListQuery): Promise<Page<ClinicItem>> {
    const items = [await this.get(clinicId, clinicId)].filter(({ id }) => cursor === undefined || id > cursor.id);
    return pageOf(
      items,
      limit,
      ({ id }) => ({ id }),
      (item) => item,
    );
  }

  /** @throws ClinicNotFoundError for any clinic but the asker's own */
  get(clinicId: ClinicId, id: string): Promise<ClinicItem> {
    checkOwn(clinicId, id);
    return this.database.inClinic(clinicId, async (tx) => toClinicItem(clinicId, await this.find(tx, clinicId)));
  }

  /** @throws ClinicNotFoundError, PreconditionFailedError, InvalidInputError for what does not go together */
  change(
    { clinicId, actor }: Asker,
    id: string,
    wanted: SettingsChangeBody,
    precondition = Precondition.NONE,
  ): Promise<ClinicItem> {
    checkOwn(clinicId, id);
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const before = await this.find(tx, clinicId);
      precondition.check(toClinicItem(clinicId, before));
      const change = changedFields<Settings>(before, wanted);
      const after = { ...before, ...change };
      await this.check(tx, clinicId, after, change);
      const fields = fieldNames(change);
      if (fields === '') return toClinicItem(clinicId, before);
      await this.settings.update(tx, clinicId, change);
      if (change.name !== undefined) await this.jobs.enqueue(tx, clinicRenamed, { clinicId });
      const subject = { kind: 'clinic', id: clinicId };
      const entry = { clinicId, at: this.clock.now(), actor, action: 'clinic.changed', subject, detail: { fields } };
      await this.audit.record(tx, entry);
      return toClinicItem(clinicId, after);
    });
  }

  private async check(tx: Tx, clinicId: ClinicId, settings: Settings, change: Partial<Settings>): Promise<void> {
    const own = await this.numbers.ofClinic(tx, clinicId);
    const issues = contradictions(settings, new Set(Object.keys(change) as (keyof Settings)[]), own);
    if (change.timeZone !== undefined && !(await this.isZone(tx, change.timeZone))) {
      issues.push({ field: '/timeZone', detail: 'is no zone that is known' });
    }
    if (issues.length > 0) throw new InvalidInputError(issues);
  }

  private async isZone(tx: Tx, name: string): Promise<boolean> {
    try {
      this.clock.now().toZonedDateTimeISO(name);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
    return this.settings.knowsTimeZone(tx, name);
  }

  private async find(tx: Tx, clinicId: ClinicId): Promise<Settings> {
    const settings = await this.settings.find(tx, clinicId);
    if (!settings) throw new ClinicNotFoundError();
    return settings;
  }
}

/** Another clinic is not there, for whoever it is not. */
function checkOwn(clinicId: ClinicId, id: string): void {
  if (id !== clinicId) throw new ClinicNotFoundError();
}
