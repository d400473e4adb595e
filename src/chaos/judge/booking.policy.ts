import { plainWords } from '../../simulation/caller/words.policy.js';
import type { CallEvidence, Complaint } from './evidence.types.js';

const BOOKED = /\ball set\b/;
const CANCELLED = /\bthat is cancelled\b/;

/** Booked once or not at all, and the caller knows which. */
export function judgeBooking({ rows, account, cancelled }: CallEvidence): Complaint[] {
  const heard = plainWords(
    account.remarks
      .filter(({ who }) => who === 'agent')
      .map(({ text }) => text)
      .join(' '),
  );
  // A visit that was moved has a row for each of its times, of which the last one stands.
  const visits = rows.flatMap(({ booked }) => booked).filter(({ status }) => status !== 'rescheduled');
  const texts = rows.flatMap((row) => row.texts);
  const tasks = rows.flatMap((row) => row.tasks);
  const wasTold = BOOKED.test(heard);
  const complaints: Complaint[] = [];
  if (visits.length > 1) complaints.push(`${visits.length} visits were booked by one call`);
  if (wasTold && visits.length === 0) complaints.push('the caller was told of a booking that is not there');
  if (!wasTold && visits.length > 0 && texts.length + tasks.length === 0)
    complaints.push('a visit is booked that nobody has told the caller of');
  if (CANCELLED.test(heard) && cancelled === 0) complaints.push('the caller was told of a cancelling that was none');
  if (!CANCELLED.test(heard) && cancelled > 0 && texts.length + tasks.length === 0)
    complaints.push('a visit is cancelled that nobody has told the caller of');
  if (rows.some(({ liveHolds }) => liveHolds > 0)) complaints.push('time is still held for a call that is over');
  return complaints;
}
