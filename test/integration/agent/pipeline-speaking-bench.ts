import { AuraStreamer } from '../../../src/agent/pipeline/speaking/aura-streamer.js';
import { RememberedLines } from '../../../src/agent/pipeline/speaking/remembered-lines.js';
import { Speaker, type SpeakerListener } from '../../../src/agent/pipeline/speaking/speaker.js';
import type { AgentFailure } from '../../../src/agent/voice-agent.port.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { Arrivals } from '../../support/arrivals.js';
import { ManualClock } from '../../support/manual-clock.js';
import { ScriptedSpeak, type ScriptedVoice } from '../../support/scripted-speak.js';

export const API_KEY = 'key-that-must-stay-out-of-every-log';
export const VOICES = ['aura-2-thalia-en', 'aura-2-apollo-en'];

/** Writes down what a speaker reports, one line each. */
export class SpeakerStory implements SpeakerListener {
  readonly told = new Arrivals<string>();
  /** May answer what is told, in the same tick. */
  onTold: (line: string) => void = () => undefined;

  get all(): string[] {
    return this.told.all;
  }

  next(line: string): Promise<string> {
    return this.told.next((told) => told === line);
  }

  onFirstAudio(utterance: number, msSinceFirstText: number): void {
    this.tell(`first ${utterance} after ${msSinceFirstText}`);
  }

  onAudio(utterance: number, chunk: Buffer): void {
    this.tell(`audio ${utterance} ${chunk.toString()}`);
  }

  onSpoken(utterance: number): void {
    this.tell(`spoken ${utterance}`);
  }

  onWarned(code: string): void {
    this.tell(`warned ${code}`);
  }

  onClosed(failure: AgentFailure | null): void {
    this.tell(`closed ${failure?.code ?? 'by us'}`);
  }

  private tell(line: string): void {
    this.told.push(line);
    this.onTold(line);
  }
}

/** A speaker on a hand-driven clock, and the far end of its streams. */
export class SpeakingBench {
  readonly clock = new ManualClock();
  readonly lines = new RememberedLines();
  readonly story = new SpeakerStory();
  private readonly logLines: string[] = [];
  readonly log = Logger.create('debug', { write: (line: string) => void this.logLines.push(line) });

  private constructor(readonly far: ScriptedSpeak) {}

  static async start(): Promise<SpeakingBench> {
    return new SpeakingBench(await ScriptedSpeak.start());
  }

  get logged(): string {
    return this.logLines.join('');
  }

  streamer(speakUrl = this.far.url, apiKey = API_KEY): AuraStreamer {
    return new AuraStreamer({ apiKey, speakUrl }, this.clock, this.log);
  }

  dial(signal = new AbortController().signal, voices = VOICES, story = this.story): Promise<Speaker> {
    const { clock, log, lines } = this;
    return Speaker.open(this.streamer(), voices, story, { clock, log, lines }, signal);
  }

  async open(): Promise<{ speaker: Speaker; voice: ScriptedVoice }> {
    const [speaker, voice] = await Promise.all([this.dial(), this.far.nextStream()]);
    return { speaker, voice };
  }
}
