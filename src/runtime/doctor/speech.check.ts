import { DeepgramSpeakClient } from '../../agent/speech/deepgram-speak.client.js';
import { SpeechSynthesisError } from '../../agent/speech/speech-synthesizer.port.js';
import { failed, ok, skipped, warning, type Finding } from './doctor.types.js';
import type { Subject } from './subject.js';

/** A voice that every account has. */
export const USUAL_VOICE = 'aura-2-thalia-en';

/** Has one word spoken, as the clinics' own lines are: it costs less than a hundredth of a cent. Nobody's call fails by it. */
export async function checkSpeech({ deepgram, standIns, clock }: Subject, signal: AbortSignal): Promise<Finding> {
  if (standIns.agent) return skipped('a stand-in plays Deepgram');
  if (!deepgram) return failed('the key is missing or can not be used', 'set DEEPGRAM_API_KEY');
  try {
    await new DeepgramSpeakClient(deepgram, clock).synthesize(USUAL_VOICE, 'Ready.', signal);
    return ok('lines can be made ahead');
  } catch (error) {
    if (!(error instanceof SpeechSynthesisError)) throw error;
    const { kind, code } = error.failure;
    const detail = `no audio (${code}): callers hear the lines that are shipped, in another voice`;
    return warning(detail, kind === 'refused' ? REFUSED : 'check the network, and DEEPGRAM_SPEAK_URL if it is set');
  }
}

const REFUSED = 'give the key the scope for text to speech, and see that the account has credit';
