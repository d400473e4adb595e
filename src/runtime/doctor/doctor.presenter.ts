import type { CheckResult, Status } from './doctor.types.js';

const MARKS: Record<Status, string> = { ok: 'ok', warning: 'warning', failed: 'FAILED', skipped: '-' };

/** A line for each check, and one below it for what to do. */
export function presentForPeople(results: readonly CheckResult[]): string[] {
  const markWidth = Math.max(...Object.values(MARKS).map((mark) => mark.length));
  const nameWidth = Math.max(0, ...results.map(({ name }) => name.length));
  const under = ' '.repeat(markWidth + nameWidth + 4);
  const lines = results.flatMap(({ status, name, detail, fix }) => [
    `${MARKS[status].padEnd(markWidth)}  ${name.padEnd(nameWidth)}  ${detail}`,
    ...(fix === null ? [] : [`${under}→ ${fix}`]),
  ]);
  return [...lines, '', summaryOf(results)];
}

export function presentAsJson(results: readonly CheckResult[]): string {
  return JSON.stringify({ ok: allWell(results), checks: results });
}

/** True when nothing keeps calls from working. */
export const allWell = (results: readonly CheckResult[]): boolean => !results.some(({ status }) => status === 'failed');

function summaryOf(results: readonly CheckResult[]): string {
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  if (!allWell(results)) return `${count('failed')} of ${results.length} checks failed.`;
  const warnings = count('warning');
  if (warnings === 0) return 'Everything that was examined is well.';
  return `Calls work. ${warnings} ${warnings === 1 ? 'thing wants' : 'things want'} attention.`;
}
