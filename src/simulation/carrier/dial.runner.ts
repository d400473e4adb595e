import { bridge } from './bridge.js';
import type { DialCallStatus } from './carrier.types.js';
import type { PhoneCall } from './phone-call.js';
import type { PhoneLine } from './phone-line.js';
import type { AfterVerb, RingOutcome, Stage } from './stage.types.js';
import { ringback } from './tones.codec.js';
import type { DialNoun, NumberNoun } from './twiml.protocol.js';

interface DialOutcome {
  status: DialCallStatus;
  /** The leg that answered; otherwise the first one. */
  leg: PhoneCall;
  bridged: boolean;
  recordingUrl: string | null;
}

/** Performs one `<Dial>`: rings all its numbers at once, connects the first that answers, and tells the action how it went. */
export async function dial(stage: Stage, noun: DialNoun): Promise<AfterVerb> {
  const outcome = await new DialRunner(stage, noun).run();
  stage.call.emit({ type: 'dial_ended', status: outcome.status, bridged: outcome.bridged });
  return noun.action === null ? 'next' : { url: stage.absolute(noun.action), fields: actionFields(outcome) };
}

function actionFields({ status, leg, bridged, recordingUrl }: DialOutcome): Record<string, string> {
  const { startedAt, endedAt } = leg;
  const seconds = startedAt && endedAt ? Math.ceil(endedAt.since(startedAt).total('seconds')) : null;
  return {
    DialCallStatus: status,
    DialCallSid: leg.callSid,
    ...(seconds === null ? {} : { DialCallDuration: String(seconds) }),
    DialBridged: String(bridged),
    ...(recordingUrl === null ? {} : { RecordingUrl: recordingUrl }),
  };
}

type Unanswered = Exclude<RingOutcome, 'answered'>;

interface Leg {
  call: PhoneCall;
  /** Null for a leg that is connected without a whisper. */
  whisperUrl: string | null;
}

class DialRunner {
  private readonly legs: Leg[];

  constructor(
    private readonly stage: Stage,
    private readonly noun: DialNoun,
  ) {
    const { call, switchboard } = stage;
    const numbers = noun.numbers.map((number) => withAbsoluteUrls(stage, number)); // throws before any leg exists
    this.legs = numbers.map((number) => ({
      call: switchboard.leg(call, noun.callerId ?? call.identity.from, number),
      whisperUrl: number.url,
    }));
  }

  async run(): Promise<DialOutcome> {
    const { call } = this.stage;
    const stopTone = this.noun.answerOnBridge && !call.line ? () => undefined : playRingback(call.answer());
    const answered = await this.ringAll();
    if (typeof answered === 'string') {
      stopTone();
      return { status: answered, leg: this.firstLeg.call, bridged: false, recordingUrl: null };
    }
    try {
      const bridged = await this.whisper(answered);
      stopTone();
      const recordingUrl = bridged ? await this.connect(answered.call) : null;
      return { status: 'completed', leg: answered.call, bridged, recordingUrl };
    } finally {
      void answered.call.conclude('completed');
    }
  }

  private get firstLeg(): Leg {
    const [first] = this.legs;
    if (!first) throw new Error('a Dial has a number');
    return first;
  }

  /** Rings every phone; as soon as one is answered the others stop. */
  private async ringAll(): Promise<Leg | Unanswered> {
    const stop = () => this.legs.forEach(({ call }) => call.drop());
    this.stage.signal.addEventListener('abort', stop, { once: true });
    if (this.stage.signal.aborted) stop();
    const result = await new Promise<Leg | Unanswered>((resolve, reject) => {
      const outcomes: Unanswered[] = [];
      let winner: Leg | null = null;
      const take = (leg: Leg, outcome: RingOutcome) => {
        if (outcome !== 'answered') {
          void leg.call.conclude(outcome);
          outcomes.push(outcome);
          if (outcomes.length === this.legs.length) resolve(worthTelling(outcomes));
        } else if (winner) {
          void leg.call.conclude('completed'); // picked up in the very moment in which another one was
        } else {
          winner = leg;
          this.stage.call.emit({ type: 'dial_answered', callSid: leg.call.callSid });
          for (const other of this.legs) if (other !== leg) other.call.drop();
          resolve(leg);
        }
      };
      for (const leg of this.legs)
        this.ring(leg)
          .then((outcome) => take(leg, outcome))
          .catch(reject);
    });
    this.stage.signal.removeEventListener('abort', stop);
    return result;
  }

  private ring({ call }: Leg): Promise<RingOutcome> {
    this.stage.call.emit({ type: 'dial_ringing', callSid: call.callSid });
    return this.stage.switchboard.ring(call, this.noun.timeoutSeconds * 1000);
  }

  /** True when the one who answered is to be connected. */
  private async whisper({ call, whisperUrl }: Leg): Promise<boolean> {
    const stop = () => call.drop();
    this.stage.signal.addEventListener('abort', stop, { once: true });
    if (this.stage.signal.aborted) stop();
    const accepted = whisperUrl === null || (await this.stage.switchboard.whisper(call, whisperUrl));
    this.stage.signal.removeEventListener('abort', stop);
    return accepted && !call.gone.aborted;
  }

  /** Answers with the address of the recording, if there is one. */
  private async connect(callee: PhoneCall): Promise<string | null> {
    const { call, context, signal, switchboard, absolute } = this.stage;
    const { recordChannels, recordingStatusCallback } = this.noun;
    const ended = new AbortController();
    const interrupt = () => ended.abort();
    signal.addEventListener('abort', interrupt, { once: true });
    const cancelLimit = context.clock.after(this.noun.timeLimitSeconds * 1000, interrupt);
    call.answer();
    call.emit({ type: 'dial_bridged', callSid: callee.callSid });
    const recording =
      recordChannels === null
        ? null
        : switchboard.recordings.recordCall(call, {
            channels: recordChannels,
            source: 'DialVerb',
            statusCallback: recordingStatusCallback === null ? null : absolute(recordingStatusCallback),
            statusCallbackEvents: this.noun.recordingStatusCallbackEvents,
          });
    await bridge(call, callee, { hangupOnStar: this.noun.hangupOnStar, signal: ended.signal });
    recording?.finish();
    cancelLimit();
    signal.removeEventListener('abort', interrupt);
    return recording?.url ?? null;
  }
}

function withAbsoluteUrls({ absolute }: Stage, noun: NumberNoun): NumberNoun {
  const given = (url: string | null) => (url === null ? null : absolute(url));
  return { ...noun, url: given(noun.url), statusCallback: given(noun.statusCallback) };
}

/** Of several phones that were not answered: the one that came nearest to it. */
function worthTelling(outcomes: readonly Unanswered[]): Unanswered {
  const ranked = ['no-answer', 'busy', 'canceled', 'failed'] as const;
  return ranked.find((outcome) => outcomes.includes(outcome)) ?? 'failed';
}

/** What the caller hears while it rings elsewhere; the returned function ends it. */
function playRingback(line: PhoneLine): () => void {
  let ringing = true;
  const ring = () => {
    if (!ringing) return;
    line.play(ringback());
    line.mark('rung');
  };
  line.attach({ onMarkReached: ring });
  ring();
  return () => {
    ringing = false;
    line.detach();
  };
}
