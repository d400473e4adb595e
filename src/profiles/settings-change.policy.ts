import type { FieldIssue } from '../common/errors/domain.error.js';
import { AgentSettings } from './agent-profile.types.js';
import { isToolName, TOOL_NAMES } from './tool.catalogue.js';

/** What is to differ, as a JSON merge patch (RFC 7396): objects are merged, all else replaces; null puts back the default. */
export type SettingsChange = Record<string, unknown>;

export type ChangeOutcome =
  | { kind: 'changed'; settings: AgentSettings }
  /** Nothing of the change is taken. Fields are JSON pointers into the settings. */
  | { kind: 'invalid'; issues: FieldIssue[] };

/** No setting lies deeper: whatever is below is refused as it is, and not walked. */
const DEEPEST = 4;

export function changeSettings(base: AgentSettings, change: SettingsChange): ChangeOutcome {
  const read = AgentSettings.safeParse(merge(base, change, 1));
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => ({ field: pointer(path), detail: message }));
    return { kind: 'invalid', issues };
  }
  const issues = unknownTools(read.data);
  return issues.length > 0 ? { kind: 'invalid', issues } : { kind: 'changed', settings: read.data };
}

function merge(base: unknown, change: unknown, depth: number): unknown {
  if (!isObject(change) || depth > DEEPEST) return change;
  const merged = new Map(isObject(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(change)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value, depth + 1));
  }
  return Object.fromEntries(merged);
}

/** A name that was right once may be stored; a new one must be one of today's. */
const unknownTools = ({ tools }: AgentSettings): FieldIssue[] =>
  (tools ?? []).flatMap((name, index) =>
    isToolName(name)
      ? []
      : [{ field: `/tools/${index}`, detail: `there is no such tool; there are ${TOOL_NAMES.join(', ')}` }],
  );

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
