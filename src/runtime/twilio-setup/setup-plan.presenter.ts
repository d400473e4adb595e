import type { NumberChange } from './number-webhooks.policy.js';

/** What is going to change, as a person reads it before saying yes. */
export function presentChanges(changes: readonly NumberChange[]): string[] {
  const width = Math.max(0, ...changes.map(({ setting }) => setting.length));
  const under = ' '.repeat(width + 2);
  return changes.flatMap(({ setting, before, after, note }) => [
    `  ${setting.padEnd(width)}  ${before}`,
    `  ${under}→ ${after}`,
    ...(note === null ? [] : [`  ${under}(${note})`]),
  ]);
}
