import twilio from 'twilio';

const { VoiceResponse } = twilio.twiml;

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

export function speakAndHangUp(text: string): string {
  const response = new VoiceResponse();
  response.say(speakable(text));
  response.hangup();
  return response.toString();
}

/** For words that are not ours: the library throws on what XML can't hold. */
export const speakable = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ');
