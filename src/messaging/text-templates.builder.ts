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

/** What a text of the waiting list offers. */
export interface OfferedTime {
  startsAt: Temporal.Instant;
  /** The same day as `now`, on the clinic's clock. */
  answerBy: Temporal.Instant;
  /** They hold a later visit, which would be moved. */
  earlier: boolean;
}

export const offerText = (
  sender: Sender,
  { startsAt, answerBy, earlier }: OfferedTime,
  now: Temporal.Instant,
): string =>
  `${sender.name}: ${earlier ? 'an earlier time' : 'a time'} is free: ${shortVisitTime(sender, startsAt, now)}. ` +
  `Reply YES by ${clockTime(answerBy.toZonedDateTimeISO(sender.timeZone))} to take it, or NO.`;

export const offerDeclinedText = ({ name }: Sender): string =>
  `${name}: thank you. You stay on our waiting list, and we will text you when another time is free.`;

export const offerRequestedText = (sender: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  `${sender.name}: thank you. We keep ${visitTime(sender, startsAt, now)} for you. The front desk will be in touch to confirm it.`;

export const offerGoneText = ({ name }: Sender): string =>
  `${name}: thank you for your answer. That time is no longer free, we are sorry. The front desk will be in touch.`;

export const rescheduleText = ({ name }: Sender): string =>
  `${name}: we will call you to find another time. You can also call this number.`;

export const receivedText = ({ name }: Sender): string =>
  `${name}: we got your message, and the front desk will answer. If it is urgent, please call this number.`;

/** In the GSM alphabet, which has hardly any of the Spanish accents. */
const OPTED_OUT = {
  en: 'you will get no more texts from us. Reply START to get them again.',
  es: 'ya no le enviaremos mensajes. Para recibirlos otra vez, responda START.',
};

export const optedOutText = ({ name }: Sender, language: keyof typeof OPTED_OUT): string =>
  `${name}: ${OPTED_OUT[language]}`;

export const codeText = ({ name }: Pick<Sender, 'name'>, code: string): string =>
  `${name}: your code is ${code}. Tell it to our receptionist in the call you are in. It is good for ten minutes. ` +
  'If you are not on the phone with us, ignore this, and give the code to nobody.';

/** "Tuesday, November 24 at 9:30 AM", as the clinic's clock shows it; with the year when it is not the present one. */
export const visitTime = (sender: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  timeIn(sender, startsAt, now, 'long');

/** "Tue, Nov 24 at 9:30 AM" */
const shortVisitTime = (sender: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  timeIn(sender, startsAt, now, 'short');

function timeIn(
  { timeZone }: Sender,
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
  style: 'long' | 'short',
): string {
  const local = startsAt.toZonedDateTimeISO(timeZone);
  const otherYear = local.year !== now.toZonedDateTimeISO(timeZone).year;
  const date = local.toLocaleString('en-US', {
    weekday: style,
    month: style,
    day: 'numeric',
    ...(otherYear ? { year: 'numeric' } : {}),
  });
  return `${date} at ${clockTime(local)}`;
}

/** By hand: the library writes a narrow space that is not in the GSM alphabet. */
function clockTime({ hour, minute }: Temporal.ZonedDateTime): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}
