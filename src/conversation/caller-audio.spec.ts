import { ManualClock } from '../../test/support/manual-clock.js';
import { CallerAudio } from './caller-audio.js';

const SPOKEN = Buffer.alloc(160, 0x20);

function begin() {
  const clock = new ManualClock();
  const sent: string[] = [];
  const caller = new CallerAudio(clock);
  const media = caller.watched({
    sendAudio: (chunk) => sent.push(`audio ${chunk.length}`),
    sendMark: (name) => sent.push(`mark ${name}`),
    clear: () => sent.push('clear'),
    close: () => sent.push('close'),
  });
  return { clock, sent, caller, media };
}

it('hands everything on to the stream that it watches', () => {
  const { sent, media } = begin();
  media.sendAudio(Buffer.alloc(400));
  media.sendMark('t1.1');
  media.clear();
  media.close();
  expect(sent).toEqual(['audio 400', 'mark t1.1', 'clear', 'close']);
});

it('hands the caller’s frames on as they are, until the clinic wants them changed', () => {
  const { caller } = begin();
  expect(caller.heard(SPOKEN)).toBe(SPOKEN);
  caller.conditionAs({ gainDb: 0, noiseGate: false });
  expect(caller.heard(SPOKEN)).toBe(SPOKEN);
  caller.conditionAs({ gainDb: 6, noiseGate: false });
  expect(caller.heard(SPOKEN)).toEqual(Buffer.alloc(160, 0x10));
  expect(caller.tally()).toMatchObject({ peakDbfs: expect.closeTo(-12.3, 1) as number }); // as it came, not as it was made
});

it('knows that what was sent at once plays one after another, and that what was cleared does not', () => {
  const { clock, caller, media } = begin();
  for (let i = 0; i < 30; i++) media.sendAudio(Buffer.alloc(8000, 0x20));
  expect(caller.tally().streamMs).toBe(29_000); // from the first chunk's beginning to the last's
  clock.advance(1000);
  media.clear();
  clock.advance(1000);
  media.sendAudio(SPOKEN);
  for (let i = 0; i < 500; i++) {
    clock.advance(20);
    caller.heard(SPOKEN);
  }
  expect(caller.tally().echo.windows).toBe(0);
});
