import { z } from 'zod';
import { SAMPLE_RATE_HZ } from '../../audio/frame.types.js';

/**
 * The carrier's side of the media socket. Numbers that count are decimal strings on the wire, `sampleRate` and `channels`
 * are numbers; key order follows recorded traffic.
 */

export interface StreamIdentity {
  accountSid: string;
  callSid: string;
  streamSid: string;
}

export const connectedMessage = (): string =>
  JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' });

export function startMessage(stream: StreamIdentity, sequence: number, parameters: Record<string, string>): string {
  return JSON.stringify({
    event: 'start',
    sequenceNumber: String(sequence),
    start: {
      accountSid: stream.accountSid,
      streamSid: stream.streamSid,
      callSid: stream.callSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: SAMPLE_RATE_HZ, channels: 1 },
      customParameters: parameters,
    },
    streamSid: stream.streamSid,
  });
}

export interface MediaPosition {
  sequence: number;
  chunk: number;
  /** Presentation time since the stream began. */
  timestampMs: number;
}

/** Written by hand: fifty a second and call. Nothing in it needs escaping. */
export function mediaMessage(stream: StreamIdentity, at: MediaPosition, audio: Buffer): string {
  return (
    `{"event":"media","sequenceNumber":"${at.sequence}","media":{"track":"inbound","chunk":"${at.chunk}",` +
    `"timestamp":"${at.timestampMs}","payload":"${audio.toString('base64')}"},"streamSid":"${stream.streamSid}"}`
  );
}

/** `inbound_track` here, `inbound` in media: the carrier spells the same track in two ways. */
export function dtmfMessage(stream: StreamIdentity, sequence: number, digit: string): string {
  return JSON.stringify({
    event: 'dtmf',
    streamSid: stream.streamSid,
    sequenceNumber: String(sequence),
    dtmf: { track: 'inbound_track', digit },
  });
}

export function markMessage(stream: StreamIdentity, sequence: number, name: string): string {
  return JSON.stringify({
    event: 'mark',
    sequenceNumber: String(sequence),
    streamSid: stream.streamSid,
    mark: { name },
  });
}

export function stopMessage(stream: StreamIdentity, sequence: number): string {
  return JSON.stringify({
    event: 'stop',
    sequenceNumber: String(sequence),
    streamSid: stream.streamSid,
    stop: { accountSid: stream.accountSid, callSid: stream.callSid },
  });
}

const streamSid = z.string();
const serverMessage = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('media'), streamSid, media: z.strictObject({ payload: z.base64() }) }),
  z.strictObject({ event: z.literal('mark'), streamSid, mark: z.strictObject({ name: z.string().min(1) }) }),
  z.strictObject({ event: z.literal('clear'), streamSid }),
]);

export type ServerMessage = { event: 'media'; audio: Buffer } | { event: 'mark'; name: string } | { event: 'clear' };

/**
 * Null for what the carrier reports as 31951: no JSON, an unknown event, a missing field, a field too many, or the id of
 * another stream.
 */
export function parseServerMessage(text: string, stream: StreamIdentity): ServerMessage | null {
  const parsed = serverMessage.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.streamSid !== stream.streamSid) return null;
  switch (parsed.data.event) {
    case 'media':
      return { event: 'media', audio: Buffer.from(parsed.data.media.payload, 'base64') };
    case 'mark':
      return { event: 'mark', name: parsed.data.mark.name };
    case 'clear':
      return { event: 'clear' };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keys a telephone can press. */
export const DTMF_DIGITS = /^[0-9*#A-D]*$/;
