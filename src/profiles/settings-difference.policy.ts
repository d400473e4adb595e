import type { AgentSettings } from './agent-profile.types.js';
import { isObject } from './settings-change.policy.js';

export interface SettingDifference {
  /** JSON pointer into the settings. */
  path: string;
  /** Null where there is none, or where it is null. */
  value: unknown;
  otherValue: unknown;
}

/** The settings that two versions don't have in common, in the order of their paths. Lists are compared as a whole. */
export function differences(one: AgentSettings, other: AgentSettings): SettingDifference[] {
  return walk('', one, other).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(path: string, value: unknown, otherValue: unknown): SettingDifference[] {
  if (isObject(value) && isObject(otherValue)) {
    const keys = new Set([...Object.keys(value), ...Object.keys(otherValue)]);
    return [...keys].flatMap((key) => walk(`${path}/${key}`, value[key], otherValue[key]));
  }
  // Both were read by one schema, which puts the keys of what it reads in one order.
  return JSON.stringify(value) === JSON.stringify(otherValue)
    ? []
    : [{ path, value: value ?? null, otherValue: otherValue ?? null }];
}
