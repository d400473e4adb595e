import { levelOf } from '../../audio/audio-level.codec.js';
import { CallerAudioConditioner } from '../../audio/caller-audio.conditioner.js';
import { CallerAudioHealth } from '../../audio/caller-audio.meter.js';
import { FRAME_BYTES, FRAME_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import { encodeUlaw, linearOf } from '../../audio/g711.codec.js';
import { createSpeech } from './speech.service.js';
import type { VoiceName } from './speech.types.js';

// What the product measures and does on lines that are not good, tried with speech: tones have no pauses and no syllables.

const speech = createSpeech();
afterAll(() => speech.close());

type Sound = Float64Array;
const CALL_MS = 16_000;
const SAMPLES = CALL_MS * 8;
const BEGIN_MS = 1_000_000;

const AGENT = [
  'Thank you for calling Bright Smile Dental. How can I help you today?',
  'I have Tuesday at nine thirty in the morning with Doctor Patel, or Wednesday at two. Which one suits you better?',
  'Your appointment is booked for Tuesday at nine thirty. Is there anything else that I can do for you?',
];
const CALLER = [
  'Hello, I would like to book a cleaning for next week, please, if you have anything in the morning.',
  'No wait, sorry, I meant Wednesday, because on Tuesday I have to take my daughter to school and then to work.',
];

/** Line after line, over and over. */
async function talk(voice: VoiceName, lines: readonly string[], startMs: number, pauseMs: number): Promise<Sound> {
  const sound = new Float64Array(SAMPLES);
  let at = startMs * 8;
  for (let i = 0; at < SAMPLES; i++) {
    const { audio } = await speech.render(voice, lines[i % lines.length] ?? '');
    audio.forEach((code, place) => (sound[at + place] = linearOf(code)));
    at += audio.length + pauseMs * 8;
  }
  return sound;
}

/** Evenly spread, so that its RMS is 1/√3 of its peak. */
function noise(dbfs: number, samples = SAMPLES): Sound {
  let state = 1;
  return Float64Array.from({ length: samples }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * Math.sqrt(3) * 32_768 * 10 ** (dbfs / 20);
  });
}

const echoOf = (sound: Sound, lagMs: number, gainDb: number): Sound =>
  sound.map((_, i) => (sound[i - lagMs * 8] ?? 0) * 10 ** (gainDb / 20));

function mixed(first: Sound, ...others: Sound[]): Buffer {
  const sum = Float64Array.from(first);
  for (const other of others) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (other[i] ?? 0);
  return encodeUlaw(Int16Array.from(sum, (sample) => Math.max(-32_768, Math.min(32_767, sample))));
}

const inFrames = (audio: Buffer): Buffer[] =>
  Array.from({ length: Math.floor(audio.length / FRAME_BYTES) }, (_, i) =>
    audio.subarray(i * FRAME_BYTES, (i + 1) * FRAME_BYTES),
  );

/** The agent's audio is handed over a second ahead of its time, in chunks of its own; the caller's comes as it is spoken. */
function hearing(agent: Buffer, caller: Buffer): CallerAudioHealth {
  const health = new CallerAudioHealth();
  let sent = 0;
  inFrames(caller).forEach((frame, i) => {
    for (; sent < agent.length && sent < (i + 50) * FRAME_BYTES; sent += 500) {
      health.agentAudio(agent.subarray(sent, sent + 500), BEGIN_MS + sent / 8);
    }
    health.callerFrame(frame, BEGIN_MS + (i + 1) * FRAME_MS);
  });
  return health;
}

