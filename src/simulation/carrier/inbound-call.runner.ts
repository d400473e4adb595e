import type { VoiceName } from '../speech/speech.types.js';
import { callFields, completedFields, type CallParties } from './call-fields.builder.js';
import { CarrierError } from './carrier.errors.js';
import type {
  CallContext,
  CallEnding,
  CallJournal,
  CallObserver,
  CarrierEvent,
  NumberSetup,
  StreamFaults,
} from './carrier.types.js';
import { ConnectStreamRunner } from './connect-stream.runner.js';
import type { MediaStreamClient } from './media-stream.client.js';
import { DTMF_DIGITS } from './media-stream.protocol.js';
import { PhoneLine } from './phone-line.js';
import { parseTwiml, type StreamNoun, type Verb } from './twiml.protocol.js';

/** A server that redirects in a circle is stopped after this many documents in one call. */
const MAX_DOCUMENTS = 100;
const DESK_RINGS_MS = 1000;

const ANNOUNCER: VoiceName = 'kal';
const DESK: VoiceName = 'awb';
const DESK_SAYS = 'Front desk, hello. Goodbye.';
const APPLICATION_ERROR_SAYS = 'We are sorry, an application error has occurred. Goodbye.';

interface NextDocument {
  url: string;
  /** Beside the call's own fields. */
  fields: Record<string, string>;
}

/** What follows a verb: the next one, another document, or the end of the call. */
type AfterVerb = 'next' | 'hang_up' | NextDocument;

export interface CallOrder {
  number: NumberSetup;
  from: string;
  callSid: string;
  faults: StreamFaults;
}

/** One inbound call: fetches TwiML, does what it says, carries audio, and reports the end. */
export class InboundCallRunner {
  /** Resolves when the call is over and the status callback was answered. Rejects on a defect of the simulator only. */
  readonly ended: Promise<CallEnding>;
  /** All that happened, in order. */
  readonly events: CarrierEvent[] = [];
  private readonly parties: CallParties;
  private readonly hangUpSignal = new AbortController();
  private readonly journal: CallJournal;
  private line: PhoneLine | null = null;
  private connection: ConnectStreamRunner | null = null;
  private unansweredStatus: 'busy' | 'no-answer' = 'no-answer';

  constructor(
    private readonly context: CallContext,
    private readonly order: CallOrder,
    private readonly observer: CallObserver,
  ) {
    const { callSid, from, number } = order;
    this.parties = { accountSid: context.accountSid, callSid, from, to: number.phoneNumber };
    this.journal = {
      emit: (event) => this.emit(event),
      fail: (error) => this.fail(error),
      notify: (url, fields) => this.notify(url, fields),
    };
    this.ended = this.run();
  }

  get callSid(): string {
    return this.order.callSid;
  }

  /** The media stream of the moment, with its means to misbehave. */
  get stream(): MediaStreamClient | null {
    return this.connection?.stream ?? null;
  }

  /** The caller says this; `onSpoken` is called when the last of it has gone out. Before the answer nobody hears it. */
  speak(audio: Buffer, onSpoken: () => void): void {
    this.line?.speak(audio, onSpoken);
  }

  /** @throws Error for a key that a telephone does not have. */
  press(digits: string): void {
    if (!DTMF_DIGITS.test(digits)) throw new Error('a telephone has the keys 0-9, *, # and A-D');
    for (const digit of digits) this.stream?.sendDigit(digit);
  }

  /** The caller hangs up. Safe at any time, and twice. */
  hangUp(): void {
    if (this.hungUp) return;
    this.hangUpSignal.abort();
    this.connection?.hangUp();
  }

  private get hungUp(): boolean {
    return this.hangUpSignal.signal.aborted;
  }

  private async run(): Promise<CallEnding> {
    try {
      await this.followDocuments();
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      this.fail(error);
      await this.announce(APPLICATION_ERROR_SAYS, ANNOUNCER);
    }
    const ending: CallEnding = {
      status: this.line ? 'completed' : this.unansweredStatus,
      by: this.hungUp ? 'caller' : 'server',
      durationMs: this.line?.elapsedMs ?? 0,
    };
    this.line?.close();
    if (this.order.number.statusCallbackUrl !== null) {
      const fields = completedFields(this.parties, ending, this.context.clock.nowMs());
      await this.notify(this.order.number.statusCallbackUrl, fields);
    }
    this.emit({ type: 'ended', ending });
    return ending;
  }

