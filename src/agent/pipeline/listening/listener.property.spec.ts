import fc from 'fast-check';
import { ManualClock } from '../../../../test/support/manual-clock.js';
import { Logger } from '../../../common/logging/logger.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { StageError } from '../stage.types.js';
import { ANOTHER_STREAM_WANTED } from './another-stream.policy.js';
import { Listener } from './listener.js';
import { Recognizer, type ListeningWish, type Recognition, type RecognitionListener } from './recognizer.port.js';

/** Half a second of audio, which begins with its number. */
const FRAME_BYTES = 4_000;
const REPLAYED_FRAMES_MAX = 20;

const LOST: AgentFailure = { kind: 'unavailable', code: 'close_1006' };
const WISH: ListeningWish = {
  languages: ['en'],
  keyterms: [],
  turnTaking: { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 },
};

/** The far end as a value: it knows which frames it got, and ends when it is told of another wish. */
class FakeStream implements Recognition {
  readonly requestId = 'r';
  readonly frames: number[] = [];
  isOpen = true;

  constructor(
    readonly name: number,
    readonly listener: RecognitionListener,
  ) {}

  sendAudio(audio: Buffer): void {
    for (let at = 0; at < audio.length; at += FRAME_BYTES) this.frames.push(audio.readUInt32BE(at));
  }

  endTurn(): void {}

  update(): void {
    this.end(ANOTHER_STREAM_WANTED);
  }

  prove(): void {}

  close(): Promise<void> {
    this.end(null);
    return Promise.resolve();
  }

  end(failure: AgentFailure | null): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.listener.onClosed(failure);
  }
}

interface Dialled {
  listener: RecognitionListener;
  resolve(stream: FakeStream): void;
  reject(failure: AgentFailure): void;
}

class FakeRecognizer extends Recognizer {
  dialled: Dialled | null = null;

  connect(_wish: ListeningWish, listener: RecognitionListener, signal: AbortSignal): Promise<Recognition> {
    return new Promise((resolve, reject) => {
      const fail = (failure: AgentFailure): void => reject(new StageError('listening', failure));
      signal.addEventListener('abort', () => fail({ kind: 'unavailable', code: 'aborted' }));
      this.dialled = { listener, resolve, reject: fail };
    });
  }
}

/** A story of one listener, which checks each stream against what it should have been given. */
class Bench {
  readonly told: string[] = [];
  readonly streams: FakeStream[] = [];
  readonly #clock = new ManualClock();
  readonly #far = new FakeRecognizer();
  readonly #firstFrames: number[] = [];
  #listener: Listener | null = null;
  #sent = 0;
  #settled = 0;

