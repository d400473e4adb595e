import type { Clock } from '../../common/clock/clock.js';
import type { PhoneCall } from './phone-call.js';
import type { Phone } from './phone.types.js';
import type { RingOutcome } from './stage.types.js';

/** The phones that the carrier can ring. */
export class PhoneBook {
  private readonly phones = new Map<string, Phone>();

  constructor(private readonly clock: Clock) {}

  /** In place of the phone that had this number before. */
  register(phone: Phone): void {
    this.phones.set(phone.number, phone);
  }

  find(number: string): Phone | null {
    return this.phones.get(number) ?? null;
  }

  /** Rings until the call is answered, can't be, is dropped, or `timeoutMs` is over. A number without a phone is `failed`. */
  async ring(call: PhoneCall, timeoutMs: number): Promise<RingOutcome> {
    call.advance('initiated');
    const behaviour = this.find(call.identity.to)?.behaviour;
    if (call.gone.aborted) return 'canceled';
    if (!behaviour || behaviour.does === 'refuse') return 'failed';
    call.advance('ringing');
    if (behaviour.does === 'be_busy') return 'busy';
    const answersInTime = behaviour.does === 'answer' && behaviour.afterMs < timeoutMs;
    if (behaviour.does === 'answer') behaviour.onRinging(call);
    await this.clock.sleep(answersInTime ? behaviour.afterMs : timeoutMs, call.gone);
    if (call.hungUpBy !== null) return call.hungUpBy === 'caller' ? 'busy' : 'canceled';
    if (!answersInTime) return 'no-answer';
    call.answer();
    return 'answered';
  }
}
