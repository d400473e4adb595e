import type { CallReport } from './call-report.types.js';
import type { CallerAccount } from './caller.types.js';
import type { BookedAppointment, CallRecord, DeskTask } from './record.types.js';

/** All that is known of a call once it is over: the database by way of the API, and the caller's ear. */
export interface CallFacts {
  account: CallerAccount;
  record: CallRecord | null;
  appointment: BookedAppointment | null;
  /** What the call left the desk to do; null when the server has no list of tasks. */
  tasks: readonly DeskTask[] | null;
  /** Texts that reached the caller's phone; null when the carrier's texts can't be seen. */
  texts: readonly string[] | null;
  meanwhile: readonly CallReport[];
}
