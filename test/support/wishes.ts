import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';

const DAY_MS = 86_400_000;

/** "December 3". */
const asCallersNameIt = (date: Date): string => date.toLocaleDateString('en-US', { month: 'long', day: 'numeric' });

/** Half days beyond the demo's busy weeks, as callers name them: "December 3 in the morning". */
export const openHalfDays = (count: number): string[] =>
  openDays(Math.ceil(count / 2)).flatMap((day) => [`${day} in the morning`, `${day} in the afternoon`]);

function openDays(count: number): string[] {
  const days: string[] = [];
  const date = new Date(Date.now() + 35 * DAY_MS);
  for (; days.length < count; date.setDate(date.getDate() + 1)) {
    const weekend = [0, 6].includes(date.getDay());
    if (!weekend) days.push(asCallersNameIt(date));
  }
  return days;
}

/** For clinics that are open every day and have nothing to do. */
export const nextDays = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => asCallersNameIt(new Date(Date.now() + (index + 3) * DAY_MS)));

/** A scenario under another name, whose caller has a wish of their own and may be anybody. */
export const scenarioWithWish = (from: string, name: string, wish: string): string =>
  readFileSync(join(projectRoot, 'scenarios', `${from}.yaml`), 'utf8')
    .replace(`name: ${from}`, `name: ${name}`)
    .replace(/some time next week/i, wish)
    .replace(/ +patient: .*\n/, '');
