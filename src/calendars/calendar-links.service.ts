import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import type { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { CalendarFeedId, CalendarImportId, ClinicId } from '../common/ids/ids.js';
import {
  toFeedItem,
  toImportItem,
  type CalendarLinkQuery,
  type FeedItem,
  type FeedWithAddress,
  type ImportChangeBody,
  type ImportItem,
  type NewFeedBody,
  type NewImportBody,
} from './calendar-links.types.js';
import type { CalendarsPage } from './calendars.types.js';
import { CalendarFeeds } from './feeds.service.js';
import { CalendarImports } from './imports.service.js';

/** Feeds and imports, as the API shows them. */
@Injectable()
export class CalendarLinks {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly imports: CalendarImports,
    private readonly clinics: ClinicsService,
    private readonly clock: Clock,
  ) {}

  async listFeeds({ clinicId }: Principal, query: CalendarLinkQuery): Promise<Page<FeedItem>> {
    return this.pageOf(clinicId, query, await this.feeds.list(clinicId, pageFor(query)), toFeedItem);
  }

  /** @throws CalendarLinkNotFoundError */
  async getFeed({ clinicId }: Principal, id: CalendarFeedId): Promise<FeedItem> {
    return toFeedItem(await this.feeds.get(clinicId, id), await this.zoneOf(clinicId));
  }

  /** @throws ResourceNotFoundError, TooManyCalendarsError */
  async createFeed({ clinicId, actor }: Principal, body: NewFeedBody): Promise<FeedWithAddress> {
    const { address, ...feed } = await this.feeds.create({ ...body, clinicId, actor, now: this.clock.now() });
    return { ...toFeedItem(feed, await this.zoneOf(clinicId)), address };
  }

  /** @throws CalendarLinkNotFoundError */
  async rotateFeed({ clinicId, actor }: Principal, id: CalendarFeedId): Promise<FeedWithAddress> {
    const { address, ...feed } = await this.feeds.rotate({ id, clinicId, actor, now: this.clock.now() });
    return { ...toFeedItem(feed, await this.zoneOf(clinicId)), address };
  }

  /** @throws CalendarLinkNotFoundError, PreconditionFailedError */
  async revokeFeed({ clinicId, actor }: Principal, id: CalendarFeedId, precondition: Precondition): Promise<void> {
    const timeZone = await this.zoneOf(clinicId);
    const confirm = (feed: Parameters<typeof toFeedItem>[0]) => precondition.check(toFeedItem(feed, timeZone));
    await this.feeds.revoke({ id, clinicId, actor, now: this.clock.now(), confirm });
  }

  async listImports({ clinicId }: Principal, query: CalendarLinkQuery): Promise<Page<ImportItem>> {
    return this.pageOf(clinicId, query, await this.imports.list(clinicId, pageFor(query)), toImportItem);
  }

  /** @throws CalendarLinkNotFoundError */
  async getImport({ clinicId }: Principal, id: CalendarImportId): Promise<ImportItem> {
    return toImportItem(await this.imports.get(clinicId, id), await this.zoneOf(clinicId));
  }

  /** @throws ResourceNotFoundError, InvalidInputError, TooManyCalendarsError */
  async addImport({ clinicId, actor }: Principal, body: NewImportBody): Promise<{ isNew: boolean; item: ImportItem }> {
    const { isNew, added } = await this.imports.add({ ...body, clinicId, actor, now: this.clock.now() });
    return { isNew, item: toImportItem(added, await this.zoneOf(clinicId)) };
  }

  /** @throws CalendarLinkNotFoundError, PreconditionFailedError, InvalidInputError, CalendarImportedError */
  async changeImport(
    { clinicId, actor }: Principal,
    id: CalendarImportId,
    { url }: ImportChangeBody,
    precondition: Precondition,
  ): Promise<ImportItem> {
    const timeZone = await this.zoneOf(clinicId);
    const confirm = (found: Parameters<typeof toImportItem>[0]) => precondition.check(toImportItem(found, timeZone));
    const changed = await this.imports.change({ id, url, clinicId, actor, now: this.clock.now(), confirm });
    return toImportItem(changed, timeZone);
  }

  /** @throws CalendarLinkNotFoundError, PreconditionFailedError */
  async removeImport({ clinicId, actor }: Principal, id: CalendarImportId, precondition: Precondition): Promise<void> {
    const timeZone = await this.zoneOf(clinicId);
    const confirm = (found: Parameters<typeof toImportItem>[0]) => precondition.check(toImportItem(found, timeZone));
    await this.imports.remove({ id, clinicId, actor, now: this.clock.now(), confirm });
  }

  private async pageOf<Row extends { id: string; createdAt: Temporal.Instant }, Item>(
    clinicId: ClinicId,
    { limit }: CalendarLinkQuery,
    rows: Row[],
    toItem: (row: Row, timeZone: string) => Item,
  ): Promise<Page<Item>> {
    const timeZone = await this.zoneOf(clinicId);
    return pageOf(
      rows,
      limit,
      ({ createdAt, id }) => rowPlace(createdAt, id),
      (row) => toItem(row, timeZone),
    );
  }

  private async zoneOf(clinicId: ClinicId): Promise<string> {
    return (await this.clinics.get(clinicId)).timeZone;
  }
}

const pageFor = ({ providerId, cursor, limit }: CalendarLinkQuery): CalendarsPage => ({
  providerId: providerId ?? null,
  after: cursor ?? null,
  limit: limit + 1,
});