describe('an echo of the agent', () => {
  it.each([70, 250, 590])('is noticed at -20 dB, %d ms late', async (lagMs) => {
    const agent = await talk('slt', AGENT, 100, 1500);
    const report = hearing(mixed(agent), mixed(echoOf(agent, lagMs, -20), noise(-60))).report();
    expect(report.issues).toContain('echo');
    expect(Math.abs((report.echoLagMs ?? 0) - lagMs)).toBeLessThanOrEqual(20);
  });

  it('is noticed under a caller who takes their turns', async () => {
    const agent = await talk('slt', AGENT, 100, 6000);
    const caller = await talk('rms', CALLER, 6500, 5500);
    const report = hearing(mixed(agent), mixed(echoOf(agent, 180, -20), caller, noise(-60))).report();
    expect(report.issues).toEqual(['echo']);
  });

  it('is noticed after a stretch of the caller’s audio was lost', async () => {
    const agent = await talk('slt', AGENT, 100, 1500);
    const health = new CallerAudioHealth();
    const frames = inFrames(mixed(echoOf(agent, 200, -20), noise(-60)));
    inFrames(mixed(agent)).forEach((frame, i) => {
      health.agentAudio(frame, BEGIN_MS + i * FRAME_MS);
      if (i < 300 || i > 340) health.callerFrame(frames[i] as Buffer, BEGIN_MS + (i + 1) * FRAME_MS);
    });
    expect(health.report()).toMatchObject({ echoLagMs: 200, missingMs: 820 });
    expect(health.tally().echo.echoing).toBeGreaterThan(4);
  });

  it.each<VoiceName>(['rms', 'slt'])('is not what a caller says meanwhile (%s)', async (voice) => {
    const agent = await talk('slt', AGENT, 100, 1500);
    for (const startMs of [0, 1200]) {
      const report = hearing(mixed(agent), mixed(await talk(voice, CALLER, startMs, 700), noise(-60))).report();
      expect(report.issues).toEqual([]);
    }
  });

  it('is not a caller who says the same words a little later', async () => {
    const agent = await talk('slt', AGENT, 100, 1700);
    const caller = await talk('rms', AGENT, 2900, 1700);
    expect(hearing(mixed(agent), mixed(caller, noise(-60))).report().issues).toEqual([]);
  });

  it('is not of words that were cleared before they were played', async () => {
    const agent = await talk('slt', AGENT, 100, 1500);
    const health = new CallerAudioHealth();
    const said = mixed(agent);
    health.agentAudio(said, BEGIN_MS);
    health.agentCut(BEGIN_MS);
    for (const [i, frame] of inFrames(mixed(echoOf(agent, 200, -20))).entries()) {
      health.callerFrame(frame, BEGIN_MS + (i + 1) * FRAME_MS);
    }
    expect(health.tally().echo).toEqual({ windows: 0, echoing: 0, lagMs: null });
  });
});

describe('speech through the noise gate', () => {
  const SENTENCES = ['Yes.', ...CALLER];
  const isSilent = (audio: Buffer): boolean => audio.every((code) => code === SILENCE_BYTE);

  it.each([-60, -45])('is whole over noise of %d dBFS, and the noise is gone', async (noiseDbfs) => {
    for (const sentence of SENTENCES) {
      const { audio } = await speech.render('rms', sentence);
      const clean = Buffer.concat([Buffer.alloc(64_000, SILENCE_BYTE), audio, Buffer.alloc(16_000, SILENCE_BYTE)]);
      const gate = new CallerAudioConditioner({ gainDb: 0, noiseGate: true });
      const noisy = mixed(Float64Array.from(clean, linearOf), noise(noiseDbfs, clean.length));
      const out = inFrames(noisy).map((frame) => gate.condition(frame));

      const lost = inFrames(clean)
        .map(levelOf)
        .filter((dbfs, i) => dbfs > Math.max(-50, noiseDbfs + 10) && isSilent(out[i] as Buffer));
      expect(lost).toEqual([]);
      expect([...out.slice(250, 400), ...out.slice(-50)].every(isSilent)).toBe(true);
    }
  });

  it.each([-12, -6, 6, 12])('has its level moved by a gain of %d dB, where there is room', async (gainDb) => {
    const { audio } = await speech.render('rms', CALLER.join(' '));
    const gain = new CallerAudioConditioner({ gainDb, noiseGate: false });
    const levels = inFrames(audio).map((frame) => ({ before: levelOf(frame), after: levelOf(gain.condition(frame)) }));
    // Fainter, the steps of µ-law are coarse; louder, peaks are cut at full scale.
    const moved = levels
      .filter(({ before }) => before > -50 && before < -24)
      .map(({ before, after }) => after - before);
    expect(moved.length).toBeGreaterThan(50);
    for (const db of moved) expect(Math.abs(db - gainDb)).toBeLessThan(1);
  });
});