  async start(): Promise<void> {
    const log = Logger.create('silent');
    const opening = Listener.open(
      this.#far,
      WISH,
      {
        onEvent: (event) => this.told.push('text' in event ? event.text : event.type),
        onAudioDropped: () => undefined,
        onClosed: (failure) => this.told.push(failure ? 'closed' : 'closed by us'),
      },
      { clock: this.#clock, log },
      new AbortController().signal,
    );
    this.accept();
    this.#listener = await opening;
  }

  speak(): void {
    const frame = Buffer.alloc(FRAME_BYTES);
    frame.writeUInt32BE(this.#sent);
    if (!this.isOver) this.#sent += 1;
    this.#listener?.sendAudio(frame);
  }

  tell(): void {
    this.#live?.listener.onEvent({ type: 'interim', text: `${this.#live.name}` });
  }

  settle(): void {
    if (!this.#live || this.isOver) return;
    this.#settled = this.#sent;
    this.#live.listener.onEvent({ type: 'final', text: `${this.#live.name}`, endsSpeech: true, languages: [] });
  }

  /** A stream that is over says more. */
  haunt(): void {
    const dead = this.streams.find(({ isOpen }) => !isOpen);
    dead?.listener.onEvent({ type: 'interim', text: 'ghost' });
    dead?.listener.onClosed(LOST);
  }

  lose(): void {
    this.#live?.end(LOST);
  }

  misuse(): void {
    this.#live?.end({ kind: 'misused', code: 'close_1002' });
  }

  change(): void {
    this.#listener?.update({ ...WISH });
  }

  accept(): void {
    const dialled = this.#take();
    if (dialled) dialled.resolve(this.#stream(dialled));
  }

  /** It has something to say before anybody has it. */
  acceptTalking(): void {
    const dialled = this.#take();
    if (!dialled) return;
    const stream = this.#stream(dialled);
    dialled.listener.onEvent({ type: 'interim', text: `${stream.name}` });
    dialled.resolve(stream);
  }

  /** It is over before anybody has it. */
  acceptDying(): void {
    const dialled = this.#take();
    if (!dialled) return;
    const stream = this.#stream(dialled);
    this.#firstFrames[stream.name] = Number.NaN;
    dialled.listener.onEvent({ type: 'interim', text: `${stream.name}` });
    dialled.resolve(stream);
    stream.end(LOST);
  }

  refuse(): void {
    this.#take()?.reject({ kind: 'unavailable', code: 'http_503' });
  }

  wait(): void {
    this.#clock.advance(250);
  }

  close(): void {
    void this.#listener?.close();
  }

  get isOver(): boolean {
    return this.told.some((line) => line.startsWith('closed'));
  }

  /** Each stream has heard all frames from the one that it should have begun with to the last one of its time. */
  check(): void {
    for (const { name, frames } of this.streams) {
      const first = this.#firstFrames[name] ?? Number.NaN;
      expect(frames).toEqual(frames.map((_, at) => first + at));
    }
    const live = this.isOver ? undefined : this.#live;
    if (live) expect(live.frames).toHaveLength(this.#sent - (this.#firstFrames[live.name] ?? Number.NaN));
  }

  get pendingTimers(): number {
    return this.#clock.pendingTimers;
  }

  get #live(): FakeStream | undefined {
    return this.streams.at(-1)?.isOpen ? this.streams.at(-1) : undefined;
  }

  #take(): Dialled | null {
    const { dialled } = this.#far;
    this.#far.dialled = null;
    return this.isOver ? null : dialled;
  }

  #stream({ listener }: Dialled): FakeStream {
    const stream = new FakeStream(this.streams.length, listener);
    this.streams.push(stream);
    this.#firstFrames.push(Math.max(this.#settled, this.#sent - REPLAYED_FRAMES_MAX));
    return stream;
  }
}

const move = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('speak', 'accept') },
  { weight: 3, arbitrary: fc.constantFrom('tell', 'settle', 'lose', 'wait', 'haunt') },
  { weight: 1, arbitrary: fc.constantFrom('acceptTalking', 'acceptDying', 'refuse', 'change') },
);
type Move = 'speak' | 'accept' | 'tell' | 'settle' | 'lose' | 'wait' | 'haunt' | Rarely;
type Rarely = 'acceptTalking' | 'acceptDying' | 'refuse' | 'change';
const ending = fc.constantFrom('misuse', 'close', 'both');

async function play(moves: readonly string[], end: string): Promise<Bench> {
  const bench = new Bench();
  await bench.start();
  for (const each of moves) {
    bench[each as Move]();
    // Some of what a move leads to is done a little later.
    if (each !== 'speak') await new Promise((resolve) => setImmediate(resolve));
    bench.check();
  }
  if (end !== 'close') bench.misuse();
  if (end !== 'misuse') bench.close();
  bench.close();
  bench.haunt();
  await new Promise((resolve) => setImmediate(resolve));
  bench.check();
  return bench;
}

const played = (check: (bench: Bench) => void): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 80, size: 'max' }), ending, async (moves, end) =>
      check(await play(moves, end)),
    ),
    { numRuns: 60 },
  );

describe('a listener, however its streams are lost', () => {
  it('gives each stream every frame once, in order, and tells its end once, as the last word', async () => {
    await played(({ told, pendingTimers }) => {
      expect(told.filter((line) => line.startsWith('closed'))).toHaveLength(1);
      expect(told.at(-1)).toMatch(/^closed/);
      expect(pendingTimers).toBe(0);
    });
  });

  it('tells of one stream after the other, and between them that it is another one', async () => {
    await played(({ told }) => {
      const stretches = told
        .slice(0, -1)
        .join('\n')
        .split('stream_replaced')
        .map((stretch) => new Set(stretch.split('\n').filter((line) => line !== '')));
      for (const speakers of stretches) expect(speakers.size).toBeLessThanOrEqual(1);
      const speakers = stretches.flatMap((stretch) => [...stretch]).map(Number);
      expect(speakers).toEqual([...new Set(speakers)].sort((one, other) => one - other));
    });
  });
});
