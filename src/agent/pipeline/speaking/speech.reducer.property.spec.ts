import fc from 'fast-check';
import { NOTHING_SAID, reduceSpeech, type Speech, type SpeechAct, type SpeechSignal } from './speech.reducer.js';

/** When the provider answers a flush whose text it has cleared. */
type StaleFlush = 'never' | 'before_cleared' | 'after_cleared';

type Frame = { type: 'audio'; chunk: Buffer } | { type: 'flushed' } | { type: 'cleared' };
type Message = Extract<SpeechAct, { type: 'speak' | 'flush' | 'clear' }>;

/** A provider as a fake of values: texts become two chunks of audio each, and everything takes its time. */
class Provider {
  onTheWayThere: Message[] = [];
  onTheWayBack: Frame[] = [];
  flushTimes: number[] = [];
  private buffered: string[] = [];
  private made: Frame[] = [];

  constructor(private readonly stale: StaleFlush) {}

  read(atMs: number): void {
    const message = this.onTheWayThere.shift();
    if (message?.type === 'speak') this.buffered.push(message.text.trim());
    if (message?.type === 'flush') this.flush(atMs);
    if (message?.type === 'clear') this.clear();
  }

  send(): void {
    const frame = this.made.shift();
    if (frame) this.onTheWayBack.push(frame);
  }

  get isIdle(): boolean {
    return this.onTheWayThere.length + this.onTheWayBack.length + this.made.length === 0;
  }

  private flush(atMs: number): void {
    this.flushTimes.push(atMs);
    for (const text of this.buffered) {
      for (const half of ['<', '>']) this.made.push({ type: 'audio', chunk: Buffer.from(`${text}${half}`) });
    }
    this.buffered = [];
    this.made.push({ type: 'flushed' });
  }

  private clear(): void {
    const answers = this.made.filter(({ type }) => type === 'flushed');
    this.buffered = [];
    this.made = [
      ...(this.stale === 'before_cleared' ? answers : []),
      { type: 'cleared' },
      ...(this.stale === 'after_cleared' ? answers : []),
    ];
  }
}

/** Runs the reducer against providers, one after the other, and writes down what is told. */
class Bench {
  readonly heard: { utterance: number; chunk: string }[] = [];
  readonly spoken: number[] = [];
  readonly lostInTheMidst = new Set<string>();
  /** Text by utterance, as handed over. */
  readonly texts = new Map<number, string[]>();
  readonly finished = new Set<number>();
  cancelledUpTo = 0;
  utterance = 1;
  readonly flushTimes: number[][] = [];
  private speech: Speech = NOTHING_SAID;
  private provider: Provider | null = null;
  private atMs = 0;

  constructor(private readonly stale: StaleFlush) {
    this.open();
  }

  say(): void {
    const said = this.texts.get(this.utterance) ?? [];
    const text = `${this.utterance}.${said.length}`;
    this.texts.set(this.utterance, [...said, text]);
    this.tell({ type: 'text', utterance: this.utterance, piece: { text, remember: false, audio: null } });
  }

  finish(): void {
    this.finished.add(this.utterance);
    this.tell({ type: 'finished', utterance: this.utterance });
    this.utterance += 1;
  }

  cancel(): void {
    const begun = this.texts.has(this.utterance);
    this.cancelledUpTo = begun ? this.utterance : this.utterance - 1;
    if (begun) this.utterance += 1;
    this.tell({ type: 'cancelled' });
  }

  read(): void {
    this.provider?.read(this.atMs);
  }

  send(): void {
    this.provider?.send();
  }

  hear(): void {
    const frame = this.provider?.onTheWayBack.shift();
    if (frame) this.tell(frame);
  }

  lose(): void {
    if (!this.provider) return;
    this.drop();
    this.tell({ type: 'lost' });
  }

  open(): void {
    if (this.provider) return;
    this.provider = new Provider(this.stale);
    this.flushTimes.push(this.provider.flushTimes);
    this.tell({ type: 'opened', isVoiceOld: false });
  }

  changeVoice(): void {
    this.tell({ type: 'voice_changed' });
  }

  wait(ms: number): void {
    this.atMs += ms;
  }

  /** Everything comes to its end, without further trouble. */
  drain(): void {
    if (this.texts.has(this.utterance)) this.finish();
    for (this.open(); !this.provider?.isIdle; this.open()) {
      this.read();
      this.send();
      this.hear();
    }
  }

  private tell(signal: UnstampedSignal): void {
    const { speech, acts } = reduceSpeech(this.speech, { ...signal, atMs: this.atMs });
    this.speech = speech;
    for (const act of acts) this.do(act);
  }

