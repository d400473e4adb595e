import type { CallId, ClinicId } from '../common/ids/ids.js';

/** What callers leave to the desk: to be called back, an answer to a question, or something that only people may do. */
export const CALLER_TASK_KINDS = [
  'callback',
  'question',
  'prescription',
  'lab_work',
  'records',
  'insurance',
  'emergency',
] as const;
export type CallerTaskKind = (typeof CALLER_TASK_KINDS)[number];

/** A visit and an appointment of its provider elsewhere lie at one time; a calendar elsewhere can't be read. */
export const SCHEDULE_TASK_KINDS = ['collision', 'calendar_unreadable'] as const;
export type ScheduleTaskKind = (typeof SCHEDULE_TASK_KINDS)[number];

/** Something that waits for a person at the front desk. */
export interface NewDeskTask {
  clinicId: ClinicId;
  /** Where it came from: a recorded message, one that the agent wrote down, or a text. */
  origin: 'voicemail' | 'message' | 'text';
  /** One task for one event: the same key again changes nothing. */
  originKey: string;
  callId: CallId | null;
  /** As the carrier gave it. */
  callerNumber: string;
  callerName?: string;
  note?: string;
  recordingSid?: string;
}

/** Something about the schedule that a person has to look into. */
export interface NewScheduleTask {
  clinicId: ClinicId;
  kind: ScheduleTaskKind;
  /** One task for one event: the same key again changes nothing. */
  originKey: string;
  note: string;
}

/** Something that somebody of the staff leaves to others. */
export interface NewStaffTask {
  clinicId: ClinicId;
  kind: CallerTaskKind;
  callId: CallId | null;
  /** E.164. */
  callerNumber: string | null;
  callerName: string | null;
  note: string;
}
