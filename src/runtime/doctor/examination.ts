import type { Clock } from '../../common/clock/clock.js';
import { errorFields } from '../../common/logging/logger.js';
import { failed, skipped, type CheckResult, type Finding } from './doctor.types.js';

export interface Check {
  name: string;
  limitMs: number;
  /** Found nothing that works? Then there is nothing to examine here. */
  after?: StartedCheck;
  /** Stops when `signal` is aborted; its answer is not waited for then. */
  examine(signal: AbortSignal): Promise<Finding>;
}

export interface StartedCheck {
  name: string;
  finding: Promise<Finding>;
}

/** Runs checks side by side, each with its own limit. One that breaks or hangs is a finding like any other. */
export class Examination {
  private readonly started: StartedCheck[] = [];

  constructor(private readonly clock: Clock) {}

  start(check: Check): StartedCheck {
    const started = { name: check.name, finding: this.run(check) };
    this.started.push(started);
    return started;
  }

  /** All findings, in the order in which the checks were started. */
  results(): Promise<CheckResult[]> {
    return Promise.all(this.started.map(async ({ name, finding }) => ({ name, ...(await finding) })));
  }

  private async run(check: Check): Promise<Finding> {
    const { after, limitMs } = check;
    const before = await after?.finding;
    if (after && (before?.status === 'failed' || before?.status === 'skipped')) {
      return skipped(`not examined, see "${after.name}"`);
    }
    const limit = new AbortController();
    const done = new AbortController();
    const examined = attempt(check, limit.signal);
    const late = this.clock
      .sleep(limitMs, done.signal)
      .then(() => failed(`no answer within ${limitMs / 1000} s`, 'check the network between here and there'));
    const finding = await Promise.race([examined, late]);
    done.abort();
    limit.abort();
    return finding;
  }
}

async function attempt(check: Check, signal: AbortSignal): Promise<Finding> {
  try {
    return await check.examine(signal);
  } catch (error) {
    return broken(error);
  }
}

/** Of an error that nobody expected only the class is told: its message may quote anything. */
function broken(error: unknown): Finding {
  const { errorClass, code, errorAt } = errorFields(error);
  const what = [code ?? errorClass, errorAt].filter(Boolean).join(' at ');
  return failed(`the check itself failed: ${what}`, 'report it, with this line');
}
