import twilio from 'twilio';

const { VoiceResponse } = twilio.twiml;

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

export function sayAndHangUp(text: string): string {
  const response = new VoiceResponse();
  response.say(text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')); // the library throws on these
  response.hangup();
  return response.toString();
}

/** For a person whom we called and can't talk to. */
export const apologise = (): string => sayAndHangUp("We're sorry, something went wrong on our side. Goodbye.");
