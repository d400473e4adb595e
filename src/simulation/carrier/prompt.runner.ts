import { decodeAudioFile } from './audio-file.codec.js';
import { CarrierError } from './carrier.errors.js';
import type { VoiceName } from '../speech/speech.types.js';
import type { PhoneLine } from './phone-line.js';
import type { Stage } from './stage.types.js';
import { keyTones, silence } from './tones.codec.js';
import type { PromptVerb } from './twiml.protocol.js';

/** Speaks for the carrier. */
export const ANNOUNCER: VoiceName = 'kal';

/** The audio of prompts, one after the other. An address that can't be played is reported and passed over. */
export async function renderPrompts(stage: Stage, prompts: readonly PromptVerb[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const prompt of prompts) parts.push(await renderPrompt(stage, prompt));
  return Buffer.concat(parts);
}

/** Plays to the party and waits until it was played, or `signal` is aborted; what is left then is not played. */
export async function playOut(line: PhoneLine, audio: Buffer, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done, { once: true });
    line.attach({ onMarkReached: done });
    line.play(audio);
    line.mark('played');
  });
  line.detach();
}

async function renderPrompt(stage: Stage, prompt: PromptVerb): Promise<Buffer> {
  switch (prompt.verb) {
    case 'say': {
      const { audio } = await stage.context.speech.render(ANNOUNCER, prompt.text);
      return repeated(audio, prompt.loop);
    }
    case 'play':
      return repeated(await fetchAudio(stage, prompt.url), prompt.loop);
    case 'play_digits':
      return keyTones(prompt.digits);
    case 'pause':
      return silence(prompt.seconds * 1000);
  }
}

async function fetchAudio({ context, call, absolute }: Stage, url: string): Promise<Buffer> {
  try {
    const { contentType, body } = await context.webhooks.fetchMedia(absolute(url));
    const audio = decodeAudioFile(contentType, body);
    if (!audio) throw new CarrierError(12300, `can't play ${contentType || 'what has no type'}`);
    return audio;
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    call.fail(error);
    return Buffer.alloc(0);
  }
}

/** As much of it as the carrier ever queues is enough. */
const MAX_PROMPT_BYTES = 10 * 60 * 8000;

function repeated(audio: Buffer, times: number): Buffer {
  const fitting = Math.max(1, Math.floor(MAX_PROMPT_BYTES / Math.max(1, audio.length)));
  return Buffer.concat(Array.from({ length: Math.min(times, fitting) }, () => audio));
}
