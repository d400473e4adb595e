import type { Settings } from './agent-settings.protocol.js';
import type {
  Breakage,
  DeepgramFaults,
  ListenFaults,
  Moment,
  SpeakStreamFaults,
  TurnMoment,
} from './deepgram-faults.types.js';

/** A page of an agent's session, or of a stream: whoever asks knows which faults there can be. */
export interface FaultPage extends DeepgramFaults, ListenFaults, SpeakStreamFaults {}

type AtTurn = {
  [Name in keyof FaultPage]-?: NonNullable<FaultPage[Name]> extends number | { turn: number } ? Name : never;
}[keyof FaultPage];

/** The faults that a session or a stream may meet: its own, and those that wait for whichever session comes. What has struck is crossed out. */
export class FaultBook {
  /** @param pages the first one that has a fault gives it. */
  constructor(private readonly pages: readonly FaultPage[]) {}

  strikesAt<Name extends AtTurn>(name: Name, turn: number): NonNullable<FaultPage[Name]> | null {
    for (const page of this.pages) {
      const fault = page[name];
      if (fault === undefined || turnOf(fault) !== turn) continue;
      delete page[name];
      return fault;
    }
    return null;
  }

  stallsBefore(message: NonNullable<DeepgramFaults['stallBefore']>): boolean {
    const page = this.pages.find(({ stallBefore }) => stallBefore === message);
    delete page?.stallBefore;
    return page !== undefined;
  }

  refuses(settings: Settings): Breakage | null {
    for (const { refuse } of this.pages) {
      const how = refuse?.(settings) ?? null;
      if (how !== null) return how;
    }
    return null;
  }

  breaksAtTurn(turn: number, when: TurnMoment): Breakage | null {
    return this.takeBreak((at) => 'turn' in at && at.turn === turn && (at.when ?? 'ended') === when);
  }

  /** For a session whose settings were applied so long ago, or a stream that is so old. */
  breaksAfter(ms: number): Breakage | null {
    return this.takeBreak((at) => 'afterMs' in at && at.afterMs <= ms);
  }

  private takeBreak(isNow: (at: Moment) => boolean): Breakage | null {
    for (const { breaks } of this.pages) {
      const index = breaks?.findIndex(({ at }) => isNow(at)) ?? -1;
      const [struck] = index < 0 ? [] : (breaks?.splice(index, 1) ?? []);
      if (struck) return struck.how;
    }
    return null;
  }
}

const turnOf = (fault: number | { turn: number }): number => (typeof fault === 'number' ? fault : fault.turn);
