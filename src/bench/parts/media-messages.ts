import { FRAME_MS } from '../../audio/frame.types.js';
import { mediaMessage } from '../../simulation/carrier/media-stream.protocol.js';
import { newSid } from '../lines/bench-call.js';

/** The messages in which a carrier sends these frames. */
export function mediaMessages(frames: readonly Buffer[]): string[] {
  const stream = { accountSid: newSid('AC'), callSid: newSid('CA'), streamSid: newSid('MZ') };
  return frames.map((frame, i) =>
    mediaMessage(stream, { sequence: i + 2, chunk: i + 1, timestampMs: i * FRAME_MS }, frame),
  );
}

/** The least that gets the audio out of a message. */
export function bareParse(text: string): number {
  const { media } = JSON.parse(text) as { media: { payload: string } };
  return Buffer.from(media.payload, 'base64').length;
}
