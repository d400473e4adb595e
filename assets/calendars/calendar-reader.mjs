// The worker thread that makes busy time of an iCalendar file (src/calendars/calendar-reader.client.ts). Files come from strangers:
// one that takes long or needs much ends with its thread, and costs no call anything meanwhile.
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';

/** Occurrences that are looked at, also those that are over: a series may be old. */
const MAX_STEPS = 200_000;

const { text, timeZone, span, maxEvents, ownUidSuffix } = workerData;

class Trouble extends Error {}

/** A zone of the IANA database, whatever the file says about it: files have been seen with rules of years ago. */
class KnownZone extends ICAL.Timezone {
  utcOffset(time) {
    return Temporal.PlainDateTime.from(wallClock(time)).toZonedDateTime(this.tzid).offsetNanoseconds / 1e9;
  }
}

const wallClock = ({ year, month, day, hour, minute, second }) => ({ year, month, day, hour, minute, second });

/** Registers the zones that the file names and we know; their names. */
function registerKnownZones() {
  const named = new Set([...text.matchAll(/TZID[=:]"?([\w+/-]+)/g)].map(([, tzid]) => tzid));
  const known = [...named].filter((tzid) => tzid !== 'UTC' && isKnownZone(tzid));
  for (const tzid of known) ICAL.TimezoneService.register(new KnownZone({ tzid }), tzid);
  return new Set(known);
}

function isKnownZone(tzid) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: tzid });
    return true;
  } catch {
    return false;
  }
}

/** The calendars in the file, without the definitions of zones that we know ourselves. */
function calendars() {
  const known = registerKnownZones();
  const parsed = parse();
  const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed).filter(([name]) => name === 'vcalendar');
  if (roots.length === 0) throw new Trouble('not_a_calendar');
  return roots.map(([name, properties, components]) => {
    const isForeign = ([kind, inner]) =>
      kind !== 'vtimezone' || !inner.some((one) => one[0] === 'tzid' && known.has(one[3]));
    return new ICAL.Component([name, properties, components.filter(isForeign)]);
  });
}

function parse() {
  try {
    return ICAL.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Trouble('not_a_calendar');
  }
}

/** Since the epoch. A day and a time without a zone are the clinic's. */
function toMs(time) {
  if (time.isDate) return Temporal.PlainDate.from(wallClock(time)).toZonedDateTime(timeZone).epochMilliseconds;
  if (time.zone === ICAL.Timezone.localTimezone) {
    return Temporal.PlainDateTime.from(wallClock(time)).toZonedDateTime(timeZone).epochMilliseconds;
  }
  return time.toUnixTime() * 1000;
}

const valuesOf = (component, name) => component.getAllProperties(name).flatMap((property) => property.getValues());

const isBusy = (component) =>
  String(component.getFirstPropertyValue('transp') ?? '').toUpperCase() !== 'TRANSPARENT' &&
  String(component.getFirstPropertyValue('status') ?? '').toUpperCase() !== 'CANCELLED';

/** How long an event lasts: as the clock goes, or in days. */
function lengthOf(event) {
  const [start, end] = [event.startDate, event.endDate];
  if (!start.isDate) return { ms: toMs(end) - toMs(start) };
  const [first, last] = [start, end].map((time) => Temporal.PlainDate.from(wallClock(time)));
  return { days: first.until(last).days };
}

function stretchFrom(start, length) {
  const fromMs = toMs(start);
  if (length.ms !== undefined) return { fromMs, toMs: fromMs + length.ms };
  const end = start.clone();
  end.adjust(length.days, 0, 0, 0);
  return { fromMs, toMs: toMs(end) };
}

/** When the events of a series begin, soonest first; some twice. Where no rule repeats it, other days come to its own. */
function* timesOf(event) {
  const { component, startDate } = event;
  if (!component.hasProperty('rrule')) {
    yield* [startDate, ...valuesOf(component, 'rdate')].sort((a, b) => toMs(a) - toMs(b));
    return;
  }
  const series = event.iterator();
  for (let time = series.next(); time; time = series.next()) yield time;
}

