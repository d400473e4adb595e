import type { PhoneCall } from '../carrier/phone-call.js';
import type { PhoneBehaviour } from '../carrier/phone.types.js';
import type { SimulatedCarrier } from '../carrier/simulated-carrier.js';
import type { Speech } from '../speech/speech.types.js';
import type { Remark } from './caller.types.js';
import { PersonRunner, rehearse, type Person, type PersonTools, type Sentences } from './person.runner.js';
import type { PhoneSetup } from './scenario.types.js';

/** The phone at the clinic's desk, with whoever answers it, for the time of one scenario. */
export class DeskPhone {
  readonly remarks: Remark[] = [];
  private present: PersonRunner | null = null;

  constructor(
    private readonly carrier: SimulatedCarrier,
    private readonly number: string,
    private readonly setup: PhoneSetup,
    private readonly tools: { speech: Speech; onWhisper: (text: string) => void } & Pick<PersonTools, 'startRival'>,
  ) {}

  async install(): Promise<void> {
    this.carrier.registerPhone({ number: this.number, behaviour: await this.behaviour() });
  }

  /** Nobody is at this number any more. */
  remove(): void {
    this.carrier.registerPhone({ number: this.number, behaviour: { does: 'refuse' } });
  }

  /** Whoever answered hears the caller from now on. */
  bridged(): void {
    if (this.present) this.present.notes.partner = 'caller';
  }

  private async behaviour(): Promise<PhoneBehaviour> {
    const { setup } = this;
    switch (setup.does) {
      case 'busy':
        return { does: 'be_busy' };
      case 'noAnswer':
        return { does: 'ring_on' };
      case 'refuses':
        return { does: 'refuse' };
      case 'answer': {
        const { voice, rules, patienceMs, answersAfterMs } = setup;
        const person: Person = { who: 'desk', voice, persona: { name: 'the desk', rules, patienceMs } };
        const sentences = await rehearse(this.tools.speech, person);
        return { does: 'answer', afterMs: answersAfterMs, onRinging: (call) => this.pickUp(call, person, sentences) };
      }
    }
  }

  /** Every ring is a conversation of its own. */
  private pickUp(call: PhoneCall, person: Person, sentences: Sentences): void {
    const { startRival, onWhisper } = this.tools;
    const onRemark = (remark: Remark) => {
      this.remarks.push(remark);
      if (remark.who === 'agent') onWhisper(remark.text);
    };
    this.present = new PersonRunner({ startRival, onRemark }, person, sentences);
    this.present.take(call);
  }
}