  private async followDocuments(): Promise<void> {
    let next: NextDocument | null = { url: this.order.number.voiceUrl, fields: {} };
    for (let fetched = 0; next && !this.hungUp; fetched++) {
      if (fetched === MAX_DOCUMENTS) throw new CarrierError(11215, `${MAX_DOCUMENTS} documents in one call`);
      const { url, fields }: NextDocument = next;
      const ownFields = callFields(this.parties, this.line ? 'in-progress' : 'ringing');
      const document = await this.context.webhooks.fetchDocument(url, { ...ownFields, ...fields });
      this.emit({ type: 'document_fetched', url });
      next = await this.perform(parseTwiml(document), url);
    }
  }

  private async perform(verbs: Verb[], documentUrl: string): Promise<NextDocument | null> {
    for (const verb of verbs) {
      if (this.hungUp) return null;
      const after = await this.performVerb(verb, (url) => new URL(url, documentUrl).href);
      if (after === 'hang_up') return null;
      if (after !== 'next') return after;
    }
    return null;
  }

  private async performVerb(verb: Verb, absolute: (url: string) => string): Promise<AfterVerb> {
    switch (verb.verb) {
      case 'say':
        await this.announce(verb.text, ANNOUNCER);
        return 'next';
      case 'pause': // as the first verb it lets the phone ring on
        await this.context.clock.sleep(verb.seconds * 1000, this.hangUpSignal.signal);
        return 'next';
      case 'redirect':
        return { url: absolute(verb.url), fields: {} };
      case 'hangup':
        this.answer();
        return 'hang_up';
      case 'reject':
        this.unansweredStatus = verb.reason === 'busy' ? 'busy' : 'no-answer';
        return 'hang_up';
      case 'connect':
        await this.connectStream({
          ...verb.stream,
          url: absolute(verb.stream.url),
          statusCallback: verb.stream.statusCallback === null ? null : absolute(verb.stream.statusCallback),
        });
        return verb.action === null ? 'next' : { url: absolute(verb.action), fields: {} };
      case 'dial': {
        const fields = await this.dialDesk();
        return verb.action === null ? 'next' : { url: absolute(verb.action), fields };
      }
      case 'unknown':
        this.fail(new CarrierError(12200, `no verb <${verb.name}>`));
        return 'next';
    }
  }

  private answer(): PhoneLine {
    if (!this.line) {
      this.line = new PhoneLine(this.context.ticker, this.context.clock, (frame) => this.observer.onFrame?.(frame));
      this.emit({ type: 'answered' });
    }
    return this.line;
  }

  private async connectStream(noun: StreamNoun): Promise<void> {
    const line = this.answer();
    this.connection = new ConnectStreamRunner(this.context, this.parties, noun, line, this.journal, this.order.faults);
    await this.connection.run();
    this.connection = null;
  }

  /** Says a text to the caller and waits until it has been said, or the caller is gone. */
  private async announce(text: string, voice: VoiceName): Promise<void> {
    const line = this.answer();
    const { audio } = await this.context.speech.render(voice, text);
    const { signal } = this.hangUpSignal;
    await new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
      line.attach({ onCallerAudio: () => undefined, onMarkReached: () => resolve() });
      line.play(audio);
      line.mark('said');
    });
    line.detach();
  }

  /** A desk that picks up, has a word, and puts down. */
  private async dialDesk(): Promise<Record<string, string>> {
    this.answer();
    const { clock } = this.context;
    await clock.sleep(DESK_RINGS_MS, this.hangUpSignal.signal);
    const answeredAtMs = clock.nowMs();
    this.emit({ type: 'desk_answered' });
    await this.announce(DESK_SAYS, DESK);
    return {
      DialCallStatus: 'completed',
      DialCallSid: this.context.newSid('CA'),
      DialCallDuration: String(Math.ceil((clock.nowMs() - answeredAtMs) / 1000)),
      DialBridged: 'true',
    };
  }

  private async notify(url: string, fields: Record<string, string>): Promise<void> {
    try {
      const { status } = await this.context.webhooks.post(url, fields);
      if (status >= 400) throw new CarrierError(11200, `HTTP ${status}`);
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      this.fail(error);
    }
  }

  private fail(error: CarrierError): void {
    this.emit({ type: 'failed', code: error.code, detail: error.message });
  }

  private emit(event: CarrierEvent): void {
    this.events.push(event);
    this.observer.onEvent?.(event);
  }
}
