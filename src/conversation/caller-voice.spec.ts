import { CallerVoice } from './caller-voice.js';

/** µ-law: 0x10 is loud, 0xff is silence. */
const loud = Buffer.alloc(160, 0x10);
const silent = Buffer.alloc(160, 0xff);

it('tells how long the caller has been quiet, and how much voice there was since they began', () => {
  const voice = new CallerVoice();
  expect(voice.quietMs(1000)).toBe(Infinity);
  for (let at = 1000; at < 1400; at += 20) expect(voice.hear(loud, at)).toBe(true);
  expect(voice.hear(silent, 1400)).toBe(false);
  expect(voice.quietMs(2000)).toBe(620);
  expect(voice.voicedMs).toBe(400);
});

it('counts across the pauses of a sentence, and anew after a second of quiet', () => {
  const voice = new CallerVoice();
  voice.hear(loud, 0);
  voice.hear(loud, 900);
  expect(voice.voicedMs).toBe(40);
  voice.hear(loud, 2000);
  expect(voice.voicedMs).toBe(20);
});
