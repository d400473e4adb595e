import { SILENCE_BYTE } from '../../audio/frame.types.js';
import type { Clock } from '../../common/clock/clock.js';
import { FrameTicker } from '../../simulation/carrier/frame-ticker.js';
import { PhoneLine } from '../../simulation/carrier/phone-line.js';
import type { BenchRow, BenchSize, Round } from '../bench.types.js';
import type { BenchCall } from '../lines/bench-call.js';
import type { BenchLines } from '../lines/bench-lines.js';
import { median, rowOf } from '../summary.policy.js';
import { inTurns, roundOf, withCalls } from './both-lines.js';
import { AGENT_CHUNK, CALLER_TURN, REPLY_WORDS } from './spoken.js';

const SECTION = 'The caller interrupts';
/** A person does not notice that the other one took this long to stop. */
const LIMIT_MS = 60;

/** Of the reply, in chunks of 120 ms. */
const REPLY_CHUNKS = 25;
/** Into the reply, and a little later each time: the carrier's packets must not be met at the same moment always. */
const INTERRUPT_AFTER_MS = 60;
const LATER_EACH_TIME_MS = 7;
/** By then the caller either hears nothing any more, or the row shows it. */
const LISTEN_MS = 200;

/** From the provider's word that the caller speaks, to the order to stop, and to the caller's hearing nothing any more. */
export async function measureBargeIn(lines: BenchLines, size: BenchSize, clock: Clock): Promise<BenchRow[]> {
  const [cleared, stopped, slowest]: [Round[], Round[], Round[]] = [[], [], []];
  for (let round = 0; round < size.rounds; round++) {
    await withCalls(lines, async (calls) => {
      const silentAfterMs: number[] = [];
      const ears = new Map([
        [calls.gateway, new Ear(calls.gateway, clock)],
        [calls.passThrough, new Ear(calls.passThrough, clock)],
      ]);
      let interruptions = 0;
      const samples = await inTurns(size.bargeIns, calls, async (call) => {
        const afterMs = INTERRUPT_AFTER_MS + LATER_EACH_TIME_MS * (interruptions++ % 4);
        const sample = await interrupt(call, ears.get(call) as Ear, afterMs, clock);
        if (call === calls.gateway) silentAfterMs.push(sample.silentAfterMs);
        return sample.clearAfterMs;
      });
      for (const ear of ears.values()) ear.close();
      cleared.push(roundOf(samples, 0.5));
      stopped.push({ value: median(silentAfterMs), baseline: LIMIT_MS });
      slowest.push({ value: Math.max(...silentAfterMs), baseline: LIMIT_MS });
    });
  }
  const title = { section: SECTION, unit: 'ms' };
  return [
    rowOf({ ...title, name: "clear at the carrier's socket, median", against: 'a bare pass-through' }, cleared),
    rowOf({ ...title, name: 'the caller hears the reply stop, median', against: 'the limit' }, stopped),
    rowOf({ ...title, name: 'the caller hears the reply stop, slowest', against: 'the limit' }, [
      { value: Math.max(...slowest.map(({ value }) => value)), baseline: LIMIT_MS },
    ]),
  ];
}

async function interrupt(call: BenchCall, ear: Ear, afterMs: number, clock: Clock) {
  call.provider.tell(...CALLER_TURN, REPLY_WORDS);
  for (let i = 0; i < REPLY_CHUNKS; i++) call.provider.speak(AGENT_CHUNK);
  await call.expect<void>((resolve) => (ear.onAudible = resolve));
  await clock.sleep(afterMs);
  const interruptedAtMs = clock.nowMs();
  const clearAfterMs = await call.expect<number>((resolve) => {
    let sentAtMs = 0;
    ear.onClear = () => resolve(performance.now() - sentAtMs);
    sentAtMs = performance.now();
    call.provider.tell({ type: 'UserStartedSpeaking' });
    call.provider.speak(AGENT_CHUNK); // of the cut reply: providers send some of it nevertheless
  });
  await clock.sleep(LISTEN_MS);
  return { clearAfterMs, silentAfterMs: Math.max(0, ear.heardUntilMs - interruptedAtMs) };
}

/** The caller at the carrier's end: hears what is queued at the pace of a telephone, in packets of 20 ms. */
class Ear {
  onAudible: () => void = () => undefined;
  onClear: () => void = () => undefined;
  /** When the last packet with anything of a reply in it had been played to its end. */
  heardUntilMs = 0;
  private readonly line: PhoneLine;

  constructor(call: BenchCall, clock: Clock) {
    this.line = new PhoneLine(new FrameTicker(clock), clock, ({ heard }) => this.hear(heard));
    this.line.attach({ onMarkReached: (name) => call.echoMark(name) });
    call.onAudio = (audio) => void this.line.play(audio);
    call.onMark = (name) => this.line.mark(name);
    call.onClear = () => {
      this.line.clear();
      this.onClear();
    };
  }

  close(): void {
    this.line.close();
  }

  private hear(heard: Buffer): void {
    if (heard.every((byte) => byte === SILENCE_BYTE)) return;
    this.heardUntilMs = this.line.lastBeatMs;
    this.onAudible();
  }
}
