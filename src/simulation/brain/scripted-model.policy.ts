import type { Brain, BrainCall, BrainContext, BrainItem, BrainStep } from './brain.port.js';

/** What a model does instead of thinking, at a turn of the caller. */
export interface ScriptRule {
  /** In the caller's turn; any turn when left out. */
  hear?: RegExp | undefined;
  /** At how many turns. */
  times: number;
  calls: readonly { tool: string; arguments: Readonly<Record<string, unknown>> | string }[];
  /** All calls so often, each round after the results of the one before. */
  repeat: number;
  /** Said when all results are there; without it the ordinary brain answers to them. */
  say?: string | undefined;
}

export interface Script {
  rules: readonly ScriptRule[];
  /** What `{visit NAME}` and `{patient NAME}` stand for. */
  visitIds: ReadonlyMap<string, string>;
  patientIds: ReadonlyMap<string, string>;
}

const HUGE_CHARACTERS = 100_000;
/** Stands where nothing was offered. */
const NO_SLOT = 'no-slot';

/**
 * A model that follows a script where one of its rules fits the caller's turn, and thinks like the ordinary one elsewhere. In all
 * texts of the script these stand for something that is known only in the call:
 *
 * - `{slot 2}`: the id of the second time that was offered, of all that were
 * - `{visit NAME}`, `{patient NAME}`: ids of rows that the model can't know
 * - `{huge}`: a hundred thousand characters
 * - `{result}`: the results of this turn's calls, as JSON
 */
export const scriptedModel = (script: Script, ordinary: Brain): Brain => ({
  respond: (context) => stepOf(script, context) ?? ordinary.respond(context),
});

function stepOf(script: Script, { history }: BrainContext): BrainStep | null {
  const turn = history.findLastIndex(({ kind }) => kind === 'user');
  const rule = ruleAt(script.rules, history.slice(0, turn + 1));
  if (!rule) return null;
  const results = history.slice(turn + 1).flatMap((item) => (item.kind === 'call' ? [item.resultJson] : []));
  const fill = (text: string) => filled(text, script, offersIn(history), results);
  if (results.length < rule.calls.length * rule.repeat) {
    return { kind: 'call', lead: null, calls: rule.calls.map((call) => callOf(call, fill)) };
  }
  return rule.say === undefined ? null : { kind: 'say', sentences: [fill(rule.say)] };
}

/** The rule of the last turn; rules are used up by the turns before it. */
function ruleAt(rules: readonly ScriptRule[], history: readonly BrainItem[]): ScriptRule | null {
  const left = rules.map(({ times }) => times);
  let rule: ScriptRule | null = null;
  for (const item of history) {
    if (item.kind !== 'user') continue;
    const index = rules.findIndex(({ hear }, at) => (left[at] ?? 0) > 0 && (!hear || item.text.search(hear) >= 0));
    rule = rules[index] ?? null;
    if (rule) left[index] = (left[index] ?? 0) - 1;
  }
  return rule;
}

function callOf({ tool, arguments: given }: ScriptRule['calls'][number], fill: (text: string) => string): BrainCall {
  if (typeof given === 'string') return { name: tool, arguments: {}, argumentsJson: fill(given) };
  return { name: tool, arguments: deepFilled(given, fill) as Record<string, unknown> };
}

function deepFilled(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((one) => deepFilled(one, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deepFilled(one, fill)]));
}

const filled = (text: string, script: Script, offers: readonly string[], results: readonly string[]): string =>
  text
    .replaceAll(/\{slot (\d+)\}/g, (_, number: string) => offers[Number(number) - 1] ?? NO_SLOT)
    .replaceAll(/\{visit ([^}]+)\}/g, (whole, name: string) => script.visitIds.get(name) ?? whole)
    .replaceAll(/\{patient ([^}]+)\}/g, (whole, name: string) => script.patientIds.get(name) ?? whole)
    .replaceAll('{huge}', () => 'x'.repeat(HUGE_CHARACTERS))
    .replaceAll('{result}', () => `[${results.join(',')}]`);

/** The ids of all times that any result has named, in that order. */
function offersIn(history: readonly BrainItem[]): string[] {
  const ids = history.flatMap((item) =>
    item.kind === 'call' ? [...item.resultJson.matchAll(/"slotId":"([^"]+)"/g)].map(([, id = '']) => id) : [],
  );
  return [...new Set(ids)];
}
