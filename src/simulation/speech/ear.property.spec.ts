import fc from 'fast-check';
import { FRAME_BYTES } from '../../audio/frame.types.js';
import { isSilence, writeCaptions, type SpeechPart } from './caption.codec.js';
import { createEar } from './ear.codec.js';
import type { Ear, Heard, Utterance } from './speech.types.js';

/** Speech without a voice: noise of a fixed seed, so that no two stretches of it are alike. */
function noise(seed: number, bytes: number): Uint8Array {
  let state = Math.imul(seed + 1, 2_654_435_761);
  return Uint8Array.from({ length: bytes }, () => (state = Math.imul(state, 1_664_525) + 1_013_904_223) >>> 24);
}

/** Words follow each other without a gap, or with a pause of more than a packet. */
interface Plan {
  id: number;
  words: { text: string; bytes: number; pauseBytes: number }[];
}

function speak({ id, words }: Plan): Utterance {
  const parts = words.flatMap(({ text, bytes, pauseBytes }, i): SpeechPart[] => [
    { kind: 'word', text, audio: noise(id + i, bytes) },
    { kind: 'silence', bytes: pauseBytes },
  ]);
  return writeCaptions(id, [{ kind: 'silence', bytes: 320 }, ...parts, { kind: 'silence', bytes: 320 }]);
}

const planOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Plan> =>
  fc.record({
    id: fc.nat({ max: 0xffffffff }),
    words: fc.array(
      fc.record({
        text,
        bytes: fc.nat({ max: 1200 }),
        pauseBytes: fc.oneof(fc.constant(0), fc.integer({ min: FRAME_BYTES, max: 900 })),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  });
const utterance = planOf(fc.constantFrom('no', 'a', 'Tuesday,', '9:30', 'Núñez'));
const anyUtterance = planOf(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }));

const wordsIn = (heard: readonly Heard[]) => heard.flatMap((item) => (item.kind === 'word' ? [item.text] : []));
const textsOf = ({ words }: Utterance) => words.map((word) => word.text);

function hearInChunks(ear: Ear, audio: Buffer, sizes: readonly number[]): Heard[] {
  const heard: Heard[] = [];
  for (let at = 0, i = 0; at < audio.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    heard.push(...ear.hear(audio.subarray(at, at + size)));
    at += size;
  }
  return heard;
}
const chunkSizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 });

/** A byte on its way, and the word that it was sent as part of. */
interface Sample {
  code: number;
  word: number;
}

function samplesOf(spoken: Utterance): Sample[] {
  const samples = [...spoken.audio].map((code) => ({ code, word: -1 }));
  spoken.words.forEach(({ startByte, bytes }, word) => {
    for (const sample of samples.slice(startByte, startByte + bytes)) sample.word = word;
  });
  return samples;
}

type Fault = { kind: 'drop' | 'repeat' | 'swap' | 'alter'; at: number; mask: number };
const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('drop', 'repeat', 'swap', 'alter'),
  at: fc.nat(),
  mask: fc.integer({ min: 1, max: 255 }),
});

function damage(samples: readonly Sample[], { kind, at, mask }: Fault, frameBytes: number): Sample[] {
  const frames: Sample[][] = [];
  for (let i = 0; i < samples.length; i += frameBytes) frames.push(samples.slice(i, i + frameBytes));
  const i = at % frames.length;
  const frame = frames[i] ?? [];
  if (kind === 'drop') frames.splice(i, 1);
  if (kind === 'repeat') frames.splice(i, 0, frame);
  if (kind === 'swap') frames.splice(i, 2, frames[i + 1] ?? [], frame);
  if (kind === 'alter') frames[i] = frame.map((sample) => ({ ...sample, code: sample.code ^ mask }));
  return frames.flat();
}

/** The rule in its plainest form: a word is heard if, silence aside, the first of it that comes is all of it, on end. */
function wordsThatArrive(spoken: Utterance, samples: readonly Sample[]): number[] {
  const voiced = samples.filter(({ code }) => !isSilence(code));
  return spoken.words.flatMap(({ startByte, bytes }, word) => {
    const first = voiced.findIndex((sample) => sample.word === word);
    const arrived = first < 0 ? [] : voiced.slice(first, first + bytes);
    return toAudio(arrived).equals(spoken.audio.subarray(startByte, startByte + bytes)) ? [word] : [];
  });
}

