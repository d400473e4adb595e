import { AgentSettings } from './agent-profile.types.js';
import { isObject } from './settings-change.policy.js';

/** More rounds than there can be sections. */
const MAX_ROUNDS = 20;

/**
 * Reads what any version of the product has stored. What this one does not know, or no longer allows, gets its default: during
 * a release, and after one was taken back, a call must not fail over it.
 */
export function readStoredSettings(stored: unknown): AgentSettings {
  let settings = stored;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const read = AgentSettings.safeParse(settings);
    if (read.success) return read.data;
    for (const { path, ...issue } of read.error.issues) {
      const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path.slice(0, 1)];
      for (const unreadable of paths) settings = without(settings, unreadable);
    }
  }
  return AgentSettings.parse({});
}

function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === key ? without(item, rest) : item));
  }
  if (!isObject(value) || typeof key !== 'string') return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    rest.length > 0
      ? entries.map(([name, inner]) => [name, name === key ? without(inner, rest) : inner])
      : entries.filter(([name]) => name !== key),
  );
}
