import type { Temporal } from 'temporal-polyfill';
import { visitTime, type Sender } from './text-templates.builder.js';

/** Where the clinic is, as anybody may know. */
export interface Place {
  address: string;
  /** How to get there; null when there is nothing to say. */
  directions: string | null;
}

/** What carriers take as one text is 1,600 characters; nobody reads as many. */
const LONGEST = 600;

export const movedText = (sender: Sender, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  `${sender.name}: your visit is moved to ${visitTime(sender, startsAt, now)}. ` +
  'Reply C to confirm, RESCHEDULE for another time, or call this number. Reply STOP to opt out.';

/** What the visit is for stays between the patient and the practice. */
export const visitDetailsText = (sender: Sender & Place, startsAt: Temporal.Instant, now: Temporal.Instant): string =>
  `${sender.name}: your visit is on ${visitTime(sender, startsAt, now)}, at ${sender.address}. ` +
  'For another time, call this number.';

/** Directions that are too long for a text are left out. */
export function addressText({ name, address, directions }: Pick<Sender, 'name'> & Place): string {
  const short = `${name}: ${address}.`;
  const whole = directions === null ? short : `${short} ${directions}`;
  return whole.length <= LONGEST ? whole : short;
}
