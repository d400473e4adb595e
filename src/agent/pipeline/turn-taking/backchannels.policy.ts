import { plainWordsOf } from './words.policy.js';

/** What people say to show that they listen, or while they look for words; in English and Spanish. */
const BACKCHANNELS = new Set(
  (
    'mhm mm mmhm mmhmm hmm uhhuh uh um er huh aha ok okay yeah yep right sure alright ' +
    'ajá aja eh sí si vale claro ya bueno'
  ).split(' '),
);
const LONGEST = 3;

/** Said while somebody else speaks, such words do not ask for the floor. */
export function isBackchannel(text: string): boolean {
  const words = plainWordsOf(text);
  return words.length > 0 && words.length <= LONGEST && words.every((word) => BACKCHANNELS.has(word));
}
