import { ManualClock } from '../../../../test/support/manual-clock.js';
import { Logger } from '../../../common/logging/logger.js';
import { Listener } from './listener.js';
import { Recognizer, type ListeningWish, type Recognition, type RecognitionListener } from './recognizer.port.js';

const WISH: ListeningWish = {
  languages: ['en'],
  keyterms: [],
  turnTaking: { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 },
};

/** The far end: it takes whatever it is given, and tells what the test has it tell. */
class Stream implements Recognition {
  readonly requestId = 'r';
  readonly audio: Buffer[] = [];
  proofs = 0;

  constructor(readonly listener: RecognitionListener) {}

  sendAudio(audio: Buffer): void {
    this.audio.push(audio);
  }

  endTurn(): void {}

  update(): void {}

  prove(): void {
    this.proofs += 1;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class FarEnd extends Recognizer {
  readonly streams: Stream[] = [];

  connect(_wish: ListeningWish, listener: RecognitionListener): Promise<Recognition> {
    const stream = new Stream(listener);
    this.streams.push(stream);
    return Promise.resolve(stream);
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const SENTENCE = Buffer.alloc(16_000, 1);

async function listening() {
  const clock = new ManualClock();
  const far = new FarEnd();
  const told: string[] = [];
  const listener = await Listener.open(
    far,
    WISH,
    { onEvent: ({ type }) => told.push(type), onAudioDropped: () => undefined, onClosed: () => told.push('closed') },
    { clock, log: Logger.create('silent') },
    new AbortController().signal,
  );
  return { clock, far, told, listener };
}

describe('a sentence that nobody has put into words', () => {
  it('is given to another stream where this one has told nothing at all', async () => {
    const { clock, far, told, listener } = await listening();
    listener.sendAudio(SENTENCE);
    clock.advance(3000);
    listener.prove();
    await settled();

    expect(far.streams).toHaveLength(2);
    expect(Buffer.concat(far.streams[1]?.audio ?? [])).toEqual(SENTENCE);
    expect(told).toEqual(['stream_replaced']);
  });

  it('was a noise where the next stream tells nothing either', async () => {
    const { clock, far, listener } = await listening();
    for (let times = 0; times < 3; times++) {
      listener.sendAudio(SENTENCE);
      clock.advance(3000);
      listener.prove();
      await settled();
    }

    expect(far.streams).toHaveLength(2);
    expect(far.streams[1]?.proofs).toBe(2);
  });

  it('is only asked about where the stream has told of it a moment ago', async () => {
    const { clock, far, listener } = await listening();
    listener.sendAudio(SENTENCE);
    clock.advance(3000);
    far.streams[0]?.listener.onEvent({ type: 'interim', text: 'hello' });
    clock.advance(1000);
    listener.prove();
    await settled();

    expect(far.streams).toHaveLength(1);
    expect(far.streams[0]?.proofs).toBe(1);
  });
});
