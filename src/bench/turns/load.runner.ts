import { FRAME_MS } from '../../audio/frame.types.js';
import type { Clock } from '../../common/clock/clock.js';
import type { BenchRow, BenchSize, Round } from '../bench.types.js';
import type { BenchCall } from '../lines/bench-call.js';
import type { BenchLine } from '../lines/bench-line.js';
import type { BenchLines } from '../lines/bench-lines.js';
import { rowOf } from '../summary.policy.js';
import { CALLER_TURN, REPLY_WORDS, speechFrames } from './spoken.js';

const SECTION = 'Load';
const AGAINST = 'a bare pass-through';

/** Frames of one call that may be under way: enough to keep a process busy, too few for it to have to drop any. */
const WINDOW = 24;
/** What the placing of the calls has left to be done is done by then. */
const SETTLE_MS = 200;

/** What a frame costs when nothing else limits, and what a call costs at the pace of a telephone. */
export async function measureLoad(lines: BenchLines, size: BenchSize, clock: Clock): Promise<BenchRow[]> {
  await floodRound(lines, size.flood, clock); // the engine compiles what is hot
  const [frames, calls]: [Round[], Round[]] = [[], []];
  for (let round = 0; round < size.rounds; round++) {
    frames.push(await floodRound(lines, size.flood, clock, round % 2 === 0));
    calls.push(await pacedRound(lines, size.paced, clock));
  }
  const title = { section: SECTION, against: AGAINST };
  return [
    rowOf({ ...title, name: 'caller → provider, as fast as it goes', unit: 'frames/s of a core' }, frames),
    rowOf({ ...title, name: 'a call, 50 frames/s both ways', unit: 'ms of CPU a second' }, calls),
  ];
}

type Amount = BenchSize['flood'];

async function floodRound(lines: BenchLines, amount: Amount, clock: Clock, gatewayFirst = true): Promise<Round> {
  const measured = [];
  for (const line of gatewayFirst ? [lines.gateway, lines.passThrough] : [lines.passThrough, lines.gateway]) {
    measured.push(await flood(line, amount, clock));
  }
  const [value, baseline] = gatewayFirst ? measured : measured.reverse();
  return { value: value as number, baseline: baseline as number };
}

/** Frames that a second of CPU time brings through. */
async function flood(line: BenchLine, { calls: count, ms }: Amount, clock: Clock): Promise<number> {
  const calls = await place(line, count);
  await clock.sleep(SETTLE_MS);
  const frames = speechFrames();
  let arrived = 0;
  let flowing = true;
  const cpuBeforeMs = await line.cpuMs();
  const drained = calls.map((call) =>
    call.expect<void>((resolve) => {
      let [sent, left] = [0, WINDOW];
      const send = () => call.sendFrame(frames[sent++ % frames.length] as Buffer);
      call.provider.onAudio = () => {
        arrived += 1;
        if (flowing) send();
        else if (--left === 0) resolve();
      };
      for (let i = 0; i < WINDOW; i++) send();
    }),
  );
  await clock.sleep(ms);
  flowing = false;
  await Promise.all(drained);
  const cpuMs = (await line.cpuMs()) - cpuBeforeMs;
  for (const call of calls) call.hangUp();
  return arrived / (cpuMs / 1000);
}

/** Both lines at the same time, with the same frames at the same moments: what disturbs one disturbs the other. */
async function pacedRound(lines: BenchLines, { calls: count, ms }: Amount, clock: Clock): Promise<Round> {
  const sides = [lines.gateway, lines.passThrough];
  const calls = [...(await place(lines.gateway, count)), ...(await place(lines.passThrough, count))];
  for (const call of calls) call.provider.tell(...CALLER_TURN, REPLY_WORDS);
  await clock.sleep(SETTLE_MS);
  const before = await cpuOf(sides);
  const fromMs = performance.now();
  await talk(calls, ms, clock);
  const seconds = (performance.now() - fromMs) / 1000;
  const after = await cpuOf(sides);
  for (const call of calls) call.hangUp();
  const [value, baseline] = after.map((cpuMs, i) => (cpuMs - (before[i] as number)) / (count * seconds));
  return { value: value as number, baseline: baseline as number };
}

/** Each call sends and gets a frame every 20 ms; the calls' frames are spread over those as they are on a real trunk. */
async function talk(calls: readonly BenchCall[], ms: number, clock: Clock): Promise<void> {
  const frames = speechFrames();
  const fromMs = performance.now();
  const sent = calls.map(() => 0);
  for (let elapsedMs = 0; elapsedMs < ms; elapsedMs = performance.now() - fromMs) {
    calls.forEach((call, i) => {
      const offsetMs = (FRAME_MS * i) / calls.length;
      for (; offsetMs + (sent[i] as number) * FRAME_MS <= elapsedMs; sent[i] = (sent[i] as number) + 1) {
        const frame = frames[(sent[i] as number) % frames.length] as Buffer;
        call.sendFrame(frame);
        call.provider.speak(frame);
      }
    });
    await clock.sleep(1);
  }
}

async function place(line: BenchLine, count: number): Promise<BenchCall[]> {
  const calls: BenchCall[] = [];
  while (calls.length < count) calls.push(await line.call());
  return calls;
}

const cpuOf = (lines: readonly BenchLine[]): Promise<number[]> => Promise.all(lines.map((line) => line.cpuMs()));
