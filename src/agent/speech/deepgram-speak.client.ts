import type { Clock } from '../../common/clock/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { ABORTED, failureOfStatus, UNUSABLE_ADDRESS } from '../deepgram/deepgram-failures.policy.js';
import type { AgentFailure } from '../voice-agent.port.js';
import { errorCodeOf, MAX_TEXT_CHARACTERS, speakRequestUrl } from './deepgram-speak.protocol.js';
import { readSpeech } from './speech-answer.codec.js';
import { SpeechSynthesisError, SpeechSynthesizer } from './speech-synthesizer.port.js';

/** A line takes a second or less. Nobody waits for it on a phone, but a provider that hangs must not hold up the others. */
const ANSWER_LIMIT_MS = 10_000;
/** Four minutes of audio; the longest text takes two. */
const MAX_ANSWER_BYTES = 2_000_000;

const TIMED_OUT: AgentFailure = { kind: 'unavailable', code: 'answer_timeout' };
const TOO_LONG: AgentFailure = { kind: 'misused', code: 'answer_too_long' };

/** Deepgram's text to speech by REST: `POST /v1/speak`, see developers.deepgram.com/reference/text-to-speech/speak-request. */
export class DeepgramSpeakClient extends SpeechSynthesizer {
  constructor(
    private readonly deepgram: Pick<AppConfig['agent']['deepgram'], 'apiKey' | 'speakUrl'>,
    private readonly clock: Clock,
  ) {
    super();
  }

  async synthesize(voice: string, text: string, signal?: AbortSignal): Promise<Buffer> {
    if (text.trim() === '') throw new SpeechSynthesisError({ kind: 'misused', code: 'empty_text' });
    if (text.length > MAX_TEXT_CHARACTERS) throw new SpeechSynthesisError({ kind: 'misused', code: 'text_too_long' });
    const late = new AbortController();
    const stopTimer = this.clock.after(ANSWER_LIMIT_MS, () => late.abort());
    try {
      return await this.ask(voice, text, signal ? AbortSignal.any([signal, late.signal]) : late.signal);
    } catch (error) {
      if (error instanceof SpeechSynthesisError) throw error;
      if (signal?.aborted) throw new SpeechSynthesisError(ABORTED);
      throw new SpeechSynthesisError(late.signal.aborted ? TIMED_OUT : failureOfFetch(error));
    } finally {
      stopTimer();
    }
  }

  private async ask(voice: string, text: string, signal: AbortSignal): Promise<Buffer> {
    const response = await fetch(speakRequestUrl(this.deepgram.speakUrl, voice), {
      method: 'POST',
      headers: { authorization: `Token ${this.deepgram.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      redirect: 'manual', // the key goes to the address that was set, and to no other
      signal,
    });
    const body = await readWhole(response);
    if (response.status !== 200) throw new SpeechSynthesisError(refusalOf(response.status, body));
    const answer = readSpeech(response.headers.get('content-type') ?? '', body);
    if (answer.kind === 'unusable') throw new SpeechSynthesisError({ kind: 'misused', code: answer.code });
    return Buffer.from(answer.audio);
  }
}

async function readWhole(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    const piece = chunk as Uint8Array;
    bytes += piece.length;
    if (bytes > MAX_ANSWER_BYTES) throw new SpeechSynthesisError(TOO_LONG); // leaving the loop cancels the rest
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

function refusalOf(status: number, body: Buffer): AgentFailure {
  const { kind, code } = failureOfStatus(status);
  return { kind, code: errorCodeOf(body.toString('utf8')) ?? code };
}

/** Node names what happened to the network in the cause; an address or a key that no request can hold has none. */
function failureOfFetch(error: unknown): AgentFailure {
  const { cause } = (error ?? {}) as { cause?: { code?: unknown } };
  if (!cause) return UNUSABLE_ADDRESS;
  return { kind: 'unavailable', code: typeof cause.code === 'string' ? cause.code : 'network' };
}