  private do(act: SpeechAct): void {
    if (act.type === 'tell_audio') this.heard.push({ utterance: act.utterance, chunk: act.chunk.toString() });
    if (act.type === 'tell_audio') expect(act.utterance).toBeGreaterThan(this.cancelledUpTo);
    if (act.type === 'tell_spoken') this.spoken.push(act.utterance);
    if (act.type === 'replace') this.drop();
    if (act.type === 'speak' || act.type === 'flush' || act.type === 'clear') {
      if (!this.provider) throw new Error('sent without a stream');
      this.provider.onTheWayThere.push(act);
    }
  }

  private drop(): void {
    this.provider = null;
    this.lostInTheMidst.add(this.heard.at(-1)?.chunk ?? '');
  }
}

type UnstampedSignal = SpeechSignal extends infer Signal
  ? Signal extends unknown
    ? Omit<Signal, 'atMs'>
    : never
  : never;

const move = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('say', 'read', 'send', 'hear') },
  { weight: 2, arbitrary: fc.constantFrom('finish', 'read', 'send', 'hear') },
  { weight: 1, arbitrary: fc.constantFrom('cancel', 'lose', 'open', 'changeVoice') },
);
type Move = 'say' | 'read' | 'send' | 'hear' | 'finish' | 'cancel' | 'lose' | 'open' | 'changeVoice';
const stale = fc.constantFrom<StaleFlush>('never', 'before_cleared', 'after_cleared');

function run(moves: readonly string[], how: StaleFlush, stepMs = 5): Bench {
  const bench = new Bench(how);
  for (const each of moves) {
    bench.wait(stepMs);
    bench[each as Move]();
  }
  bench.drain();
  return bench;
}

const played = (check: (bench: Bench) => void, moves = fc.array(move, { maxLength: 150, size: 'max' })): void =>
  fc.assert(
    fc.property(moves, stale, (all, how) => check(run(all, how))),
    { numRuns: 200 },
  );

const placeOf = (chunk: string): number[] => [
  ...chunk.slice(0, -1).split('.').map(Number),
  chunk.endsWith('>') ? 1 : 0,
];
const isOfOnePiece = (one: string, other: string): boolean => one.slice(0, -1) === other.slice(0, -1);
const isBefore = (one: string, other: string): boolean => {
  const [a, b] = [placeOf(one), placeOf(other)];
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && Number(a[at]) < Number(b[at]);
};

describe('speaking, whatever happens when', () => {
  // The bench looks at each chunk as it is told.
  it('tells no audio of a cancelled utterance, and none under the name of another', () => {
    played((bench) => {
      for (const { utterance, chunk } of bench.heard) expect(chunk.startsWith(`${utterance}.`)).toBe(true);
    });
  });

  it('tells everything in order, and twice only what a stream was lost in the midst of', () => {
    played((bench) => {
      bench.heard.forEach(({ chunk }, index) => {
        const next = bench.heard[index + 1]?.chunk;
        if (next === undefined || (bench.lostInTheMidst.has(chunk) && isOfOnePiece(chunk, next))) return;
        expect([chunk, next, isBefore(chunk, next)]).toEqual([chunk, next, true]);
      });
    });
  });

  it('speaks every piece that is not cancelled, to its end', () => {
    played((bench) => {
      const heard = new Set(bench.heard.map(({ chunk }) => chunk));
      for (const [utterance, texts] of bench.texts) {
        if (utterance <= bench.cancelledUpTo) continue;
        for (const text of texts) {
          expect(heard).toContain(`${text}<`);
          expect(heard).toContain(`${text}>`);
        }
      }
    });
  });

  it('tells the end of every finished utterance that is not cancelled, once and in order', () => {
    played((bench) => {
      expect(bench.spoken).toEqual([...new Set(bench.spoken)].sort((a, b) => a - b));
      for (const utterance of bench.finished) {
        if (utterance > bench.cancelledUpTo) expect(bench.spoken).toContain(utterance);
      }
    });
  });

  it('never flushes more than a stream takes, and loses nothing by it', () => {
    const busy = fc.array(fc.constantFrom('say', 'say', 'finish', 'read', 'send', 'hear', 'hear'), {
      minLength: 400,
      maxLength: 900,
    });
    fc.assert(
      fc.property(busy, stale, fc.integer({ min: 1, max: 400 }), (moves, how, stepMs) => {
        const bench = run(moves, how, stepMs);
        for (const times of bench.flushTimes) {
          times.forEach((atMs, index) => {
            const windowed = times.slice(index).filter((laterMs) => laterMs < atMs + 60_000);
            expect(windowed.length).toBeLessThanOrEqual(20 + 1); // one may have been read late
          });
        }
        const texts = [...bench.texts.values()].flat().length;
        expect(bench.heard).toHaveLength(2 * texts);
      }),
      { numRuns: 60 },
    );
  });
});
