import type { Cancel, Clock } from '../common/clock/clock.js';
import {
  finishEntry,
  KEY_PAUSE_MS,
  NOTHING_PRESSED,
  pressKey,
  type KeypadField,
  type KeypadResult,
  type KeypadState,
} from './keypad.reducer.js';

export interface KeypadListener {
  onPersonWanted(): void;
  /** `told` is a turn of the caller for the agent, `stored` the same for the record: neither holds an entry's digits. */
  onTurn(told: string, stored: string): void;
}

/** The keys of one call. What was entered stays in here; tools get it by facts of the session, the model never does. */
export class Keypad {
  readonly keyed: Partial<Record<KeypadField, string>> = {};
  private state: KeypadState = NOTHING_PRESSED;
  private phase: 'waiting' | 'open' | 'closed' = 'waiting';
  private early: string[] = [];
  private cancelPause: Cancel = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly listener: KeypadListener,
  ) {}

  /** It is known what keys mean here; those that were pressed before count now. */
  open(): void {
    if (this.phase === 'waiting') this.phase = 'open';
    for (const key of this.early.splice(0)) this.press(key);
  }

  await(field: KeypadField): void {
    this.state = { ...this.state, awaited: field };
  }

  press(key: string): void {
    if (this.phase === 'waiting') this.early.push(key);
    if (this.phase !== 'open') return;
    this.take(pressKey(this.state, key));
    this.cancelPause();
    if (this.state.digits !== '')
      this.cancelPause = this.clock.after(KEY_PAUSE_MS, () => this.take(finishEntry(this.state)));
  }

  /** Keys mean nothing any more. */
  close(): void {
    this.phase = 'closed';
    this.cancelPause();
  }

  private take({ state, result }: { state: KeypadState; result: KeypadResult }): void {
    this.state = state;
    switch (result.kind) {
      case 'collecting':
        return;
      case 'human':
        return this.listener.onPersonWanted();
      case 'keyed':
        this.keyed[result.field] = result.value;
        return this.listener.onTurn(
          `I have keyed in my ${SPOKEN[result.field]}.`,
          `[keyed in: ${SPOKEN[result.field]}]`,
        );
      case 'choice':
        return this.listener.onTurn(`I pressed ${result.digits}.`, `[pressed ${result.digits}]`);
      case 'unusable':
        return this.listener.onTurn('I keyed something in, but it was not complete.', '[keyed in: not usable]');
    }
  }
}

const SPOKEN: Record<KeypadField, string> = { phone: 'phone number', birth_date: 'date of birth', code: 'code' };
