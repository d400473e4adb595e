import type { ClinicId } from '../../../src/common/ids/ids.js';
import type { TestLine } from '../test-line.js';

/** What one area of the API adds to the walk over all routes (test/e2e/access.e2e-spec.ts). */
export interface Victims {
  /** For each path up to a parameter, with it: what is the victim's, and what is nobody's. */
  parameters: Record<string, { theirs: string; nobodys: string }>;
  /** What a route needs besides its path to get as far as the row, by `METHOD /path/:as-declared`. */
  queries?: Record<string, string>;
  bodies?: Record<string, object>;
}

/** Makes rows in the victim's clinic. */
export type VictimsOf = (database: TestLine['database'], victim: ClinicId) => Promise<Victims>;
