/** What was tried before, counted. A code that was asked for is no failure: it tells nothing to whoever asks. */
export interface Attempts {
  failedInCall: number;
  /** From the same number, or from withheld ones, on the clinic's day. */
  failedToday: number;
  codesInCall: number;
  codesToday: number;
}

const MAX_FAILED_PER_CALL = 3;
const MAX_FAILED_PER_DAY = 5;
/** All who withhold their number count together, and one of them must not lock out the others too easily. */
const MAX_FAILED_PER_DAY_WITHHELD = 40;

const MAX_CODES_PER_CALL = 2;
const MAX_CODES_PER_DAY = 6;
const MAX_CODES_PER_DAY_WITHHELD = 40;

/** Of one patient, so that nobody's phone is flooded from many numbers. */
export const MAX_CODES_PER_PATIENT_AND_DAY = 6;

export const isLocked = ({ failedInCall, failedToday }: Attempts, isWithheld: boolean): boolean =>
  failedInCall >= MAX_FAILED_PER_CALL || failedToday >= (isWithheld ? MAX_FAILED_PER_DAY_WITHHELD : MAX_FAILED_PER_DAY);

export const mayAskForCode = ({ codesInCall, codesToday }: Attempts, isWithheld: boolean): boolean =>
  codesInCall < MAX_CODES_PER_CALL && codesToday < (isWithheld ? MAX_CODES_PER_DAY_WITHHELD : MAX_CODES_PER_DAY);
