import { parseArgs } from 'node:util';
import { reviewEnvironment, type EnvironmentReview } from './config/environment-review.js';
import { runCommandWith } from './runtime/command.runner.js';
import { examine } from './runtime/doctor/doctor.command.js';
import { allWell, presentAsJson, presentForPeople } from './runtime/doctor/doctor.presenter.js';
import { OperatorError } from './runtime/runtime.errors.js';

const USAGE = `npm run doctor -- [--json]

  --json  prints one line of JSON`;

function readArguments() {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new OperatorError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

let review: EnvironmentReview;
const readSettings = () => (review = reviewEnvironment('server')).settings;

await runCommandWith(readSettings, async ({ clock, print }) => {
  const { json } = readArguments();
  const results = await examine(review, clock);
  for (const line of json ? [presentAsJson(results)] : presentForPeople(results)) print(line);
  if (!allWell(results)) process.exitCode = 1;
});
