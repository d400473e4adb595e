import type { Temporal } from 'temporal-polyfill';

/** Who texts: its name begins every text, so that nobody has to guess. */
export interface Sender {
  name: string;
  /** IANA. */
  timeZone: string;
}

// Nothing medical and no patient's name: others read a phone's lock screen. Plain characters only, since one outside the
// GSM alphabet halves what fits into a segment. CANCEL is never suggested: to the carrier it is a word for STOP.

export const bookedText = (sender: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  `${sender.name}: your visit is booked for ${visitTime(sender, startsAt, now)}. ` +
  'Reply C to confirm, RESCHEDULE for another time, or call this number. Reply STOP to opt out.';

export const confirmedText = (sender: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  `${sender.name}: thank you, your visit on ${visitTime(sender, startsAt, now)} is confirmed.`;

export const cancelledText = (sender: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  `${sender.name}: your visit on ${visitTime(sender, startsAt, now)} is cancelled. To find another time, call this number.`;

export const rescheduleText = ({ name }: Sender): string =>
  `${name}: we will call you to find another time. You can also call this number.`;

export const receivedText = ({ name }: Sender): string =>
  `${name}: we got your message, and the front desk will answer. If it is urgent, please call this number.`;

/** "Tuesday, November 24 at 9:30 AM", as the clinic's clock shows it; with the year when it is not the present one. */
export function visitTime({ timeZone }: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string {
  const local = startsAt.toZonedDateTimeISO(timeZone);
  const otherYear = local.year !== now.toZonedDateTimeISO(timeZone).year;
  const date = local.toLocaleString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(otherYear ? { year: 'numeric' } : {}),
  });
  // By hand: the library writes a narrow space that is not in the GSM alphabet.
  const hour = local.hour % 12 === 0 ? 12 : local.hour % 12;
  return `${date} at ${hour}:${String(local.minute).padStart(2, '0')} ${local.hour < 12 ? 'AM' : 'PM'}`;
}
