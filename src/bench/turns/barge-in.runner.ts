import type { Clock } from '../../common/clock/clock.js';
import type { BenchRow, BenchSize, Round, RowTitle } from '../bench.types.js';
import type { BenchCall, FarEnd } from '../lines/bench-call.js';
import type { BenchLine } from '../lines/bench-line.js';
import type { BenchLines } from '../lines/bench-lines.js';
import type { ProviderSession } from '../lines/scripted-provider.js';
import { median, rowOf } from '../summary.policy.js';
import { inTurns, roundOf, withCalls, type Both } from './both-lines.js';
import { Ear } from './ear.js';
import { AGENT_CHUNK, CALLER_TURN, REPLY_WORDS } from './spoken.js';

/** A person does not notice that the other one took this long to stop. */
const LIMIT_MS = 60;

/** Of the reply, in chunks of 120 ms. */
export const REPLY_CHUNKS = 25;
/** Into the reply, and a little later each time: the carrier's packets must not be met at the same moment always. */
const INTERRUPT_AFTER_MS = 60;
const LATER_EACH_TIME_MS = 7;
/** By then the caller either hears nothing any more, or the row shows it. */
const LISTEN_MS = 200;

/** What a provider does when a reply is interrupted. */
export interface Interruptible<Session extends FarEnd> {
  /** Three seconds of reply, which come faster than they are played. */
  reply(session: Session): void;
  /** Tells that the caller speaks, and sends `AGENT_CHUNK` of the cut reply: providers send some of it nevertheless. */
  interrupt(session: Session): void;
}

const AGENT_SESSION: Interruptible<ProviderSession> = {
  reply(session) {
    session.tell(...CALLER_TURN, REPLY_WORDS);
    for (let i = 0; i < REPLY_CHUNKS; i++) session.speak(AGENT_CHUNK);
  },
  interrupt(session) {
    session.tell({ type: 'UserStartedSpeaking' });
    session.speak(AGENT_CHUNK);
  },
};

export function measureBargeIn(lines: BenchLines, size: BenchSize, clock: Clock): Promise<BenchRow[]> {
  const title = { section: 'The caller interrupts', against: 'a bare pass-through' };
  return measureInterruptions(lines, AGENT_SESSION, title, size, clock);
}

/** From the provider's word that the caller speaks, to the order to stop, and to the caller's hearing nothing any more. */
export async function measureInterruptions<Session extends FarEnd>(
  lines: Both<BenchLine<Session>>,
  provider: Interruptible<Session>,
  { section, against }: Pick<RowTitle, 'section' | 'against'>,
  size: Pick<BenchSize, 'rounds' | 'bargeIns'>,
  clock: Clock,
): Promise<BenchRow[]> {
  const [cleared, stopped]: [Round[], Round[]] = [[], []];
  const slowest: number[] = [];
  for (let round = 0; round < size.rounds; round++) {
    await withCalls(lines, async (calls) => {
      const ears = new Map([
        [calls.gateway, new Ear(calls.gateway, clock)],
        [calls.passThrough, new Ear(calls.passThrough, clock)],
      ]);
      let interruptions = 0;
      const { gateway, passThrough } = await inTurns(size.bargeIns, calls, (call) => {
        const afterMs = INTERRUPT_AFTER_MS + LATER_EACH_TIME_MS * (interruptions++ % 4);
        return interrupt(call, provider, ears.get(call) as Ear, afterMs, clock);
      });
      for (const ear of ears.values()) ear.close();
      const clearTimes = (samples: typeof gateway) => samples.map(({ clearAfterMs }) => clearAfterMs);
      cleared.push(roundOf({ gateway: clearTimes(gateway), passThrough: clearTimes(passThrough) }, 0.5));
      const silentAfterMs = gateway.map((sample) => sample.silentAfterMs);
      stopped.push({ value: median(silentAfterMs), baseline: LIMIT_MS });
      slowest.push(...silentAfterMs);
    });
  }
  const stop = { section, unit: 'ms', against: 'the limit', most: 1 };
  return [
    rowOf({ section, unit: 'ms', against, name: "clear at the carrier's socket, median" }, cleared),
    rowOf({ ...stop, name: 'the caller hears the reply stop, median' }, stopped),
    rowOf({ ...stop, name: 'the caller hears the reply stop, slowest' }, [
      { value: Math.max(...slowest), baseline: LIMIT_MS },
    ]),
  ];
}

async function interrupt<Session extends FarEnd>(
  call: BenchCall<Session>,
  provider: Interruptible<Session>,
  ear: Ear,
  afterMs: number,
  clock: Clock,
) {
  await call.expect<void>((resolve) => {
    ear.onAudible = () => resolve();
    provider.reply(call.provider);
  });
  await clock.sleep(afterMs);
  const interruptedAtMs = clock.nowMs();
  const clearAfterMs = await call.expect<number>((resolve) => {
    let sentAtMs = 0;
    ear.onClear = () => resolve(performance.now() - sentAtMs);
    sentAtMs = performance.now();
    provider.interrupt(call.provider);
  });
  await clock.sleep(LISTEN_MS);
  return { clearAfterMs, silentAfterMs: Math.max(0, ear.heardUntilMs - interruptedAtMs) };
}
