import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../config/project-root.js';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds PostgreSQL in the platform package of `embedded-postgres`. That package's own code stays unloaded: it takes over
 * the signals of the process, and stops servers which another instance still uses.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const ours = createRequire(join(projectRoot, 'package.json'));
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    const bin = join(dirname(theirs.resolve(platform)), '..', 'native', 'bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  } catch (error) {
    throw new EmbeddedPostgresError(`${platform} is not installed; set DATABASE_URL instead`, { cause: error });
  }
}
