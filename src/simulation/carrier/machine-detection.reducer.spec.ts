import { FRAME_MS } from '../../audio/frame.types.js';
import type { AnsweredBy } from './call-control.types.js';
import { reduceDetection, startDetection, type DetectionMode } from './machine-detection.reducer.js';

type Sound = ['voice' | 'silence' | 'tone', ms: number];

/** What is found in these sounds, and when; silence follows them for ever. */
function listenTo(mode: DetectionMode, ...sounds: Sound[]): { answeredBy: AnsweredBy; atMs: number } {
  const packets = sounds.flatMap(([sound, ms]) => Array.from({ length: ms / FRAME_MS }, () => sound));
  let state = startDetection();
  for (let index = 0; ; index++) {
    const sound = packets[index] ?? 'silence';
    const step = reduceDetection(mode, state, { voiced: sound !== 'silence', tone: sound === 'tone' });
    state = step.state;
    if (step.answeredBy !== null) return { answeredBy: step.answeredBy, atMs: state.elapsedMs };
  }
}

describe('reduceDetection', () => {
  it.each<[string, DetectionMode, Sound[], AnsweredBy, number]>([
    [
      'a short greeting, then silence',
      'Enable',
      [
        ['silence', 500],
        ['voice', 600],
      ],
      'human',
      2300,
    ],
    ['a short greeting where messages are waited for', 'DetectMessageEnd', [['voice', 600]], 'human', 1800],
    [
      'a greeting with a pause in it',
      'Enable',
      [
        ['voice', 1000],
        ['silence', 1000],
        ['voice', 1000],
      ],
      'machine_start',
      2420,
    ],
    ['a long greeting', 'Enable', [['voice', 9000]], 'machine_start', 2420],
    [
      'a beep behind a greeting',
      'DetectMessageEnd',
      [
        ['voice', 4000],
        ['silence', 1500],
        ['tone', 400],
      ],
      'machine_end_beep',
      5920,
    ],
    [
      'a beep behind a short greeting',
      'DetectMessageEnd',
      [
        ['voice', 1000],
        ['silence', 800],
        ['tone', 400],
      ],
      'machine_end_beep',
      2220,
    ],
    ['a machine that never beeps', 'DetectMessageEnd', [['voice', 4000]], 'machine_end_silence', 8000],
    ['a machine that never stops', 'DetectMessageEnd', [['voice', 60_000]], 'machine_end_other', 30_000],
    ['nothing at all', 'Enable', [], 'unknown', 5000],
    [
      'a click of a tone',
      'DetectMessageEnd',
      [
        ['voice', 600],
        ['tone', 100],
      ],
      'human',
      1800,
    ],
  ])('makes of %s (%s)', (_what, mode, sounds, answeredBy, atMs) => {
    expect(listenTo(mode, ...sounds)).toEqual({ answeredBy, atMs });
  });
});