/** Matches times however they are written: with a zone, in UTC, or as a bare day. */
class Times {
  constructor(times) {
    this.days = new Set(times.filter((time) => time.isDate).map((time) => time.toString()));
    this.instants = new Set(times.filter((time) => !time.isDate).map(toMs));
  }

  has(time) {
    return this.days.has(time.toString().slice(0, 10)) || this.instants.has(toMs(time));
  }
}

class Reader {
  events = [];
  keys = new Set();
  steps = 0;
  /** Events that could not be understood, and are not in the way of the others. */
  skipped = 0;

  read(calendar) {
    const components = calendar.getAllSubcomponents('vevent');
    const changed = new Map();
    for (const component of components) {
      const time = changedTimeOf(component);
      if (!time) continue;
      const times = changed.get(uidOf(component));
      if (times) times.push(time);
      else changed.set(uidOf(component), [time]);
    }
    for (const component of components) {
      if (uidOf(component).endsWith(ownUidSuffix)) continue;
      try {
        this.readEvent(component, changed.get(uidOf(component)) ?? []);
      } catch (error) {
        if (error instanceof Trouble) throw error;
        this.skipped++;
      }
    }
  }

  readEvent(component, changedTimes) {
    if (!isBusy(component)) return;
    const event = new ICAL.Event(component, { exceptions: [] });
    const length = lengthOf(event);
    const id = component.getFirstPropertyValue('recurrence-id');
    if (id || !event.isRecurring()) return this.add(component, id, stretchFrom(event.startDate, length));
    const left = new Times([...changedTimes, ...valuesOf(component, 'exdate')]);
    component.removeAllProperties('exdate');
    // A last day without a time includes that day.
    for (const { until } of valuesOf(component, 'rrule')) {
      if (until?.isDate && !event.startDate.isDate) {
        until.isDate = false;
        until.adjust(0, 23, 59, 59);
        until.zone = event.startDate.zone;
      }
    }
    let lastMs = NaN;
    for (const time of timesOf(event)) {
      if (++this.steps > MAX_STEPS) throw new Trouble('too_large');
      const stretch = stretchFrom(time, length);
      if (stretch.fromMs >= span.toMs) return;
      if (stretch.fromMs === lastMs) continue;
      lastMs = stretch.fromMs;
      if (stretch.toMs > span.fromMs && !left.has(time)) this.add(component, time, stretch);
    }
  }

  /** The beginning is kept, so that an event that goes on is the same one tomorrow: but none of years that databases can't write. */
  add(component, time, stretch) {
    if (Number.isNaN(stretch.fromMs + stretch.toMs)) throw new Error('not a time');
    const fromMs = Math.max(stretch.fromMs, 0);
    const untilMs = Math.min(stretch.toMs, span.toMs);
    if (untilMs <= Math.max(fromMs, span.fromMs)) return;
    if (this.events.length === maxEvents) throw new Trouble('too_large');
    const name = `${uidOf(component)}\n${time ? toMs(time) : ''}`;
    this.events.push({ key: this.keyOf(name), fromMs, toMs: untilMs });
  }

  /** Of any name one of the same size; a second event of one name gets another. */
  keyOf(name) {
    for (let turn = 0; ; turn++) {
      const key = createHash('sha256')
        .update(turn === 0 ? name : `${name}\n${turn}`)
        .digest('base64url');
      if (this.keys.has(key)) continue;
      this.keys.add(key);
      return key;
    }
  }
}

/** Of a series: the time that the event has instead of this one. Null where it says nothing that can be read. */
function changedTimeOf(component) {
  try {
    return component.getFirstPropertyValue('recurrence-id');
  } catch {
    return null;
  }
}

const uidOf = (component) => String(component.getFirstPropertyValue('uid') ?? '');

function read() {
  const reader = new Reader();
  try {
    for (const calendar of calendars()) reader.read(calendar);
  } catch (error) {
    if (error instanceof Trouble) return { trouble: error.message };
    throw error;
  }
  // What nobody can read says nothing about when they are free.
  if (reader.skipped > 0 && reader.events.length === 0) return { trouble: 'not_a_calendar' };
  return { events: reader.events, skipped: reader.skipped };
}

parentPort.postMessage(read());
