import twilio from 'twilio';
import { speakable, speakAndHangUp } from '../carrier/twiml.presenter.js';
import { WORDINGS } from '../compliance/consent/wordings.catalogue.js';

const { VoiceResponse } = twilio.twiml;

/** Lines that the carrier speaks when no agent is on the line. */
const LINES = {
  unknown_number: 'Sorry, this number is not in service. Goodbye.',
  blocked: "We're sorry, we can't take your call. Goodbye.",
  too_many_calls: "We're sorry, there were too many calls from your number. Please try again later. Goodbye.",
  overflow: "We're sorry, we can't take your call right now. Please call again in a few minutes. Goodbye.",
  fault: "We're sorry, something went wrong on our side. Please call again in a few minutes. Goodbye.",
  one_moment: 'One moment, please.',
  recording_notice: WORDINGS.recording_notice[0].en,
  ringing_desk: "I'll put you through to the front desk.",
  nobody_there: 'Nobody is available to take your call right now.',
  leave_message:
    'Please leave your name, your number and a short message after the tone. Press the pound key when you are done.',
  message_taken: 'Thank you. We will call you back. Goodbye.',
  no_message: "We didn't get a message. Please call again any time. Goodbye.",
} as const;
export type Line = keyof typeof LINES;

const RINGS_SECONDS = 20;
const VOICEMAIL_SECONDS = 180;
/** A message is over after that much silence. */
const VOICEMAIL_SILENCE_SECONDS = 5;
const KEY_WITHIN_SECONDS = 6;
const WHISPER_KEY_WITHIN_SECONDS = 10;
/** Nobody at a desk listens longer; the carrier itself would speak 4,096. */
const MAX_WHISPERED_CHARACTERS = 800;
const RETRY_AFTER_SECONDS = 1;
/** A balancer looks at its instances about that often. */
const PASS_ON_AFTER_SECONDS = 1;

/** The key with which the desk takes a call. */
export const ACCEPT_KEY = '1';
export const MENU_KEYS = { desk: '1', voicemail: '2' } as const;

export interface StreamTarget {
  mediaUrl: string;
  /** Where the carrier asks for the next step once the stream has ended. */
  nextUrl: string;
  token: string;
  /** What is said before the stream begins. */
  before: Line | null;
}

/** Connects the caller to our media socket. Nothing personal travels: the token finds the call. */
export function connectStream({ mediaUrl, nextUrl, token, before }: StreamTarget): string {
  const response = new VoiceResponse();
  if (before) response.say(LINES[before]);
  const stream = response.connect({ action: nextUrl, method: 'POST' }).stream({ url: mediaUrl });
  stream.parameter({ name: 'token', value: token });
  return response.toString();
}

export const sayAndHangUp = (line: Line): string => speakAndHangUp(LINES[line]);

/** Keeps the caller with words until we can be asked again, a while later or at once. */
export function askAgain(url: string, pauses: boolean): string {
  const response = new VoiceResponse();
  response.say(LINES.one_moment);
  if (pauses) response.pause({ length: RETRY_AFTER_SECONDS });
  response.redirect({ method: 'POST' }, url);
  return response.toString();
}

/** Has the carrier ask again without a word: this process would not take the call, another one will. */
export function passOn(url: string): string {
  const response = new VoiceResponse();
  response.pause({ length: PASS_ON_AFTER_SECONDS });
  response.redirect({ method: 'POST' }, url);
  return response.toString();
}

export interface DeskTarget {
  /** Of the desk, or of who is on call. */
  number: string;
  nextUrl: string;
  /** Told when the desk picks up; null when picking up means nothing yet, because a whisper comes first. */
  statusUrl: string | null;
  /** Serves what the desk hears before the caller is put through; null puts them through at once. */
  whisperUrl: string | null;
  before: Line | null;
}

/** Rings a person. The carrier then asks for the next step, whether anybody answered or not. */
export function ringDesk({ number, nextUrl, statusUrl, whisperUrl, before }: DeskTarget): string {
  const response = new VoiceResponse();
  if (before) response.say(LINES[before]);
  const dial = response.dial({ timeout: RINGS_SECONDS, action: nextUrl, method: 'POST' });
  dial.number(
    {
      ...(whisperUrl ? { url: whisperUrl, method: 'POST' } : {}),
      ...(statusUrl ? { statusCallback: statusUrl, statusCallbackEvent: ['answered'] as const } : {}),
    },
    number,
  );
  return response.toString();
}

/** Said to the desk alone. Without the accepting key the desk's leg ends and the caller is not put through. */
export function whisper(text: string, answerUrl: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({
    numDigits: 1,
    action: answerUrl,
    method: 'POST',
    timeout: WHISPER_KEY_WITHIN_SECONDS,
  });
  gather.say(`${speakable(text).slice(0, MAX_WHISPERED_CHARACTERS)} Press ${ACCEPT_KEY} to take the call.`);
  response.hangup();
  return response.toString();
}

/** Nothing more to say to the desk: the carrier puts the caller through. */
export function putThrough(): string {
  return new VoiceResponse().toString();
}

export interface VoicemailTarget {
  /** Gets the recording. */
  actionUrl: string;
  /** Gets what becomes of the recording; null for a call that is on no record. */
  statusUrl: string | null;
  before: Line | null;
}

export function recordMessage({ actionUrl, statusUrl, before }: VoicemailTarget): string {
  const response = new VoiceResponse();
  if (before) response.say(LINES[before]);
  response.say(LINES.leave_message);
  response.record({
    action: actionUrl,
    method: 'POST',
    maxLength: VOICEMAIL_SECONDS,
    timeout: VOICEMAIL_SILENCE_SECONDS,
    finishOnKey: '#',
    playBeep: true,
    ...(statusUrl
      ? { recordingStatusCallback: statusUrl, recordingStatusCallbackEvent: ['completed', 'absent'] as const }
      : {}),
  });
  // An empty recording skips the action and goes on here; without a next verb this document would be asked for again.
  response.redirect({ method: 'POST' }, actionUrl);
  return response.toString();
}

/** A choice by keypad for callers nobody can talk to. Silence leads to the same address, without a digit. */
export function menu(menuUrl: string, offersDesk: boolean): string {
  const response = new VoiceResponse();
  const gather = response.gather({ numDigits: 1, action: menuUrl, method: 'POST', timeout: KEY_WITHIN_SECONDS });
  const desk = offersDesk ? ` To be put through to the front desk, press ${MENU_KEYS.desk}.` : '';
  gather.say(`Our assistant can't take your call right now.${desk} To leave a message, press ${MENU_KEYS.voicemail}.`);
  response.redirect({ method: 'POST' }, menuUrl);
  return response.toString();
}