const toAudio = (samples: readonly Sample[]) => Buffer.from(samples.map(({ code }) => code));

describe('captions', () => {
  it('are heard as they were written, whatever the words and however the audio is cut up', () => {
    fc.assert(
      fc.property(anyUtterance, chunkSizes, (plan, sizes) => {
        const spoken = speak(plan);
        const ear = createEar();
        expect(wordsIn(hearInChunks(ear, spoken.audio, sizes))).toEqual(textsOf(spoken));
        expect(ear.midWord).toBe(false);
      }),
    );
  });

  it('tell the ear of each word at its very last sample', () => {
    fc.assert(
      fc.property(utterance, (plan) => {
        const spoken = speak(plan);
        const heard = createEar().hear(spoken.audio);
        expect(heard).toEqual(
          spoken.words.map(({ text, startByte, bytes }) => ({ kind: 'word', text, atByte: startByte + bytes })),
        );
      }),
    );
  });

  it('survive silence that a bridge puts anywhere, in the middle of words too', () => {
    const gap = fc.record({
      at: fc.nat(),
      bytes: fc.integer({ min: 1, max: 470 }),
      code: fc.constantFrom(0xff, 0x7f, 0xfe, 0x7e),
    });
    fc.assert(
      fc.property(utterance, fc.array(gap, { maxLength: 6 }), (plan, gaps) => {
        const spoken = speak(plan);
        let audio = spoken.audio;
        let before = -1000;
        for (const { at, bytes, code } of gaps.sort((a, b) => (a.at % audio.length) - (b.at % audio.length))) {
          const place = at % audio.length;
          if (place - before < 1000) continue; // two gaps at one place would make a cut
          before = place;
          audio = Buffer.concat([audio.subarray(0, place), Buffer.alloc(bytes, code), audio.subarray(place)]);
        }
        const heard = createEar().hear(audio);
        expect(wordsIn(heard)).toEqual(textsOf(spoken));
        expect(heard).toHaveLength(spoken.words.length);
      }),
    );
  });

  it('garble exactly the words touched by a lost, repeated, swapped or altered packet', () => {
    fc.assert(
      fc.property(utterance, fault, (plan, one) => {
        const spoken = speak(plan);
        const samples = damage(samplesOf(spoken), one, FRAME_BYTES);
        const arrived = wordsThatArrive(spoken, samples);
        expect(wordsIn(createEar().hear(toAudio(samples)))).toEqual(arrived.map((word) => spoken.words[word]?.text));
      }),
      { numRuns: 200 },
    );
  });

  it('are heard after no faults whatever without all of their samples, on end', () => {
    fc.assert(
      fc.property(
        utterance,
        fc.array(fault, { maxLength: 4 }),
        fc.integer({ min: 1, max: 900 }),
        (plan, faults, bytes) => {
          const spoken = speak(plan);
          const samples = faults.reduce((before, one) => damage(before, one, bytes), samplesOf(spoken));
          const voice = toAudio(samples.filter(({ code }) => !isSilence(code)));
          for (const text of wordsIn(createEar().hear(toAudio(samples)))) {
            const candidates = spoken.words.filter((word) => word.text === text);
            const whole = candidates.some(({ startByte, bytes }) =>
              voice.includes(spoken.audio.subarray(startByte, startByte + bytes)),
            );
            expect(whole).toBe(true);
          }
        },
      ),
    );
  });

  it('tell of garbled words once each time, and never of whole ones', () => {
    fc.assert(
      fc.property(utterance, fault, (plan, one) => {
        const spoken = speak(plan);
        const samples = damage(samplesOf(spoken), one, FRAME_BYTES);
        const arrived = wordsThatArrive(spoken, samples);
        const heard = createEar().hear(toAudio(samples));
        const garbled = heard.length - wordsIn(heard).length;
        const touched = spoken.words.length - arrived.length;
        expect(garbled).toBeLessThanOrEqual(touched);
        // The last word may go unnoticed when its record is what was lost: nothing comes after to miss it.
        const noticed = spoken.words.findIndex((_, word) => !arrived.includes(word)) < (arrived.at(-1) ?? -1);
        if (touched > 0 && noticed) expect(garbled).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('are heard again after any damage, from the next utterance on', () => {
    fc.assert(
      fc.property(
        utterance,
        utterance,
        fc.array(fault, { maxLength: 5 }),
        fc.nat({ max: 900 }),
        (badPlan, goodPlan, faults, bytes) => {
          const [bad, good] = [speak(badPlan), speak(goodPlan)];
          const ear = createEar();
          ear.hear(toAudio(faults.reduce((before, one) => damage(before, one, 1 + bytes), samplesOf(bad))));
          ear.hear(Buffer.alloc(480, 0xff));
          expect(ear.midWord).toBe(false);
          expect(wordsIn(ear.hear(good.audio))).toEqual(textsOf(good));
        },
      ),
    );
  });
});

describe('a cut', () => {
  it('yields the words before it, one garbled word at most, and an ear that is free for the same words again', () => {
    fc.assert(
      fc.property(utterance, fc.nat(), (plan, at) => {
        const spoken = speak(plan);
        const end = at % spoken.audio.length;
        const ear = createEar();
        const heard = [...ear.hear(spoken.audio.subarray(0, end)), ...ear.hear(Buffer.alloc(480, 0xff))];
        const whole = spoken.words.filter(({ startByte, bytes }) => startByte + bytes <= end);
        const cut = spoken.words.filter(({ startByte, bytes }) => startByte + 33 <= end && startByte + bytes > end);

        expect(wordsIn(heard)).toEqual(whole.map((word) => word.text));
        expect(heard.length - whole.length).toBe(cut.length);
        expect(ear.midWord).toBe(false);
        expect(wordsIn(ear.hear(spoken.audio))).toEqual(textsOf(spoken));
      }),
    );
  });

  it('is what silence of 60 ms in the middle of a word makes, from its first sample to its last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 399 }), (place) => {
        const { audio } = writeCaptions(1, [{ kind: 'word', text: 'hello', audio: noise(1, 400) }]);
        const ear = createEar();
        const heard = [audio.subarray(0, place), Buffer.alloc(480, 0xff), audio.subarray(place)].map((part) =>
          ear.hear(part),
        );
        expect(wordsIn(heard.flat())).toEqual([]);
      }),
    );
  });
});

describe('an ear', () => {
  const spoken = writeCaptions(7, [
    { kind: 'silence', bytes: 320 },
    { kind: 'word', text: 'hello', audio: noise(1, 1600) },
    { kind: 'word', text: 'there', audio: noise(2, 1600) },
    { kind: 'silence', bytes: 320 },
  ]);

  it('is in mid-word from its onset to its end, and through a short gap', () => {
    const ear = createEar();
    const states = [
      ear.hear(spoken.audio.subarray(0, 320 + 20)) && ear.midWord,
      ear.hear(spoken.audio.subarray(320 + 20, 320 + 40)) && ear.midWord,
      ear.hear(Buffer.alloc(400, 0xff)) && ear.midWord,
      ear.hear(spoken.audio.subarray(320 + 40, 320 + 1600)) && ear.midWord,
    ];
    expect(states).toEqual([false, true, true, false]);
  });

  it('drops a word that a new one breaks into, and hears the new one', () => {
    const other = writeCaptions(8, [{ kind: 'word', text: 'stop', audio: noise(5, 1600) }]);
    const heard = createEar().hear(Buffer.concat([spoken.audio.subarray(0, 1000), other.audio]));

    expect(heard.map((item) => (item.kind === 'word' ? item.text : item.kind))).toEqual(['garbled', 'stop']);
  });

  it.each([
    ['the first', 0],
    ['a later', 1],
  ])('does not hear %s word when its first samples came twice, be it one of them only', (_which, index) => {
    const { startByte = 0, text } = spoken.words[index] ?? {};
    for (let doubled = 1; doubled < 300; doubled++) {
      const [before, after] = [
        spoken.audio.subarray(0, startByte + doubled),
        spoken.audio.subarray(startByte + doubled),
      ];
      const packet = before.subarray(startByte - 100);
      const heard = createEar().hear(Buffer.concat([before, packet, after]));

      expect(wordsIn(heard)).toEqual(textsOf(spoken).filter((other) => other !== text));
      expect(heard).toHaveLength(spoken.words.length);
    }
  });

  it('does not hear a word of which a single bit is different', () => {
    const word = writeCaptions(1, [{ kind: 'word', text: 'hello', audio: noise(1, 400) }]);
    for (let at = 0; at < 400; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const audio = Buffer.from(word.audio);
        audio[at] = (audio[at] ?? 0) ^ (1 << bit);
        expect(wordsIn(createEar().hear(audio))).toEqual([]);
      }
    }
  });

  it('hears a word after a noise that begins as the word does', () => {
    const { startByte = 0 } = spoken.words[1] ?? {};
    const [before, after] = [spoken.audio.subarray(0, startByte), spoken.audio.subarray(startByte)];
    const pause = Buffer.alloc(100, 0xff);
    const heard = createEar().hear(Buffer.concat([before, pause, after.subarray(0, 7), noise(9, 50), pause, after]));

    expect(wordsIn(heard)).toEqual(['hello', 'there']);
  });

  it('hears a word behind one that lost its record, though both begin alike', () => {
    const alike = writeCaptions(7, [
      { kind: 'word', text: 'no', audio: noise(1, 800) },
      { kind: 'word', text: 'no', audio: noise(2, 800) },
      { kind: 'word', text: 'yes', audio: Buffer.concat([noise(2, 7), noise(3, 800)]) },
    ]);
    const heard = createEar().hear(Buffer.concat([alike.audio.subarray(0, 900), alike.audio.subarray(1060)]));

    expect(heard.map((item) => (item.kind === 'word' ? item.text : item.kind))).toEqual(['no', 'garbled', 'yes']);
  });

  it('tells words apart that have no voice of their own', () => {
    const faint = speak({ id: 3, words: ['a', 'b', 'c'].map((text) => ({ text, bytes: 0, pauseBytes: FRAME_BYTES })) });
    for (let at = 0; at < faint.audio.length; at++) {
      const samples = samplesOf(faint).toSpliced(at, FRAME_BYTES);
      const arrived = wordsThatArrive(faint, samples).map((word) => faint.words[word]?.text);
      expect(wordsIn(createEar().hear(toAudio(samples)))).toEqual(arrived);
    }
  });

  it('hears an utterance as often as it is said, also when it was cut the first time', () => {
    const pause = Buffer.alloc(480, 0xff);
    const audio = Buffer.concat([spoken.audio, spoken.audio, spoken.audio.subarray(0, 900), pause, spoken.audio]);

    expect(wordsIn(createEar().hear(audio))).toEqual(['hello', 'there', 'hello', 'there', 'hello', 'there']);
  });

  it('does not hear words again that a bridge plays twice', () => {
    const { startByte = 0 } = spoken.words[1] ?? {};
    const heard = createEar().hear(Buffer.concat([spoken.audio, spoken.audio.subarray(startByte)]));

    expect(heard.map((item) => (item.kind === 'word' ? item.text : item.kind))).toEqual(['hello', 'there', 'garbled']);
  });

  it('makes nothing of speech without captions, but knows that there is a voice until it ends', () => {
    const ear = createEar();

    expect(ear.voiceActive).toBe(false);
    expect(ear.hear(Buffer.from(noise(3, 160_000)))).toEqual([]);
    expect(ear.voiceActive).toBe(true);
    expect(ear.hear(Buffer.alloc(4000, 0xff))).toEqual([]);
    expect(ear.voiceActive).toBe(false);
  });

  it('takes the hiss of a quiet line for no voice', () => {
    const ear = createEar();
    ear.hear(Buffer.from(noise(4, 8000).map((code) => (code & 0x80) | 0x78 | (code & 7))));
    expect(ear.voiceActive).toBe(false);
  });
});
