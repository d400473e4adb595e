import { ManualClock } from '../../../test/support/manual-clock.js';
import { PlayingEstimate } from './playing-estimate.js';

describe('what is being played, by our reckoning', () => {
  let clock: ManualClock;
  let story: string[];
  let playing: PlayingEstimate;
  beforeEach(() => {
    clock = new ManualClock();
    story = [];
    playing = new PlayingEstimate(clock, {
      onBegan: () => story.push('began'),
      onFellSilent: () => story.push('silent'),
    });
  });

  it('lasts as long as all that was sent', () => {
    playing.sent(800);
    playing.sent(1600);
    clock.advance(299);
    expect(story).toEqual(['began']);
    clock.advance(1);
    expect(story).toEqual(['began', 'silent']);
    expect(playing.isPlaying).toBe(false);
  });

  it('begins anew with what comes after a pause', () => {
    playing.sent(800);
    clock.advance(5_000);
    playing.sent(800);
    clock.advance(99);
    expect(story).toEqual(['began', 'silent', 'began']);
    clock.advance(1);
    expect(story.at(-1)).toBe('silent');
  });

  it('ends at once when it is cut, and says so once', () => {
    playing.sent(8_000);
    playing.cut();
    playing.cut();
    expect(story).toEqual(['began', 'silent']);
    expect(clock.pendingTimers).toBe(0);
    playing.sent(80);
    clock.advance(10);
    expect(story).toEqual(['began', 'silent', 'began', 'silent']);
  });

  it('is told no more when it is stopped', () => {
    playing.sent(800);
    playing.stop();
    clock.advance(1_000);
    expect(story).toEqual(['began']);
  });
});
