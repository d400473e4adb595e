import { once, EventEmitter } from 'node:events';
import { TestPhone, type DialledCall, type PhoneEvent } from '../../src/ops/synthetic-calls/test-phone.port.js';

/** A call of the scripted phone: a test says what happens on the line, and sees what the caller does. */
export interface ScriptedCall extends DialledCall {
  readonly number: string;
  readonly did: readonly ('ask' | 'hang_up')[];
  tell(...events: PhoneEvent[]): void;
}

/** In place of a phone outside: nobody is at the other end but the test. */
export class ScriptedPhone extends TestPhone {
  readonly calls: ScriptedCall[] = [];
  /** Thrown in place of the next call. */
  broken: Error | null = null;
  private readonly news = new EventEmitter();

  dial(number: string, onEvent: (event: PhoneEvent) => void): Promise<DialledCall> {
    const { broken } = this;
    this.broken = null;
    if (broken) return Promise.reject(broken);
    const did: ('ask' | 'hang_up')[] = [];
    let end!: () => void;
    const call: ScriptedCall = {
      number,
      did,
      callSid: `CA${String(this.calls.length + 1).padStart(32, '0')}`,
      ask: () => void did.push('ask'),
      hangUp: () => {
        did.push('hang_up');
        end();
      },
      over: new Promise((resolve) => (end = resolve)),
      tell: (...events) => {
        for (const event of events) onEvent(event);
      },
    };
    this.calls.push(call);
    this.news.emit('dialled');
    return Promise.resolve(call);
  }

  /** The call with this number, from 1: now, or as soon as it is placed. */
  async call(nth: number): Promise<ScriptedCall> {
    for (;;) {
      const call = this.calls[nth - 1];
      if (call) return call;
      await once(this.news, 'dialled');
    }
  }
}
