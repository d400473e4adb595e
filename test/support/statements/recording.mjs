import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../../scripts/build-sources.mjs';

/** Where the statements of a run are, one in a line: `test/afterwards` reads them. */
export const STATEMENTS_FOLDER = join(projectRoot, '.data', 'test-statements');

/** What a transaction of the product begins with (src/common/database/sighted.adapter.ts). */
const BEGINS = /^BEGIN; .*crownline\.clinic = '([^']*)'/;
/** By the value that it is told; any other is a clinic. */
const ABOUT = { '*': 'all', '': 'none' };
const ENDS = /^(COMMIT|ROLLBACK)$/;

const sights = new WeakMap();
const known = new Set();
const news = [];
let isOff = false;

/**
 * Keeps what this process asks the database in the product's transactions: the text, whether the transaction is about one clinic or all,
 * and which of the values are that clinic. No value is kept. Packages are loaded once for each of Jest's workers, and so is this.
 */
export function recordStatements() {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (...args) {
    const [config, values] = args;
    if (typeof config === 'string') keep(this, config, values);
    else if (typeof config?.text === 'string') keep(this, config.text, config.values ?? values);
    return query.apply(this, args);
  };
}

/** For tests that try what row-level security does with statements that the product would never make. */
export function leaveStatementsOut(out) {
  isOff = out;
}

/** After each file of tests: what is only in memory is gone when a worker is. */
export function writeStatements() {
  if (news.length === 0) return;
  mkdirSync(STATEMENTS_FOLDER, { recursive: true });
  appendFileSync(join(STATEMENTS_FOLDER, `${process.pid}.jsonl`), news.splice(0).join(''));
}

function keep(client, text, values) {
  const begun = BEGINS.exec(text);
  if (begun) return void sights.set(client, begun[1]);
  if (ENDS.test(text)) return void sights.delete(client);
  const sight = sights.get(client);
  if (isOff || sight === undefined) return;
  const about = ABOUT[sight] ?? 'one';
  const own = about === 'one' ? (values ?? []).flatMap((value, index) => (value === sight ? [index + 1] : [])) : [];
  const line = `${JSON.stringify({ text, about, own })}\n`;
  if (known.has(line)) return;
  known.add(line);
  news.push(line);
}
