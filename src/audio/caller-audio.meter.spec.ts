import { addTallies, healthOf } from './audio-health.policy.js';
import { CallerAudioHealth } from './caller-audio.meter.js';
import { FRAME_BYTES, FRAME_MS, SILENCE_BYTE } from './frame.types.js';
import { encodeUlaw } from './g711.codec.js';

const BEGIN_MS = 1_000_000;
const SILENCE = Buffer.alloc(FRAME_BYTES, SILENCE_BYTE);

/** A frame of a square wave: its level is its amplitude. */
const square = (dbfs: number): Buffer =>
  encodeUlaw(Int16Array.from({ length: FRAME_BYTES }, (_, i) => (i % 8 < 4 ? 1 : -1) * 32_767 * 10 ** (dbfs / 20)));

/** So many frames of each, one every 20 ms. */
function callOf(...parts: [frame: Buffer, frames: number][]): CallerAudioHealth {
  const health = new CallerAudioHealth();
  let atMs = BEGIN_MS;
  for (const [frame, frames] of parts) {
    for (let i = 0; i < frames; i++) health.callerFrame(frame, (atMs += FRAME_MS));
  }
  return health;
}

describe('the caller’s side of a call', () => {
  it('is measured: speech, noise, peak and silence', () => {
    const report = callOf([square(-60), 300], [square(-20), 100]).report();
    expect(report).toEqual({
      issues: [],
      ...{ callerMs: 8000, speechMs: 2000, speechDbfs: -20, noiseDbfs: -60, peakDbfs: -20 },
      ...{ clippedPerMille: 0, silencePerMille: 750, missingMs: 0, stalls: 0, echoLagMs: null },
    });
  });

  it('is the same for frames of any length', () => {
    const audio = Buffer.concat([...Array<Buffer>(200).fill(SILENCE), ...Array<Buffer>(100).fill(square(-20))]);
    const odd = new CallerAudioHealth();
    for (let from = 0; from < audio.length; from += 123) {
      odd.callerFrame(audio.subarray(from, from + 123), BEGIN_MS + from / 8 + 15);
    }
    const { speechMs, speechDbfs, noiseDbfs, callerMs } = odd.report();
    expect([speechMs, speechDbfs, noiseDbfs, callerMs]).toEqual([2000, -20, -80, 6000]);
  });

  it.each<[string, [Buffer, number][], string[]]>([
    [
      'a good line',
      [
        [square(-65), 300],
        [square(-22), 150],
      ],
      [],
    ],
    [
      'a caller far from the telephone',
      [
        [square(-75), 300],
        [square(-42), 150],
      ],
      ['too_quiet'],
    ],
    [
      'a caller who shouts into it',
      [
        [square(-60), 300],
        [square(0), 150],
      ],
      ['clipping'],
    ],
    [
      'a car',
      [
        [square(-35), 300],
        [square(-15), 150],
      ],
      ['noisy'],
    ],
    [
      'a voice that hardly rises above the noise',
      [
        [square(-40), 300],
        [square(-28), 150],
      ],
      ['noisy'],
    ],
    ['a muted line', [[SILENCE, 600]], ['one_way']],
    ['a muted line with comfort noise', [[square(-55), 600]], ['one_way']],
    [
      'a click',
      [
        [SILENCE, 600],
        [square(-10), 3],
      ],
      ['one_way'],
    ],
    ['a call that was over at once', [[SILENCE, 100]], []],
  ])('tells %s', (_, parts, issues) => {
    expect(callOf(...parts).report().issues).toEqual(issues);
  });

  it('is no side at all when nothing comes while the agent speaks', () => {
    const health = new CallerAudioHealth();
    for (let i = 0; i < 100; i++) health.agentAudio(square(-20), BEGIN_MS + i * 20);
    expect(health.report().issues).toEqual([]);
    for (let i = 100; i < 600; i++) health.agentAudio(square(-20), BEGIN_MS + i * 20);
    expect(health.report()).toMatchObject({ issues: ['one_way'], callerMs: 0, noiseDbfs: null, peakDbfs: null });
  });

  it('shows what never came, and not what came late', () => {
    const lost = new CallerAudioHealth();
    const late = new CallerAudioHealth();
    for (let i = 1; i <= 200; i++) {
      if (i < 50 || i > 75) lost.callerFrame(SILENCE, BEGIN_MS + i * 20);
      late.callerFrame(SILENCE, BEGIN_MS + (i > 50 && i < 75 ? 75 : i) * 20);
    }
    expect(lost.report()).toMatchObject({ missingMs: 520, stalls: 1 });
    expect(late.report()).toMatchObject({ missingMs: 0, stalls: 1 });
  });
});

describe('two streams of one call', () => {
  it('add up', () => {
    const quiet = callOf([SILENCE, 300]).tally();
    const spoken = callOf([SILENCE, 100], [square(-20), 100]).tally();
    const both = addTallies(quiet, spoken);
    expect(both).toEqual(addTallies(spoken, quiet));
    expect(healthOf(both)).toMatchObject({
      callerMs: 10_000,
      speechMs: 2000,
      speechDbfs: -20,
      peakDbfs: -20,
      issues: [],
    });
    expect(healthOf(JSON.parse(JSON.stringify(both)) as typeof both)).toEqual(healthOf(both));
  });

  it('have the echo of both, with the delay of the one that has more', () => {
    const none = callOf().tally();
    const some = { ...none, echo: { windows: 4, echoing: 1, lagMs: 100 } };
    const more = { ...none, echo: { windows: 3, echoing: 2, lagMs: 240 } };
    expect(addTallies(some, more).echo).toEqual({ windows: 7, echoing: 3, lagMs: 240 });
    expect(addTallies(more, some).echo).toEqual({ windows: 7, echoing: 3, lagMs: 240 });
    expect(healthOf(some).issues).toEqual([]);
    expect(healthOf(more)).toMatchObject({ issues: ['echo'], echoLagMs: 240 });
  });
});
