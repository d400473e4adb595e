import { SILENCE_BYTE } from '../../audio/frame.types.js';
import { parseInbound, type InboundMessage } from '../media-stream.protocol.js';
import type { CapturedAudio, InboundEntry, OutboundEntry } from './capture.types.js';
import { maskDigits } from './webhook-redaction.policy.js';

/** What becomes of audio before it is written. */
export type AudioFilter = (audio: Buffer) => Buffer;

/** Enough to see what was wrong with a message. */
const MAX_MALFORMED_CHARS = 1000;

/** A message of the carrier, as a capture keeps it. */
export function redactInbound(text: string, filter: AudioFilter): InboundEntry {
  const parsed = parseInbound(text);
  switch (parsed.kind) {
    case 'audio': {
      const [, timestamp] = /"timestamp":"(\d+)"/.exec(text) ?? [];
      return {
        event: 'media',
        ...(timestamp === undefined ? {} : { timestampMs: Number(timestamp) }),
        ...captured(parsed.frame, filter),
      };
    }
    case 'message':
      return redactControl(parsed.message);
    case 'unknown':
      return { event: 'unknown' };
    case 'malformed':
      return { event: 'malformed', text: masked(text.slice(0, MAX_MALFORMED_CHARS)) };
  }
}

/** The token that `start` hands over is not kept. */
function redactControl(message: Exclude<InboundMessage, { event: 'media' }>): InboundEntry {
  switch (message.event) {
    case 'start':
      return { event: 'start', streamSid: message.streamSid };
    case 'mark':
      return { event: 'mark', name: message.mark.name };
    case 'dtmf':
      return { event: 'dtmf', digit: maskDigits(message.dtmf.digit) };
    case 'connected':
    case 'stop':
      return { event: message.event };
  }
}

/** A message of ours, which is well-formed. */
export function redactOutbound(text: string, filter: AudioFilter): OutboundEntry {
  const message = JSON.parse(text) as
    { event: 'media'; media: { payload: string } } | { event: 'mark'; mark: { name: string } } | { event: 'clear' };
  switch (message.event) {
    case 'media':
      return { event: 'media', ...captured(Buffer.from(message.media.payload, 'base64'), filter) };
    case 'mark':
      return { event: 'mark', name: message.mark.name };
    case 'clear':
      return { event: 'clear' };
  }
}

function captured(audio: Buffer, filter: AudioFilter): CapturedAudio {
  const silent = audio.every((code) => code === SILENCE_BYTE);
  return { bytes: audio.length, ...(silent ? {} : { audio: filter(audio).toString('base64') }) };
}

/** Keeps the shape: brackets, quotes and lengths. */
const masked = (text: string): string => text.replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '0');
