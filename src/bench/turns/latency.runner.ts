import type { Clock } from '../../common/clock/clock.js';
import type { BenchRow, BenchSize, Round } from '../bench.types.js';
import type { BenchCall } from '../lines/bench-call.js';
import type { BenchLines } from '../lines/bench-lines.js';
import { rowOf } from '../summary.policy.js';
import { inTurns, roundOf, withCalls } from './both-lines.js';
import { AGENT_CHUNK, CALLER_TURN, REPLY_WORDS, speechFrames } from './spoken.js';

/** Between two samples, so that what one leaves to be done is not counted to the next. */
const PAUSE_MS = 3;
/** The model thinks. It takes ten times as long; by now the gateway has written down what the caller said. */
const THINKING_MS = 25;

const SECTION = "The gateway's share of a turn";
const AGAINST = 'a bare pass-through';

/** How long audio is under way from one end of a call to the other, in both directions. */
export async function measureLatency(lines: BenchLines, size: BenchSize, clock: Clock): Promise<BenchRow[]> {
  const frames = speechFrames();
  const [middle, slow, replies]: [Round[], Round[], Round[]] = [[], [], []];
  for (let round = 0; round < size.rounds; round++) {
    await withCalls(lines, async (calls) => {
      let next = 0;
      const samples = await inTurns(size.frames, calls, async (call) => {
        await clock.sleep(PAUSE_MS);
        return frameThrough(call, frames[next++ % frames.length] as Buffer);
      });
      middle.push(roundOf(samples, 0.5));
      slow.push(roundOf(samples, 0.95));
    });
    await withCalls(lines, async (calls) => {
      const samples = await inTurns(size.replies, calls, async (call) => {
        call.provider.tell(...CALLER_TURN);
        await clock.sleep(THINKING_MS);
        return replyThrough(call);
      });
      replies.push(roundOf(samples, 0.5));
    });
  }
  const title = { section: SECTION, unit: 'ms', against: AGAINST };
  return [
    rowOf({ ...title, name: 'caller → provider, a frame, median' }, middle),
    rowOf({ ...title, name: 'caller → provider, a frame, 95 %' }, slow),
    rowOf({ ...title, name: 'provider → caller, first audio of a reply, median' }, replies),
  ];
}

/** From a frame's being written to the carrier's socket to its being read at the provider's. */
async function frameThrough(call: BenchCall, frame: Buffer): Promise<number> {
  return call.expect((resolve) => {
    let sentAtMs = 0;
    call.provider.onAudio = () => resolve(performance.now() - sentAtMs);
    sentAtMs = performance.now();
    call.sendFrame(frame);
  });
}

/** From a reply's words and first chunk being written to the provider's socket to the chunk's being read at the carrier's. */
async function replyThrough(call: BenchCall): Promise<number> {
  const tookMs = await call.expect<number>((resolve) => {
    let sentAtMs = 0;
    call.onAudio = () => resolve(performance.now() - sentAtMs);
    sentAtMs = performance.now();
    call.provider.tell(REPLY_WORDS);
    call.provider.speak(AGENT_CHUNK);
  });
  call.provider.tell({ type: 'AgentAudioDone' });
  await call.provider.read();
  return tookMs;
}
