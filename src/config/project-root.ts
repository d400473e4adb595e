import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds package.json, prisma/ and .data/. Found by walking up, because the same module runs from src/
 * (tests), dist/ (production) and .build/<hash>/ (npm start).
 */
export const projectRoot: string = findProjectRoot(dirname(fileURLToPath(import.meta.url)));

/** Of this build, as package.json has it. */
export const appVersion = (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string })
  .version;

function findProjectRoot(start: string): string {
  for (let directory = start; ; directory = dirname(directory)) {
    const manifest = join(directory, 'package.json');
    if (existsSync(manifest) && /"name":\s*"crownline"/.test(readFileSync(manifest, 'utf8'))) return directory;
    if (dirname(directory) === directory) throw new Error('package.json of crownline not found above this module');
  }
}
