import twilio from 'twilio';

const { VoiceResponse } = twilio.twiml;

/** Lines that the carrier speaks when we can't or won't. */
const LINES = {
  unknown_number: 'Sorry, this number is not in service. Goodbye.',
  overflow: "We're sorry, we can't take your call right now. Please call again in a few minutes. Goodbye.",
  fault: "We're sorry, something went wrong on our side. Please call again in a few minutes. Goodbye.",
};

export interface StreamTarget {
  mediaUrl: string;
  /** Where the carrier asks for the next step once the stream has ended. */
  nextUrl: string;
  token: string;
}

/** Connects the caller to our media socket. Nothing personal travels: the token finds the call. */
export function connectStream({ mediaUrl, nextUrl, token }: StreamTarget): string {
  const response = new VoiceResponse();
  const stream = response.connect({ action: nextUrl, method: 'POST' }).stream({ url: mediaUrl });
  stream.parameter({ name: 'token', value: token });
  return response.toString();
}

export function sayAndHangUp(line: keyof typeof LINES): string {
  const response = new VoiceResponse();
  response.say(LINES[line]);
  response.hangup();
  return response.toString();
}

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** Rings the front desk, and apologises when nobody answers there. */
export function ringDesk(deskNumber: string): string {
  const response = new VoiceResponse();
  response.dial({ timeout: 20 }, deskNumber);
  response.say(LINES.overflow);
  response.hangup();
  return response.toString();
}
