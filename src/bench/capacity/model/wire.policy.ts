import { FRAME_MS, SAMPLE_RATE_HZ } from '../../../audio/frame.types.js';
import { mediaMessage } from '../../../simulation/carrier/media-stream.protocol.js';

/** Audio is a byte a sample in both directions, in packets of 20 ms from the carrier and of 40 ms to the provider. */
const AUDIO_BYTES_A_SECOND = SAMPLE_RATE_HZ;
const TO_PROVIDER_MS = 40;
/** Ethernet 18, IPv4 20, TCP with timestamps 32, TLS 22, WebSocket 8 with its mask. */
const PACKET_BYTES = 100;

export interface WireBytes {
  inPerSecond: number;
  outPerSecond: number;
}

/** What the line of one call carries, both of its sockets together; the agent talks that part of the time. */
export function wireBytes(agentTalksShare: number): WireBytes {
  const [frames, toProvider] = [1000 / FRAME_MS, 1000 / TO_PROVIDER_MS];
  const agentAudio = AUDIO_BYTES_A_SECOND * agentTalksShare;
  const agentPackets = frames * agentTalksShare;
  const asText = mediaBytes() - FRAME_BYTES; // what a message of the carrier's has beyond its audio
  return {
    inPerSecond: frames * (mediaBytes() + PACKET_BYTES) + agentAudio + agentPackets * PACKET_BYTES,
    outPerSecond:
      AUDIO_BYTES_A_SECOND + toProvider * PACKET_BYTES + agentAudio + agentPackets * (asText + PACKET_BYTES),
  };
}

const FRAME_BYTES = (SAMPLE_RATE_HZ / 1000) * FRAME_MS;

function mediaBytes(): number {
  const sid = (prefix: string) => prefix + '0'.repeat(32);
  const stream = { accountSid: sid('AC'), callSid: sid('CA'), streamSid: sid('MZ') };
  return mediaMessage(stream, { sequence: 5000, chunk: 5000, timestampMs: 100_000 }, Buffer.alloc(FRAME_BYTES)).length;
}
