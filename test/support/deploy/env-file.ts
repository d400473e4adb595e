import { readText } from './deploy-files.js';

/** Variables of a file of `NAME=value` lines. */
export const namesOf = (path: string): string[] =>
  readText(path)
    .split('\n')
    .flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
