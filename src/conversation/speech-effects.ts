import { assertNever } from '../common/errors/domain.error.js';
import type { AgentVoice } from './agent-voice.js';
import type { CallEffect } from './call-flow.types.js';
import type { Transcript } from './transcript.js';

const SPEECH = [
  'clear_playback',
  'play',
  'advise',
  'warn_of_card',
  'announce_handover',
  'say_opening',
  'give_up_reply',
  'resume_reply',
  'hear_again',
] as const;
type SpeechEffect = Extract<CallEffect, { type: (typeof SPEECH)[number] }>;

/** It is about what the caller hears, or does not hear any more. */
export const isSpeech = (effect: CallEffect): effect is SpeechEffect =>
  (SPEECH as readonly CallEffect['type'][]).includes(effect.type);

export function performSpeech(
  effect: SpeechEffect,
  { voice, transcript }: { voice: AgentVoice; transcript: Transcript },
): void {
  switch (effect.type) {
    case 'clear_playback':
      return voice.cutting();
    case 'play':
      return voice.play(effect.phrase);
    case 'advise':
      return voice.advise(effect.danger);
    case 'warn_of_card':
      return voice.warnOfCard();
    case 'announce_handover':
      return voice.announceHandover(effect.reason);
    case 'say_opening':
      return voice.sayOpening();
    case 'give_up_reply':
      return transcript.agentBrokeOff();
    case 'resume_reply':
      return voice.resumeReply();
    case 'hear_again':
      return voice.hearAgain();
    default:
      return assertNever(effect);
  }
}
