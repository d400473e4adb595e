import { OPEN_GATE, reduceGate } from '../../agent/deepgram/reply-gate.reducer.js';
import { BYTES_PER_MS } from '../../audio/frame.types.js';
import { initialPlayout, reducePlayout, type PlayoutEvent } from '../../audio/playout.reducer.js';
import { newSid } from '../lines/bench-call.js';
import { outboundMedia, parseInbound } from '../../telephony/media-stream.protocol.js';
import { markMessage } from '../../simulation/carrier/media-stream.protocol.js';
import { AGENT_CHUNK, speechFrames } from '../turns/spoken.js';
import { inTurn } from './audio.parts.js';
import { bareParse, mediaMessages } from './media-messages.js';
import type { Part } from './part.types.js';

/** Messages of the carrier's socket, and what is decided beside them. */
export function messageParts(): Part[] {
  const messages = mediaMessages(speechFrames());
  const stream = { accountSid: newSid('AC'), callSid: newSid('CA'), streamSid: newSid('MZ') };
  const mark = markMessage(stream, 2, 't1.1');
  const pack = () => bareMedia(stream.streamSid, AGENT_CHUNK).length;
  return [
    {
      name: 'a media message read and checked',
      unit: 'µs',
      against: 'JSON.parse and base64, unchecked',
      work: inTurn(messages, (text) => {
        const parsed = parseInbound(text);
        return parsed.kind === 'audio' ? parsed.frame.length : 0;
      }),
      baseline: inTurn(messages, bareParse),
    },
    {
      name: 'a media message written (120 ms of audio)',
      unit: 'µs',
      against: 'JSON.stringify and base64',
      work: () => outboundMedia(stream.streamSid, AGENT_CHUNK).length,
      baseline: pack,
    },
    {
      name: 'reply gate, a chunk of agent audio',
      unit: 'µs',
      against: "the writing of the chunk's message",
      work: () => Number(reduceGate(OPEN_GATE, { type: 'agent_audio' }).report),
      baseline: pack,
    },
    {
      name: 'playback ledger, a mark comes back',
      unit: 'µs',
      against: "JSON.parse of the mark's message",
      work: markReturns(),
      baseline: () => (JSON.parse(mark) as { mark: { name: string } }).mark.name.length,
    },
  ];
}

const bareMedia = (streamSid: string, chunk: Buffer): string =>
  JSON.stringify({ event: 'media', streamSid, media: { payload: chunk.toString('base64') } });

/** A call in its eighth turn, with ten seconds of a reply at the carrier and a mark behind each half second. */
function markReturns(): () => number {
  const events: PlayoutEvent[] = [];
  for (let turn = 1; turn <= 8; turn++) {
    const atMs = turn * 20_000;
    events.push({ type: 'turn_started', turn, atMs });
    events.push({ type: 'text_added', turn, text: 'We have openings on Monday and on Thursday.', atMs });
    for (let n = 1; n <= 20; n++) {
      events.push({ type: 'audio_sent', turn, bytes: 500 * BYTES_PER_MS, atMs });
      events.push({ type: 'mark_sent', turn, name: `t${turn}.${n}`, atMs });
    }
    for (let n = 1; n <= 20 && turn < 8; n++) {
      events.push({ type: 'mark_returned', name: `t${turn}.${n}`, atMs: atMs + n * 500 });
    }
  }
  const state = events.reduce(reducePlayout, initialPlayout());
  return () => reducePlayout(state, { type: 'mark_returned', name: 't8.1', atMs: 160_510 }).marks.length;
}
