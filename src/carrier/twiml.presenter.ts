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

/** A person is rung for so long. */
const RINGS_SECONDS = 30;
const PUT_THROUGH = 'Sorry, I have to stop here. I am putting you through to the front desk.';
const STOPPED = 'Sorry, I have to stop here. Our front desk will call you back.';
const GOODBYE = 'If you need us before that, please call again in a few minutes. Goodbye.';

/** The end of a call that no process of ours goes on with: all of it is in this document, and it asks for nothing. */
export function cutShort(number: string | null): string {
  const response = new VoiceResponse();
  response.say(number === null ? STOPPED : PUT_THROUGH);
  if (number !== null) response.dial({ timeout: RINGS_SECONDS }).number(number);
  response.say(GOODBYE);
  response.hangup();
  return response.toString();
}

/** For words that are not ours: the library throws on what XML can't hold. */
export const speakable = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ');
