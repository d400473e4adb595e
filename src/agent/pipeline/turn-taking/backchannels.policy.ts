import { plainWordsOf } from './words.policy.js';

/** What people say to show that they listen; in English and Spanish. `Yes` and `no` are answers and not among them. */
const BACKCHANNELS = new Set(
  'mhm mm mmhm mmhmm hmm uhhuh uh huh aha ok okay yeah yep right sure alright ajá aja sí si vale claro ya bueno'.split(
    ' ',
  ),
);
const LONGEST = 3;

/** Said while somebody else speaks, such words do not ask for the floor. */
export function isBackchannel(text: string): boolean {
  const words = plainWordsOf(text);
  return words.length > 0 && words.length <= LONGEST && words.every((word) => BACKCHANNELS.has(word));
}
