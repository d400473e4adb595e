/** What tools of one call have run so far. */
export interface ToolUse {
  /** In the whole call, on all of its streams. */
  runs: number;
  /** Since the caller's last word. */
  sinceCaller: number;
  /** Of those that get the caller help, beyond a limit. */
  helpBeyond: number;
}

/** `call`, `turn`: how much a call may have, and how much may happen without a word of the caller's. */
export type ToolLimit = 'call' | 'turn';

/** Whatever the model has used up, somebody in danger is advised, and every caller gets to a person, or a goodbye. */
const HELP: ReadonlySet<string> = new Set(['take_message', 'transfer_to_human', 'end_call', 'urgent_care']);

/** No honest turn takes more steps by far. */
const MAX_RUNS_IN_TURN = 12;
const MAX_HELP_BEYOND = 10;

/** Whether a tool may run now; `over`: which limit stands in the way, also when it runs all the same. */
export function allowRun(
  use: ToolUse,
  name: string,
  maxRuns: number,
): { allowed: boolean; over: ToolLimit | null; use: ToolUse } {
  const over = use.runs >= maxRuns ? 'call' : use.sinceCaller >= MAX_RUNS_IN_TURN ? 'turn' : null;
  const helps = HELP.has(name) && use.helpBeyond < MAX_HELP_BEYOND;
  if (over !== null && !helps) return { allowed: false, over, use };
  return {
    allowed: true,
    over,
    use: {
      runs: use.runs + 1,
      sinceCaller: use.sinceCaller + 1,
      helpBeyond: use.helpBeyond + (over === null ? 0 : 1),
    },
  };
}

export const unused = (runs: number): ToolUse => ({ runs, sinceCaller: 0, helpBeyond: 0 });

export const afterCaller = (use: ToolUse): ToolUse => ({ ...use, sinceCaller: 0 });
