import type { Clock } from '../../common/clock/clock.js';
import { CarrierAwayError, type CarrierOffice, type ReceivedText } from './carrier-office.js';
import type { Scenario } from './scenario.types.js';
import { plainWords } from './words.policy.js';

const POLL_MS = 400;

/** The texts of the caller's phone: those that come, and the scenario's answers to them. */
export class TextPhone {
  readonly received: ReceivedText[] = [];
  private readonly over = new AbortController();
  private readonly answered = new Set<number>();
  private readonly polling: Promise<void> | null;

  private constructor(
    private readonly office: CarrierOffice,
    private readonly scenario: Scenario,
    private readonly clock: Clock,
    /** Of what came before the scenario began. */
    private readonly known: Set<string>,
    private readonly onText: ((text: string) => void) | null,
  ) {
    const isLookedAt = onText !== null || scenario.texts.length > 0;
    this.polling = isLookedAt ? this.poll() : null;
    this.polling?.catch(() => undefined); // `close` awaits it, and throws what it throws
  }

  static async open(
    office: CarrierOffice,
    scenario: Scenario,
    clock: Clock,
    /** Null: nobody watches. */
    onText: ((text: string) => void) | null,
  ): Promise<TextPhone> {
    const before = await office.textsTo(scenario.caller.number);
    return new TextPhone(office, scenario, clock, new Set(before.map(({ sid }) => sid)), onText);
  }

  /** True when every text that the scenario answers has come and been answered. */
  get done(): boolean {
    return this.answered.size === this.scenario.texts.length;
  }

  /** Reads what has come, where nobody has been looking at the phone. */
  async check(): Promise<void> {
    if (!this.polling) await this.readAll();
  }

  async close(): Promise<void> {
    this.over.abort();
    await this.polling;
  }

  private async poll(): Promise<void> {
    while (!this.over.signal.aborted) {
      await this.readAll();
      await this.clock.sleep(POLL_MS, this.over.signal);
    }
  }

  private async readAll(): Promise<void> {
    for (const text of await this.newTexts()) await this.receive(text);
  }

  /** A carrier that is away for a moment, because it is being restarted under the call, is asked again later. */
  private async newTexts(): Promise<ReceivedText[]> {
    try {
      const texts = await this.office.textsTo(this.scenario.caller.number);
      return texts.filter(({ sid }) => !this.known.has(sid));
    } catch (error) {
      if (error instanceof CarrierAwayError) return [];
      throw error;
    }
  }

  private async receive(text: ReceivedText): Promise<void> {
    this.known.add(text.sid);
    this.received.push(text);
    this.onText?.(text.body);
    const rule = this.scenario.texts.findIndex(
      ({ receives }, index) => !this.answered.has(index) && plainWords(text.body).search(receives) >= 0,
    );
    const answer = this.scenario.texts[rule]?.answer;
    if (answer === undefined) return;
    await this.office.text(this.scenario.caller.number, answer);
    this.answered.add(rule);
  }
}
