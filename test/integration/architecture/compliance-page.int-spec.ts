import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../src/config/project-root.js';

/** Rows of tables whose last column names tests, each as a file and the name of a test in it. */
interface Claim {
  what: string;
  files: string[];
  tests: { file: string; name: string }[];
}

const claimsOf = (page: string): Claim[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.split(' | ').length === 4)
    .map((line) => line.split(' | '))
    .filter(([first, , , last]) => !first?.startsWith('| ---') && !last?.trim().startsWith('test'))
    .map(([what = '', , where = '', tests = '']) => ({
      what: what.replace('| ', '').trim(),
      files: [...where.matchAll(/`((?:src|test)\/[^`]+|package\.json)`/g)].map(([, file = '']) => file),
      tests: [...tests.matchAll(/`(test\/[^`]+|src\/[^`]+)`: “([^”]+)”/g)].map(([, file = '', name = '']) => ({
        file,
        name,
      })),
    }));

/** As the source writes the name of a test. */
const plain = (text: string): string => text.replace(/[’‘]/g, "'").replaceAll('\\', '');

let claims: Claim[];
beforeAll(async () => {
  claims = claimsOf(await readFile(join(projectRoot, 'docs', 'compliance.md'), 'utf8'));
});

describe('every claim of the compliance page', () => {
  it('names a file and a test', () => {
    expect(claims.length).toBeGreaterThan(35);
    for (const { what, files, tests } of claims) {
      expect({ what, files: files.length > 0, tests: tests.length > 0 }).toEqual({ what, files: true, tests: true });
    }
  });

  it('names files that exist', () => {
    const missing = claims.flatMap(({ files }) => files).filter((file) => !existsSync(join(projectRoot, file)));
    expect(missing).toEqual([]);
  });

  it('names tests that exist', async () => {
    const missing: string[] = [];
    for (const { file, name } of claims.flatMap(({ tests }) => tests)) {
      const source = await readFile(join(projectRoot, file), 'utf8').catch(() => '');
      const names = [...plain(source).matchAll(/\b(?:it|describe)(?:\.each\b[^]*?\))?\(\s*['"`]([^]*?)['"`],/g)];
      if (!names.some(([, found]) => found === plain(name))) missing.push(`${file}: ${name}`);
    }
    expect(missing).toEqual([]);
  });
});
