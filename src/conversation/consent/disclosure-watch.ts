import type { TurnRecord } from '../../calls/calls.types.js';
import { wasHeard } from '../../compliance/consent/ai-disclosure.policy.js';
import type { Wording } from '../../compliance/consent/wordings.catalogue.js';
import type { TurnWriter } from '../record.writer.js';
import type { DisclosingWords } from './disclosure.policy.js';

export interface Disclosure {
  by: readonly DisclosingWords[];
  /** On an earlier stream of the call. */
  wasHeard: boolean;
}

/**
 * Sees each turn on its way to the record, and tells once when the caller has heard, to the last word, that an AI speaks. First
 * words that were cut before that leave it owed.
 */
export class DisclosureWatch implements TurnWriter {
  private isHeard: boolean;
  /** A turn with the words may still be playing. */
  private isOnItsWay = false;
  /** The agent has had the floor. */
  private agentSpoke: boolean;

  constructor(
    private readonly disclosure: Disclosure,
    before: readonly Pick<TurnRecord, 'role'>[],
    private readonly next: TurnWriter,
    private readonly onHeard: (wording: Wording, turn: number) => void,
  ) {
    this.isHeard = disclosure.wasHeard;
    this.agentSpoke = before.some(({ role }) => role === 'agent');
  }

  /** To be said before the agent goes on. */
  get isOwed(): boolean {
    return this.agentSpoke && !this.isHeard && !this.isOnItsWay;
  }

  save(turn: TurnRecord): void {
    this.next.save(turn);
    if (turn.role === 'agent' && !this.isHeard) this.agentSaid(turn);
  }

  private agentSaid({ seq, text, heard, interrupted }: TurnRecord): void {
    this.agentSpoke = true;
    const said = this.disclosure.by.find(({ words }) => wasHeard(words, text));
    if (!said) return;
    this.isHeard = wasHeard(said.words, heard);
    this.isOnItsWay = !interrupted;
    if (this.isHeard) this.onHeard(said.wording, seq);
  }
}
