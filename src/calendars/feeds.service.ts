import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Temporal } from 'temporal-polyfill';
import { holdsOn } from '../clinics/opening-hours.policy.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { secondsToWait } from '../common/http/rate-limit.js';
import { newId, type CalendarFeedId, type ClinicId, type ProviderId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AppConfig } from '../config/app-config.js';
import type { StaffRequest } from '../scheduling/blockouts.types.js';
import { localDateOf, localDay } from '../scheduling/local-time.policy.js';
import { ResourceNotFoundError } from '../scheduling/scheduling.errors.js';
import {
  CalendarAskedTooOftenError,
  CalendarLinkNotFoundError,
  CalendarNotFoundError,
  TooManyCalendarsError,
} from './calendars.errors.js';
import type { CalendarFeed, CalendarsPage, FeedAnswer, FeedBlockout, ListedFeed } from './calendars.types.js';
import { feedText } from './feed.presenter.js';
import { FeedsRepository, type WeeklyBusyTime } from './feeds.repository.js';

const DAYS_BACK = 14;
const DAYS_AHEAD = 180;
const SECRET_BYTES = 32;
const MAX_A_MINUTE = 60;
/** Of a clinic, of those that are not revoked: every one is a way in. */
const MAX_FEEDS = 200;

/** A feed with the address that opens it. */
export type OpenedFeed = ListedFeed & { address: string };

export type FeedRequest = StaffRequest & {
  id: CalendarFeedId;
  /** Asked under the lock of the change, with the feed as it is; may throw. */
  confirm?: (feed: ListedFeed) => void;
};

/** Private addresses under which calendar apps follow a provider's time. */
@Injectable()
export class CalendarFeeds {
  private readonly asked = new RateLimiterMemory({ points: MAX_A_MINUTE, duration: 60 });

