import { ScriptedDeepgram, type Frame, type ScriptedSession } from './scripted-deepgram.js';

/** The far end of speech to text, with no ears of its own: it sends what the test says, when it says so. */
export class ScriptedListen {
  private constructor(readonly server: ScriptedDeepgram) {}

  static async start(): Promise<ScriptedListen> {
    return new ScriptedListen(await ScriptedDeepgram.start());
  }

  get url(): string {
    return this.server.url.replace('/v1/agent/converse', '/v1/listen');
  }

  async nextStream(): Promise<ScriptedEar> {
    return new ScriptedEar(await this.server.nextSession());
  }

  /** Resolves with the next dial, refused or not. */
  async nextDial(): Promise<void> {
    await this.server.upgrades.next();
  }

  get dials(): number {
    return this.server.upgrades.all.length;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

export class ScriptedEar {
  constructor(readonly session: ScriptedSession) {}

  get path(): string {
    return this.#address.pathname;
  }

  get query(): URLSearchParams {
    return this.#address.searchParams;
  }

  /** The types of all messages so far. */
  get asked(): string[] {
    return this.session.messages.all.map(({ type }) => type);
  }

  /** All audio so far, as text, once there is this much of it. */
  async heard(characters: number): Promise<string> {
    return (await this.session.audio(characters)).toString();
  }

  /** In one TCP segment. */
  send(...frames: Frame[]): void {
    this.session.send(...frames);
  }

  get #address(): URL {
    return new URL(this.session.request.url ?? '/', 'ws://127.0.0.1');
  }
}

interface ResultsHow {
  final?: boolean;
  speech_final?: boolean;
  from_finalize?: boolean;
  languages?: string[];
}

/** Of Nova's, as they are on the wire. */
export function results(transcript: string, how: ResultsHow = {}): object {
  const { final = true, speech_final = false, from_finalize = false, languages } = how;
  return {
    type: 'Results',
    channel_index: [0, 1],
    duration: 1.5,
    start: 0,
    is_final: final,
    speech_final,
    from_finalize,
    channel: { alternatives: [{ transcript, confidence: 0.98, words: [], ...(languages && { languages }) }] },
    metadata: { request_id: 'fc553ec9-5874-49ca-a47c-b670d525a4b3', model_uuid: 'x' },
  };
}

export const utteranceEnd = { type: 'UtteranceEnd', channel: [0, 1], last_word_end: 4.1 };
export const speechStarted = { type: 'SpeechStarted', channel: [0, 1], timestamp: 3.2 };

/** Of Flux's, as it is on the wire. */
export function turnInfo(event: string, turn: number, transcript: string, languages?: string[]): object {
  return {
    type: 'TurnInfo',
    request_id: 'fc553ec9-5874-49ca-a47c-b670d525a4b3',
    sequence_id: 1,
    event,
    turn_index: turn,
    audio_window_start: 0,
    audio_window_end: 1.2,
    transcript,
    words: [],
    end_of_turn_confidence: 0.5,
    ...(languages && { languages }),
  };
}
