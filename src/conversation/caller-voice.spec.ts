import { ManualClock } from '../../test/support/manual-clock.js';
import { CallerVoice } from './caller-voice.js';

/** µ-law: 0x10 is loud, 0xff is silence. */
const loud = Buffer.alloc(160, 0x10);
const silent = Buffer.alloc(160, 0xff);

it('tells how long the caller has been quiet, and how much voice there was since they began', () => {
  const clock = new ManualClock();
  const voice = new CallerVoice(clock);
  expect(voice.quietMs).toBe(Infinity);
  for (let frames = 0; frames < 20; frames += 1) {
    expect(voice.hear(loud)).toBe(true);
    clock.advance(20);
  }
  expect(voice.hear(silent)).toBe(false);
  clock.advance(600);
  expect(voice.quietMs).toBe(620);
  expect(voice.voicedMs).toBe(400);
});

it('counts across the pauses of a sentence, and anew after a second of quiet', () => {
  const clock = new ManualClock();
  const voice = new CallerVoice(clock);
  voice.hear(loud);
  clock.advance(900);
  voice.hear(loud);
  expect(voice.voicedMs).toBe(40);
  clock.advance(1100);
  voice.hear(loud);
  expect(voice.voicedMs).toBe(20);
});
