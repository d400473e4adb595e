import { FluxRecognizer } from '../../../src/agent/pipeline/listening/flux-recognizer.js';
import { Listener } from '../../../src/agent/pipeline/listening/listener.js';
import { NovaRecognizer } from '../../../src/agent/pipeline/listening/nova-recognizer.js';
import type {
  ListenEvent,
  ListeningWish,
  RecognitionListener,
  Recognizer,
} from '../../../src/agent/pipeline/listening/recognizer.port.js';
import type { AgentFailure } from '../../../src/agent/voice-agent.port.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { Arrivals } from '../../support/arrivals.js';
import { ManualClock } from '../../support/manual-clock.js';
import { ScriptedListen, type ScriptedEar } from '../../support/scripted-listen.js';

export const API_KEY = 'key-that-must-stay-out-of-every-log';
export const WISH: ListeningWish = {
  languages: ['en'],
  keyterms: ['Lakeside Dental'],
  turnTaking: { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 },
};

export type Version = 'nova' | 'flux';

/** Writes down what a listener reports, one line each. */
export class ListenerStory implements RecognitionListener {
  readonly told = new Arrivals<string>();
  /** May answer what is told, in the same tick. */
  onTold: (line: string) => void = () => undefined;

  get all(): string[] {
    return this.told.all;
  }

  next(line: string): Promise<string> {
    return this.told.next((told) => told === line);
  }

  onEvent(event: ListenEvent): void {
    this.tell([event.type, ...('text' in event ? [event.text] : [])].join(' '));
  }

  /** Not a part of the story: how much it is depends on the buffers of the network. */
  droppedMs = 0;
  onAudioDropped(ms: number): void {
    this.droppedMs += ms;
  }

  onClosed(failure: AgentFailure | null): void {
    this.tell(`closed ${failure?.code ?? 'by us'}`);
  }

  private tell(line: string): void {
    this.told.push(line);
    this.onTold(line);
  }
}

/** A listener on a hand-driven clock, and the far end of its streams. */
export class ListeningBench {
  readonly clock = new ManualClock();
  readonly story = new ListenerStory();
  private readonly logLines: string[] = [];
  readonly log = Logger.create('debug', { write: (line: string) => void this.logLines.push(line) });

  private constructor(readonly far: ScriptedListen) {}

  static async start(): Promise<ListeningBench> {
    return new ListeningBench(await ScriptedListen.start());
  }

  get logged(): string {
    return this.logLines.join('');
  }

  /** Until so many of these stand in the log, and what follows on the last of them has been done. */
  async hasLogged(event: string, count: number): Promise<void> {
    while (this.logged.split(`"${event}"`).length <= count) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }

  recognizer(version: Version, url = this.far.url, apiKey = API_KEY): Recognizer {
    const Kind = version === 'nova' ? NovaRecognizer : FluxRecognizer;
    return new Kind({ apiKey, url }, this.clock, this.log);
  }

  dial(recognizer: Recognizer, signal = new AbortController().signal, wish = WISH): Promise<Listener> {
    const { clock, log } = this;
    return Listener.open(recognizer, wish, this.story, { clock, log }, signal);
  }

  async open(version: Version, wish = WISH): Promise<{ listener: Listener; ear: ScriptedEar }> {
    return this.openWith(this.recognizer(version), wish);
  }

  async openWith(recognizer: Recognizer, wish = WISH): Promise<{ listener: Listener; ear: ScriptedEar }> {
    const [listener, ear] = await Promise.all([this.dial(recognizer, undefined, wish), this.far.nextStream()]);
    return { listener, ear };
  }
}
