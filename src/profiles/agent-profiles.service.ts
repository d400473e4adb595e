import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError, type FieldIssue } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { ClinicZones } from '../compliance/clinic-zones.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { AgentSettings, type AgentProfile, type StoredProfile } from './agent-profile.types.js';
import { AgentProfilesRepository } from './agent-profiles.repository.js';
import { profilePublished } from './profile-published.job.js';
import {
  toListedItem,
  toProfileItem,
  type DraftChangeBody,
  type ListedProfileItem,
  type NewDraftBody,
  type ProfileItem,
  type ProfileListQuery,
  type RollBackBody,
} from './profile-versions.types.js';
import { NotADraftError, NotRetiredError, ProfileNotFoundError } from './profiles.errors.js';
import { changeSettings, type SettingsChange } from './settings-change.policy.js';
import { differences, type SettingDifference } from './settings-difference.policy.js';

/** The versions of a clinic's receptionist. Those who write wait for each other, clinic by clinic. */
@Injectable()
export class AgentProfiles {
  constructor(
    private readonly profiles: AgentProfilesRepository,
    private readonly jobs: JobQueue,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** What a call runs: a given version, or else what is published. A clinic that has published nothing gets the defaults. */
  forCall(clinicId: ClinicId, version: number | null): Promise<AgentProfile> {
    return this.database.inClinic(clinicId, (tx) => this.forCallIn(tx, clinicId, version));
  }

  /** Within a transaction that there is already. */
  async forCallIn(tx: Tx, clinicId: ClinicId, version: number | null): Promise<AgentProfile> {
    const wanted = version === null ? null : await this.profiles.find(tx, { clinicId, version });
    return wanted ?? (await this.profiles.published(tx, clinicId)) ?? this.defaults(clinicId);
  }

  /** A page of the clinic's versions, without those that were deleted. */
  async list(clinicId: ClinicId, { cursor, limit }: ProfileListQuery): Promise<Page<ListedProfileItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zones.of(tx, clinicId);
      const rows = await this.profiles.list(tx, clinicId, cursor ?? null, limit + 1);
      return pageOf(
        rows,
        limit,
        ({ version }) => version,
        (row) => toListedItem(row, timeZone),
      );
    });
  }

  /** @throws ProfileNotFoundError */
  get(clinicId: ClinicId, version: number): Promise<ProfileItem> {
    return this.database.inClinic(clinicId, (tx) => this.item(tx, clinicId, version));
  }

  /**
   * Within a transaction that there is already.
   *
   * @throws ProfileNotFoundError
   */
  async getIn(tx: Tx, clinicId: ClinicId, version: number): Promise<StoredProfile> {
    const profile = await this.profiles.find(tx, { clinicId, version });
    if (!profile) throw new ProfileNotFoundError();
    return profile;
  }

  /**
   * @throws ProfileNotFoundError
   * @throws InvalidInputError when there is nothing to compare with.
   */
  compare(clinicId: ClinicId, version: number, other: number): Promise<SettingDifference[]> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { settings } = await this.getIn(tx, clinicId, version);
      const compared = await this.profiles.find(tx, { clinicId, version: other });
      if (!compared) throw new InvalidInputError([{ field: 'with', detail: 'no such version' }]);
      return differences(settings, compared.settings);
    });
  }

  /**
   * A new draft: a given version, the published one, or the defaults, with changes. From an older version it is the way back.
   *
   * @throws InvalidInputError with JSON pointers into the body.
   */
  async createDraft(principal: Principal, { from, settings, note }: NewDraftBody): Promise<ProfileItem> {
    const { clinicId } = principal;
    return this.write(clinicId, async (tx) => {
      const base =
        from === undefined
          ? await this.profiles.published(tx, clinicId)
          : await this.profiles.find(tx, { clinicId, version: from });
      if (from !== undefined && !base) throw new InvalidInputError([{ field: '/from', detail: 'no such version' }]);
      const changed = changedOrThrow(base?.settings ?? AgentSettings.parse({}), settings);
      const version = (await this.profiles.lastVersion(tx, clinicId)) + 1;
      await this.profiles.insertDraft(tx, { clinicId, version }, { settings: changed, note }, this.clock.now());
      await this.record(tx, principal, version, 'drafted', { from: base?.version ?? null });
      return this.item(tx, clinicId, version);
    });
  }

  /**
   * @throws ProfileNotFoundError, NotADraftError, PreconditionFailedError
   * @throws InvalidInputError with JSON pointers into the body.
   */
  async changeDraft(
    principal: Principal,
    version: number,
    change: DraftChangeBody,
    precondition = Precondition.NONE,
  ): Promise<ProfileItem> {
    const { clinicId } = principal;
    return this.write(clinicId, async (tx) => {
      const draft = await this.findDraft(tx, clinicId, version, precondition);
      const settings = changedOrThrow(draft.settings, change.settings ?? {});
      const note = change.note === undefined ? draft.note : change.note;
      await this.profiles.changeDraft(tx, draft, { settings, note });
      await this.record(tx, principal, version, 'changed');
      return this.item(tx, clinicId, version);
    });
  }

  /**
   * Takes a draft out of the list. Its row stays, and so does its number: calls may have tried it.
   *
   * @throws ProfileNotFoundError, NotADraftError, PreconditionFailedError
   */
  async discardDraft(principal: Principal, version: number, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = principal;
    await this.write(clinicId, async (tx) => {
      await this.profiles.discard(tx, await this.findDraft(tx, clinicId, version, precondition));
      await this.record(tx, principal, version, 'discarded');
    });
  }

  /**
   * From the next call on, the clinic's receptionist is this one. Calls that go on keep the version that they began with.
   *
   * @throws ProfileNotFoundError, NotADraftError
   */
  async publish(principal: Principal, version: number): Promise<ProfileItem> {
    const { clinicId } = principal;
    return this.write(clinicId, async (tx) => {
      await this.findDraft(tx, clinicId, version);
      return this.publishIn(tx, principal, version);
    });
  }

  /**
   * Publishes again what an older version said, as a new version: numbers go forward only, so a call tells by its number what it ran.
   *
   * @throws ProfileNotFoundError, NotRetiredError
   */
  async rollBack(principal: Principal, version: number, { note }: RollBackBody): Promise<ProfileItem> {
    const { clinicId } = principal;
    return this.write(clinicId, async (tx) => {
      const { status, settings } = await this.getIn(tx, clinicId, version);
      if (status !== 'retired') throw new NotRetiredError(version, status);
      const next = (await this.profiles.lastVersion(tx, clinicId)) + 1;
      await this.profiles.insertDraft(tx, { clinicId, version: next }, { settings, note }, this.clock.now());
      await this.record(tx, principal, next, 'drafted', { from: version });
      return this.publishIn(tx, principal, next);
    });
  }

  private async publishIn(tx: Tx, principal: Principal, version: number): Promise<ProfileItem> {
    const { clinicId } = principal;
    const before = await this.profiles.published(tx, clinicId);
    await this.profiles.publish(tx, { clinicId, version }, this.clock.now());
    await this.jobs.enqueue(tx, profilePublished, { clinicId, version });
    await this.record(tx, principal, version, 'published', { replaces: before?.version ?? null });
    return this.item(tx, clinicId, version);
  }

  private async item(tx: Tx, clinicId: ClinicId, version: number): Promise<ProfileItem> {
    return toProfileItem(await this.getIn(tx, clinicId, version), await this.zones.of(tx, clinicId));
  }

  private write<T>(clinicId: ClinicId, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.inClinic(clinicId, async (tx) => {
      await this.profiles.lock(tx, clinicId);
      return work(tx);
    });
  }

  private async findDraft(
    tx: Tx,
    clinicId: ClinicId,
    version: number,
    precondition = Precondition.NONE,
  ): Promise<StoredProfile> {
    const profile = await this.getIn(tx, clinicId, version);
    precondition.check(toProfileItem(profile, await this.zones.of(tx, clinicId)));
    if (profile.status !== 'draft') throw new NotADraftError(version, profile.status);
    return profile;
  }

  private record(
    tx: Tx,
    { clinicId, actor }: Principal,
    version: number,
    what: 'drafted' | 'changed' | 'discarded' | 'published',
    detail: Record<string, number | null> = {},
  ): Promise<void> {
    return this.audit.record(tx, {
      clinicId,
      at: this.clock.now(),
      actor,
      action: `agent_profile.${what}`,
      subject: { kind: 'agent_profile', id: String(version) },
      detail,
    });
  }

  private defaults(clinicId: ClinicId): AgentProfile {
    return {
      clinicId,
      version: null,
      status: 'published',
      settings: AgentSettings.parse({}),
      note: null,
      createdAt: this.clock.now(),
      publishedAt: null,
    };
  }
}

function changedOrThrow(base: AgentSettings, change: SettingsChange): AgentSettings {
  const outcome = changeSettings(base, change);
  if (outcome.kind === 'changed') return outcome.settings;
  const inBody = ({ field, detail }: FieldIssue) => ({ field: `/settings${field}`, detail });
  throw new InvalidInputError(outcome.issues.map(inBody));
}
