import Sequencer from '@jest/test-sequencer';

const LONGEST_FIRST = ['e2e', 'integration', 'unit'];
/** Two minutes and more, of a few lines. */
const IN_REAL_TIME = /(leaks|server-process|synthetic-call|both-worlds)\.system-spec\.ts$/;

/**
 * Whole calls first, then what needs the database, then the rest. How long a test took is known of earlier runs only, and a clean
 * clone has none: Jest would go by the size of files, and a long one that comes last keeps one worker busy and the others waiting.
 */
export default class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    const project = ({ context }) => LONGEST_FIRST.indexOf(context.config.displayName.name);
    const size = ({ path }) => (IN_REAL_TIME.test(path) ? 0 : 1);
    return super.sort(tests).toSorted((one, other) => size(one) - size(other) || project(one) - project(other));
  }
}
