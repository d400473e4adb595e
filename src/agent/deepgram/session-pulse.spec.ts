import { ManualClock } from '../../../test/support/manual-clock.js';
import { SessionPulse } from './session-pulse.js';

function start() {
  const clock = new ManualClock();
  const done = { keepAlive: 0, ping: 0, lost: 0 };
  const pulse = new SessionPulse(clock, {
    keepAlive: () => void done.keepAlive++,
    ping: () => void done.ping++,
    lost: () => void done.lost++,
  });
  return { clock, done, pulse };
}

describe('the pulse of a session', () => {
  it('sends a KeepAlive after 5 s without audio and every 5 s from then on', () => {
    const { clock, done } = start();
    clock.advance(4_999);
    expect(done.keepAlive).toBe(0);
    clock.advance(1);
    expect(done.keepAlive).toBe(1);
    clock.advance(10_000);
    expect(done.keepAlive).toBe(3);
  });

  it('counts the 5 s from the last audio', () => {
    const { clock, done, pulse } = start();
    clock.advance(4_000);
    pulse.audioSent();
    clock.advance(4_999);
    expect(done.keepAlive).toBe(0);
    clock.advance(1);
    expect(done.keepAlive).toBe(1);
  });

  it('starts one timer per idle check, not one per frame', () => {
    const { clock, pulse } = start();
    const timers = clock.pendingTimers;
    for (let frame = 0; frame < 100; frame += 1) pulse.audioSent();
    expect(clock.pendingTimers).toBe(timers);
  });

  it('pings at once and every second, so that a peer shows early whether it answers', () => {
    const { clock, done } = start();
    expect(done.ping).toBe(1);
    clock.advance(3_000);
    expect(done.ping).toBe(4);
  });

  it('reports the peer as lost, once, after two pings without any sign of life', () => {
    const { clock, done, pulse } = start();
    pulse.ponged();
    clock.advance(2_999);
    expect(done.lost).toBe(0);
    clock.advance(1);
    expect(done.lost).toBe(1);
    clock.advance(60_000);
    expect(done).toMatchObject({ lost: 1, ping: 3 });
    expect(clock.pendingTimers).toBe(0);
  });

  it('takes any frame for a sign of life', () => {
    const { clock, done, pulse } = start();
    pulse.ponged();
    for (let frame = 0; frame < 10; frame += 1) {
      clock.advance(2_000);
      pulse.heard();
    }
    expect(done.lost).toBe(0);
  });

  it('does not judge a peer that has never answered a ping', () => {
    const { clock, done } = start();
    clock.advance(60_000);
    expect(done.lost).toBe(0);
  });

  describe('asked to prove that the peer is there', () => {
    it('reports it as lost 600 ms later', () => {
      const { clock, done, pulse } = start();
      pulse.ponged();
      clock.advance(100);
      pulse.prove();
      expect(done.ping).toBe(2);
      clock.advance(599);
      expect(done.lost).toBe(0);
      clock.advance(1);
      expect(done.lost).toBe(1);
      expect(clock.pendingTimers).toBe(0);
    });

    it('takes any frame for the proof, and asks one question at a time', () => {
      const { clock, done, pulse } = start();
      pulse.ponged();
      pulse.prove();
      clock.advance(500);
      pulse.heard();
      pulse.prove();
      clock.advance(500);
      pulse.prove();
      clock.advance(500);
      expect(done.lost).toBe(0);
      clock.advance(100);
      expect(done.lost).toBe(1);
    });

    it('asks again when its own process was held up meanwhile', () => {
      const { clock, done, pulse } = start();
      pulse.ponged();
      pulse.prove();
      clock.stall(900);
      expect(done.lost).toBe(0);
      pulse.ponged();
      clock.advance(600);
      expect(done.lost).toBe(0);
    });

    it('does not judge a peer that has never answered a ping', () => {
      const { clock, done, pulse } = start();
      pulse.prove();
      clock.advance(5_000);
      expect(done.lost).toBe(0);
    });
  });

  it('leaves no timer when it is stopped', () => {
    const { clock, done, pulse } = start();
    clock.advance(7_000);
    pulse.stop();
    expect(clock.pendingTimers).toBe(0);
    clock.advance(60_000);
    expect(done).toMatchObject({ keepAlive: 1, lost: 0 });
  });
});
