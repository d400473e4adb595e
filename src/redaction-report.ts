import { buildFigures } from './compliance/redaction/corpus/figures.builder.js';
import { measure } from './compliance/redaction/corpus/measure.policy.js';
import { runCommand } from './runtime/command.runner.js';

const SAMPLES_PER_FAMILY = 200;
const SEED = 7;

await runCommand('nothing', ({ print }) => {
  for (const line of buildFigures(measure(SAMPLES_PER_FAMILY, SEED))) print(line);
  return Promise.resolve();
});
