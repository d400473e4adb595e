import { reduceGather, startGather, type GatherEvent, type GatherRules } from './gather.reducer.js';

const rules: GatherRules = {
  dtmf: true,
  speech: true,
  timeoutMs: 5000,
  speechTimeoutMs: 1000,
  numDigits: null,
  finishOnKey: '#',
  bargeIn: true,
};

const promptOver: GatherEvent = { type: 'prompt_over' };
const key = (pressed: string): GatherEvent => ({ type: 'key', key: pressed });
const words = (...said: string[]): GatherEvent => ({ type: 'frame', voice: true, words: said, garbled: 0 });
const voice: GatherEvent = { type: 'frame', voice: true, words: [], garbled: 0 };
const garbled: GatherEvent = { type: 'frame', voice: true, words: [], garbled: 1 };
const quiet = (ms: number): GatherEvent[] =>
  Array.from({ length: ms / 20 }, () => ({ type: 'frame', voice: false, words: [], garbled: 0 }));

/** The result, how many events it took, and whether the prompt was cut. */
function gather(given: Partial<GatherRules>, ...events: (GatherEvent | GatherEvent[])[]) {
  let state = startGather();
  let cutPrompt = false;
  for (const event of events.flat()) {
    const step = reduceGather({ ...rules, ...given }, state, event);
    state = step.state;
    cutPrompt ||= step.cutPrompt;
    if (step.result) return { result: step.result, cutPrompt };
  }
  return { result: null, cutPrompt };
}

describe('reduceGather', () => {
  it('waits for the end of the prompt before it counts silence', () => {
    expect(gather({}, quiet(60_000)).result).toBeNull();
    expect(gather({}, promptOver, quiet(4980)).result).toBeNull();
    expect(gather({}, promptOver, quiet(5000)).result).toEqual({ kind: 'nothing' });
  });

  it('counts silence anew after each key, and ends on the number of digits asked for', () => {
    expect(gather({}, promptOver, quiet(4000), key('1'), quiet(4980)).result).toBeNull();
    expect(gather({}, promptOver, quiet(4000), key('1'), quiet(5000)).result).toEqual({ kind: 'digits', digits: '1' });
    expect(gather({ numDigits: 2 }, key('4'), key('2')).result).toEqual({ kind: 'digits', digits: '42' });
  });

  it('takes the finishing key for the end, and alone for nothing', () => {
    expect(gather({}, key('4'), key('#')).result).toEqual({ kind: 'digits', digits: '4' });
    expect(gather({}, key('#')).result).toEqual({ kind: 'nothing' });
    expect(gather({ finishOnKey: '', numDigits: 2 }, key('#'), key('1')).result).toMatchObject({ digits: '#1' });
  });

  it('ends a sentence by its own silence, however long the other one is', () => {
    expect(gather({}, promptOver, words('Hello'), words('there.'), quiet(980)).result).toBeNull();
    expect(gather({}, promptOver, words('Hello'), words('there.'), quiet(1000)).result).toEqual({
      kind: 'speech',
      text: 'Hello there.',
      confidence: '0.9500',
    });
  });

  it('is less sure of speech that it could not make out throughout', () => {
    expect(gather({}, promptOver, words('Hello'), garbled, quiet(1000)).result).toMatchObject({ confidence: '0.4750' });
  });

  it('lets a key win over words', () => {
    expect(gather({ numDigits: 1 }, promptOver, words('One'), key('1')).result).toEqual({
      kind: 'digits',
      digits: '1',
    });
  });

  it('is interrupted by voice or a key only where that is allowed', () => {
    expect(gather({}, voice).cutPrompt).toBe(true);
    expect(gather({}, key('1')).cutPrompt).toBe(true);
    expect(gather({ bargeIn: false }, voice, key('1')).cutPrompt).toBe(false);
    expect(gather({ speech: false }, voice).cutPrompt).toBe(false);
    expect(gather({ bargeIn: false }, words('Hello'), promptOver, quiet(5000)).result).toEqual({ kind: 'nothing' });
  });

  it('takes no keys where it was asked for speech alone', () => {
    expect(gather({ dtmf: false, numDigits: 1 }, promptOver, key('1')).result).toBeNull();
  });
});