  constructor(
    private readonly feeds: FeedsRepository,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * The address opens the calendar, and is shown this once: its hash is all that is kept.
   *
   * @throws ResourceNotFoundError
   */
  async create(request: StaffRequest & { providerId: ProviderId; showsNames: boolean }): Promise<OpenedFeed> {
    const { clinicId, providerId, showsNames, actor, now } = request;
    const id = newId<CalendarFeedId>();
    const secret = newSecret();
    await this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.feeds.hasProvider(tx, clinicId, providerId))) throw new ResourceNotFoundError();
      if ((await this.feeds.count(tx, clinicId)) >= MAX_FEEDS) throw new TooManyCalendarsError(MAX_FEEDS);
      await this.feeds.insert(tx, { id, clinicId, providerId, showsNames, createdAt: now }, hash(secret));
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'calendar_feed.created',
        subject: { kind: 'calendar_feed', id },
        detail: { providerId, showsNames },
      });
    });
    return { id, providerId, showsNames, createdAt: now, address: this.addressOf(secret) };
  }

  /** Another address, shown this once; the one before answers like one that never was. @throws CalendarLinkNotFoundError */
  rotate(request: FeedRequest): Promise<OpenedFeed> {
    const { clinicId, id } = request;
    const secret = newSecret();
    return this.changed(request, 'calendar_feed.rotated', async (tx, feed) => {
      await this.feeds.setSecret(tx, clinicId, id, hash(secret));
      return { ...feed, address: this.addressOf(secret) };
    });
  }

  /** @throws CalendarLinkNotFoundError when it was revoked before, or never was */
  revoke(request: FeedRequest): Promise<void> {
    const { clinicId, id, now } = request;
    return this.changed(request, 'calendar_feed.revoked', (tx) => this.feeds.revoke(tx, clinicId, id, now));
  }

  /** Not those that were revoked. */
  list(clinicId: ClinicId, page: CalendarsPage): Promise<ListedFeed[]> {
    return this.database.inClinic(clinicId, (tx) => this.feeds.list(tx, clinicId, page));
  }

  /** @throws CalendarLinkNotFoundError */
  async get(clinicId: ClinicId, id: CalendarFeedId): Promise<ListedFeed> {
    const feed = await this.database.inClinic(clinicId, (tx) => this.feeds.find(tx, clinicId, id));
    if (!feed) throw new CalendarLinkNotFoundError();
    return feed;
  }

  /**
   * What goes out is audited in the transaction that reads; that nothing has changed goes out without.
   *
   * @param known the tags of what who asks has (`If-None-Match`)
   * @throws CalendarNotFoundError alike for addresses that were revoked, never were, or can't be; CalendarAskedTooOftenError
   */
  async read(secret: string, known: string): Promise<FeedAnswer> {
    // The address says whose calendar it is.
    const feed = await this.database.acrossClinics((tx) => this.feeds.findLive(tx, hash(secret)));
    if (!feed) throw new CalendarNotFoundError();
    await this.count(feed);
    return this.database.inClinic(feed.clinicId, async (tx) => {
      const now = this.clock.now();
      const days = daysAround(now, feed.timeZone);
      const span = { fromMs: days.from.fromMs, toMs: days.to.toMs };
      const visits = await this.feeds.visits(tx, feed, span);
      const blockouts = await this.feeds.blockouts(tx, feed, span);
      const weekly = await this.feeds.weeklyBusyTimes(tx, feed, days.from.date);
      const text = feedText(feed, visits, [...blockouts, ...occurrences(feed, weekly, days.from.date)]);
      const etag = `"${hash(text)}"`;
      if (known.includes(etag)) return { kind: 'unchanged', etag };
      await this.audit.viewed(tx, {
        clinicId: feed.clinicId,
        at: now,
        actor: { kind: 'system', id: 'calendar_feed' },
        action: 'calendar_feed.read',
        subject: { kind: 'calendar_feed', id: feed.id },
        patientIds: [...new Set(visits.map(({ patientId }) => patientId))],
        detail: { visits: visits.length, showsNames: feed.showsNames },
      });
      return { kind: 'calendar', etag, text };
    });
  }

  private changed<Result>(
    { clinicId, id, actor, now, confirm }: FeedRequest,
    action: string,
    change: (tx: Tx, feed: ListedFeed) => Promise<Result>,
  ): Promise<Result> {
    return this.database.inClinic(clinicId, async (tx) => {
      const feed = await this.feeds.lock(tx, clinicId, id);
      if (!feed) throw new CalendarLinkNotFoundError();
      confirm?.(feed);
      const result = await change(tx, feed);
      await this.audit.record(tx, { clinicId, at: now, actor, action, subject: { kind: 'calendar_feed', id } });
      return result;
    });
  }

  private addressOf(secret: string): string {
    return `${this.config.publicUrl}/calendars/${secret}.ics`;
  }

  private async count({ id }: CalendarFeed): Promise<void> {
    const seconds = await secondsToWait(this.asked, id);
    if (seconds !== null) throw new CalendarAskedTooOftenError(seconds);
  }
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

function daysAround(now: Temporal.Instant, timeZone: string) {
  const today = localDateOf(now, timeZone);
  return {
    from: localDay(today.subtract({ days: DAYS_BACK }), timeZone),
    to: localDay(today.add({ days: DAYS_AHEAD }), timeZone),
  };
}

/** Weekly busy time, day by day, so that nothing depends on the zone of who reads it. */
function occurrences(
  { timeZone, createdAt }: CalendarFeed,
  weekly: readonly WeeklyBusyTime[],
  first: Temporal.PlainDate,
): FeedBlockout[] {
  if (weekly.length === 0) return [];
  const dates = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, index) => first.add({ days: index }));
  return dates.flatMap((date) => {
    const rows = weekly.filter((row) => row.weekday === date.dayOfWeek && holdsOn(date, row.validFrom, row.validUntil));
    if (rows.length === 0) return [];
    const day = localDay(date, timeZone);
    return rows
      .map((row) => ({
        id: `${row.id}-${date.toString()}`,
        reason: row.reason,
        fromMs: day.boundaryMs(row.startMinute),
        toMs: day.boundaryMs(row.endMinute),
        createdAt,
      }))
      .filter(({ fromMs, toMs }) => fromMs < toMs);
  });
}
