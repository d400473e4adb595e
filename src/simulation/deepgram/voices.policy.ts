import type { VoiceName } from '../speech/speech.types.js';
import type { SpeakSettings } from './agent-settings.protocol.js';

const VOICES: readonly VoiceName[] = ['slt', 'awb', 'rms', 'kal'];

/** The simulated voice for one of a provider: the same name, the same voice. */
export function voiceFor({ provider }: SpeakSettings): VoiceName {
  const name = nameOf(provider);
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 32);
  return VOICES[sum % VOICES.length] ?? 'slt';
}

function nameOf(provider: SpeakSettings['provider']): string {
  switch (provider.type) {
    case 'deepgram':
      return provider.model;
    case 'eleven_labs':
      return provider.model_id;
    case 'cartesia':
      return provider.voice.id;
    case 'open_ai':
    case 'aws_polly':
      return provider.voice;
  }
}
