import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSources } from './build-sources.mjs';

// Compiles what changed and runs it in this very process, so that signals and exit codes need no messenger:
// node scripts/start.mjs [--entry FILE] [arguments of the entry]

const [flag, file, ...others] = process.argv.slice(2);
const [entry, entryArguments] = flag === '--entry' ? [file, others] : ['main.js', process.argv.slice(2)];

const build = await buildSources((line) => process.stderr.write(`${line} …\n`));
const script = join(build, entry);
process.argv = [process.argv[0], script, ...entryArguments];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(script).href);
