import { recognizerFor } from '../../agent/pipeline/pipeline-agent.factory.js';
import { AuraStreamer } from '../../agent/pipeline/speaking/aura-streamer.js';
import { AUDIO_WITHIN_MS } from '../../agent/pipeline/speaking/speech.reducer.js';
import { StageError } from '../../agent/pipeline/stage.types.js';
import type { AgentFailure } from '../../agent/voice-agent.port.js';
import type { Clock } from '../../common/clock/clock.js';
import { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import { USUAL_VOICE } from './speech.check.js';
import { presentDeepgramTrouble, type DeepgramPart, type Trouble } from './deepgram-trouble.presenter.js';

type Account = AppConfig['agent']['deepgram'];

const LISTENING: DeepgramPart = {
  name: 'speech to text',
  address: 'DEEPGRAM_LISTEN_URL, or without it the host in DEEPGRAM_AGENT_URL, if one is set',
};
const SPEAKING: DeepgramPart = {
  name: 'text to speech',
  address: 'DEEPGRAM_SPEAK_URL, or without it the host in DEEPGRAM_AGENT_URL, if one is set',
};

/** What a clinic has that has chosen nothing. */
const WISH = {
  languages: ['en'],
  keyterms: [],
  turnTaking: { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 },
};
const NO_AUDIO = 'no_audio';

/**
 * Opens what a call of the pipeline opens at Deepgram: a stream that listens, and one that speaks, which says one word: it costs
 * less than a hundredth of a cent. What was opened is closed again.
 */
export async function tryStreams(account: Account, clock: Clock, signal: AbortSignal): Promise<Trouble[]> {
  const troubles = await Promise.all([
    troubleOf(LISTENING, () => tryListening(account, clock, signal)),
    troubleOf(SPEAKING, () => trySpeaking(account, clock, signal)),
  ]);
  return troubles.flat();
}

async function troubleOf(part: DeepgramPart, tryOut: () => Promise<AgentFailure | null>): Promise<Trouble[]> {
  const failure = await tryOut().catch((error: unknown) => {
    if (error instanceof StageError) return error.failure;
    throw error;
  });
  if (!failure) return [];
  const { detail, fix } = failure.code === NO_AUDIO ? silence(part) : presentDeepgramTrouble(failure, part);
  return [{ detail: `for ${part.name} ${detail}`, fix }];
}

const silence = ({ address }: DeepgramPart): Trouble => ({
  detail: 'a stream opens, but no audio comes',
  fix: `check ${address}, and status.deepgram.com`,
});

async function tryListening({ apiKey, listenUrl }: Account, clock: Clock, signal: AbortSignal): Promise<null> {
  const recognizer = recognizerFor({ apiKey, url: listenUrl }, clock, SILENT);
  const nobody = { onEvent: () => undefined, onAudioDropped: () => undefined, onClosed: () => undefined };
  const stream = await recognizer.connect(WISH, nobody, signal);
  await stream.close();
  return null;
}

async function trySpeaking(account: Account, clock: Clock, signal: AbortSignal): Promise<AgentFailure | null> {
  let settle: (failure: AgentFailure | null) => void;
  const heard = new Promise<AgentFailure | null>((resolve) => (settle = resolve));
  const listener = {
    onAudio: () => settle(null),
    onFlushed: () => undefined,
    onCleared: () => undefined,
    onWarned: () => undefined,
    onClosed: (failure: AgentFailure | null) => settle(failure),
  };
  const stream = await new AuraStreamer(account, clock, SILENT).open(USUAL_VOICE, listener, signal);
  const stopTimer = clock.after(AUDIO_WITHIN_MS, () => settle({ kind: 'unavailable', code: NO_AUDIO }));
  stream.speak('Ready.');
  stream.flush();
  const failure = await heard;
  stopTimer();
  await stream.close();
  return failure;
}

/** Findings are told, not logged. */
const SILENT = Logger.create('silent');
