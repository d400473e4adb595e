import ICAL from 'ical.js';
import type { Temporal } from 'temporal-polyfill';
import type { Stretch } from '../scheduling/stretches.policy.js';
import { OWN_UID_SUFFIX, type CalendarFeed, type FeedBlockout, type FeedVisit } from './calendars.types.js';

// The library does not count the space that a line goes on with, which is one of the 75 bytes a line may have.
ICAL.foldLength = 74;
// Names of a calendar that the library does not know: text, in which commas are marked.
const TEXT = { defaultType: 'text' };
Object.assign(ICAL.design.icalendar.property, { name: TEXT, 'x-wr-calname': TEXT });

/** Google asks every few hours whatever it is told, Apple and Outlook follow these. */
const ASK_AGAIN = 'PT15M';

const REASONS: Record<string, string> = {
  break: 'Break',
  meeting: 'Meeting',
  training: 'Training',
  absence: 'Absence',
  maintenance: 'Maintenance',
};

/**
 * A provider's time as iCalendar (RFC 5545). All times are in UTC: there are no series in it, whose hours would have to follow a
 * zone, and every app shows an instant right, while zones are told apart by names that Outlook, Google and Apple read differently.
 * The same content makes the same text, so that apps can ask whether it is still the one they have.
 */
export function feedText(feed: CalendarFeed, visits: readonly FeedVisit[], blockouts: readonly FeedBlockout[]): string {
  const calendar = new ICAL.Component('vcalendar');
  const name = `${feed.providerName} · ${feed.clinicName}`;
  const head = {
    version: '2.0',
    prodid: '-//Crownline//Schedule//EN',
    calscale: 'GREGORIAN',
    method: 'PUBLISH',
    'x-wr-calname': name,
    'x-wr-timezone': feed.timeZone,
    name,
  };
  for (const [property, value] of Object.entries(head)) calendar.addPropertyWithValue(property, plain(value));
  calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(ASK_AGAIN));
  calendar.addPropertyWithValue('x-published-ttl', ASK_AGAIN);
  for (const visit of visits) calendar.addSubcomponent(visitEvent(visit, feed.showsNames));
  for (const blockout of blockouts) calendar.addSubcomponent(blockoutEvent(blockout));
  return `${calendar.toString()}\r\n`;
}

function visitEvent(visit: FeedVisit, showsNames: boolean): ICAL.Component {
  const { id, part, type, operatory, patientName, createdAt, changedAt } = visit;
  const event = eventOf(part === 1 ? id : `${id}-${part}`, visit, changedAt);
  // Counts upwards with every change, and two changes within a second are one to whoever looks every few minutes.
  event.addPropertyWithValue('sequence', createdAt.until(changedAt, { largestUnit: 'second' }).seconds);
  event.addPropertyWithValue('status', visit.status === 'requested' ? 'TENTATIVE' : 'CONFIRMED');
  const words = [type, operatory, ...(showsNames ? [patientName] : [])];
  event.addPropertyWithValue('summary', plain(words.join(' · ')));
  return event;
}

function blockoutEvent({ id, reason, createdAt, ...time }: FeedBlockout): ICAL.Component {
  const event = eventOf(id, time, createdAt);
  event.addPropertyWithValue('summary', REASONS[reason] ?? 'Blocked');
  return event;
}

function eventOf(id: string, { fromMs, toMs }: Stretch, changedAt: Temporal.Instant): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', id + OWN_UID_SUFFIX);
  event.addPropertyWithValue('dtstamp', utc(changedAt.epochMilliseconds));
  event.addPropertyWithValue('last-modified', utc(changedAt.epochMilliseconds));
  event.addPropertyWithValue('dtstart', utc(fromMs));
  event.addPropertyWithValue('dtend', utc(toMs));
  event.addPropertyWithValue('transp', 'OPAQUE');
  return event;
}

const utc = (ms: number): ICAL.Time => ICAL.Time.fromJSDate(new Date(ms), true);

/** A name with a line break in it must not begin a line of ours. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
