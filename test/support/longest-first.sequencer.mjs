import Sequencer from '@jest/test-sequencer';

const LONGEST_FIRST = [
  /(leaks|server-process|synthetic-call|both-worlds)\.system-spec\.ts$/,
  /\.e2e-spec\.ts$/,
  /\.int-spec\.ts$/,
  /./,
];

/**
 * What takes two minutes in real time and whole calls first, then what needs the database, then the rest. How long a test took is known
 * of earlier runs only, and a clean clone has none: Jest would go by the size of files, and a long one that comes last keeps one worker
 * busy and the others waiting.
 */
export default class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => LONGEST_FIRST.findIndex((pattern) => pattern.test(path));
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
