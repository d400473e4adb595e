import type { OutboundOrder } from './call-control.types.js';
import type { CallContext } from './call-context.types.js';
import type { CallIdentity } from './call-fields.builder.js';
import type { CallEnding, CallFaults, NumberSetup } from './carrier.types.js';
import { DocumentsRunner, type DocumentSource, type DocumentsEnd } from './documents.runner.js';
import { detectionFields, detectMachine, type Detection } from './machine-detection.runner.js';
import { PhoneBook } from './phone-book.js';
import { PhoneCall } from './phone-call.js';
import type { ProgressSubscription } from './progress-reports.js';
import { RecordingShelf } from './recording-shelf.js';
import type { RingOutcome, Switchboard } from './stage.types.js';
import type { NumberNoun } from './twiml.protocol.js';

/** Ended calls are remembered for the REST API, up to this many. */
const REMEMBERED_CALLS = 1000;

export interface IncomingCall {
  number: NumberSetup;
  from: string;
  callSid: string;
  faults: CallFaults;
}

/** Where all calls of the carrier meet: begins them, rings phones, and runs each call's documents. */
export class Exchange implements Switchboard {
  readonly recordings: RecordingShelf;
  readonly phones: PhoneBook;
  /** Oldest first. */
  private readonly calls = new Map<string, PhoneCall>();
  private readonly documents = new Map<string, DocumentsRunner>();

  constructor(private readonly context: CallContext) {
    this.recordings = new RecordingShelf(context);
    this.phones = new PhoneBook(context.clock);
  }

  find(callSid: string): PhoneCall | null {
    return this.calls.get(callSid) ?? null;
  }

  get all(): readonly PhoneCall[] {
    return [...this.calls.values()];
  }

  get live(): readonly PhoneCall[] {
    return this.all.filter(({ events }) => events.at(-1)?.type !== 'ended');
  }

  /** Takes a call from whatever it is doing; false for one that runs no documents, such as a bridged leg. */
  redirect(call: PhoneCall, source: DocumentSource): boolean {
    const documents = this.documents.get(call.callSid);
    documents?.replace(source);
    return documents !== undefined;
  }

  /** A call from a phone somewhere to a number of ours; the returned call is in the caller's hand. */
  receive({ number, from, callSid, faults }: IncomingCall): PhoneCall {
    const subscription = subscribed(number.statusCallbackUrl, ['completed']);
    const call = this.open({ callSid, from, to: number.phoneNumber, direction: 'inbound' }, subscription, faults);
    this.conduct(call, async () => {
      const first = { url: number.voiceUrl, fields: {} };
      const end = await this.runDocuments(call, first, number.voiceFallbackUrl ?? null);
      if (call.line) return 'completed';
      return end === 'busy' ? 'busy' : 'no-answer';
    });
    return call;
  }

  /** A call of ours to a phone somewhere. */
  place(order: OutboundOrder): PhoneCall {
    const subscription = subscribed(order.statusCallback, order.statusCallbackEvents);
    const call = this.open(
      { callSid: this.context.newSid('CA'), from: order.from, to: order.to, direction: 'outbound-api' },
      subscription,
    );
    this.conduct(call, async () => {
      const outcome = await this.ring(call, order.timeoutSeconds * 1000);
      if (outcome !== 'answered') return outcome;
      const detection = await this.detect(call, order);
      const { document } = order;
      const fields = detection ? detectionFields(detection) : {};
      const first = 'url' in document ? { url: document.url, fields } : document;
      await this.runDocuments(call, first, order.fallbackUrl);
      return 'completed';
    });
    return call;
  }

  leg(parent: PhoneCall, from: string, noun: NumberNoun): PhoneCall {
    const subscription = subscribed(noun.statusCallback, noun.statusCallbackEvents);
    const identity = {
      callSid: this.context.newSid('CA'),
      from,
      to: noun.phoneNumber,
      direction: 'outbound-dial' as const,
    };
    return this.open({ ...identity, parentCallSid: parent.callSid }, subscription);
  }

  ring(call: PhoneCall, timeoutMs: number): Promise<RingOutcome> {
    return this.phones.ring(call, timeoutMs);
  }

  async whisper(call: PhoneCall, url: string): Promise<boolean> {
    return (await this.runDocuments(call, { url, fields: {} }, null)) === 'ran_out';
  }

  /** Answers with a verdict that the call waits for; an asynchronous one is posted when it is there. */
  private async detect(call: PhoneCall, order: OutboundOrder): Promise<Detection | null> {
    if (order.machineDetection === null) return null;
    const detection = detectMachine(call, order.machineDetection);
    const callback = order.asyncAmdStatusCallback;
    if (callback === null) return detection;
    void detection.then((verdict) => {
      if (!verdict) return;
      const ids = { CallSid: call.callSid, AccountSid: this.context.accountSid };
      void call.notify(callback, { ...ids, ...detectionFields(verdict) });
    });
    return null;
  }

  private async runDocuments(
    call: PhoneCall,
    first: DocumentSource,
    fallbackUrl: string | null,
  ): Promise<DocumentsEnd> {
    const runner = new DocumentsRunner(this.context, call, this, fallbackUrl);
    this.documents.set(call.callSid, runner);
    try {
      return await runner.run(first);
    } finally {
      this.documents.delete(call.callSid);
    }
  }

  private open(
    identity: Omit<CallIdentity, 'accountSid' | 'parentCallSid'> & { parentCallSid?: string },
    subscription: ProgressSubscription | null,
    faults: CallFaults = this.phones.find(identity.to)?.faults ?? {},
  ): PhoneCall {
    const full = { parentCallSid: null, ...identity, accountSid: this.context.accountSid };
    const call = new PhoneCall(this.context, { identity: full, subscription, faults });
    this.calls.set(call.callSid, call);
    this.forgetOldest();
    return call;
  }

  /** A call's life from its beginning to its end. */
  private conduct(call: PhoneCall, life: () => Promise<CallEnding['status']>): void {
    Promise.resolve()
      .then(life) // whoever ordered the call sees it as it was ordered first
      .then(
        (status) => call.conclude(status),
        (defect) => call.abandon(defect),
      );
  }

  private forgetOldest(): void {
    if (this.calls.size <= REMEMBERED_CALLS) return;
    const oldest = this.all.find(({ endedAt }) => endedAt !== null);
    if (oldest) this.calls.delete(oldest.callSid);
  }
}

const subscribed = (url: string | null, events: ProgressSubscription['events']): ProgressSubscription | null =>
  url === null ? null : { url, events };
