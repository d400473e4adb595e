import { ManualClock } from '../../../test/support/manual-clock.js';
import { FRAME_BYTES, SILENCE_BYTE } from '../../audio/frame.types.js';
import type { LineFrame } from './carrier.types.js';
import { FrameTicker } from './frame-ticker.js';
import { PhoneLine } from './phone-line.js';

function openLine() {
  const clock = new ManualClock();
  const frames: LineFrame[] = [];
  const line = new PhoneLine(new FrameTicker(clock), (frame) => frames.push(frame));
  const sent: { audio: Buffer; dueMs: number }[] = [];
  const marks: string[] = [];
  const startMs = clock.nowMs();
  line.attach({
    onAudio: (audio, dueMs) => sent.push({ audio, dueMs: dueMs - startMs }),
    onMarkReached: (name) => marks.push(name),
  });
  const heard = () => Buffer.concat(frames.map((frame) => frame.heard));
  return { clock, line, frames, sent, marks, heard };
}

const isSilent = (audio: Buffer) => audio.every((byte) => byte === SILENCE_BYTE);

describe('PhoneLine', () => {
  it('hands over 20 ms of the caller every 20 ms, silence included', () => {
    const { clock, sent } = openLine();
    clock.advance(1000);
    expect(sent.map(({ dueMs }) => dueMs)).toEqual(Array.from({ length: 50 }, (_, index) => 20 * (index + 1)));
    expect(sent.every(({ audio }) => audio.length === FRAME_BYTES && isSilent(audio))).toBe(true);
  });

  it('carries what the caller says byte for byte, and tells when the last of it has gone out', () => {
    const { clock, line, sent } = openLine();
    const first = Buffer.alloc(250, 1);
    const second = Buffer.alloc(100, 2);
    const spoken: string[] = [];
    line.speak(first, () => spoken.push('first'));
    line.speak(second, () => spoken.push('second'));
    clock.advance(40);
    expect(spoken).toEqual(['first']);
    clock.advance(20);
    expect(spoken).toEqual(['first', 'second']);
    const audible = Buffer.concat(sent.map(({ audio }) => audio)).subarray(0, 350);
    expect(audible.equals(Buffer.concat([first, second]))).toBe(true);
    expect(isSilent(sent[2]!.audio.subarray(30))).toBe(true);
  });

  it('plays audio that comes between two packets from that millisecond on', () => {
    const { clock, line, heard } = openLine();
    clock.advance(25);
    line.play(Buffer.alloc(80, 7));
    clock.advance(35);
    expect([...heard().entries()].flatMap(([at, byte]) => (byte === 7 ? [at] : []))).toEqual(
      Array.from({ length: 80 }, (_, index) => 200 + index),
    );
  });

  it('cuts at the millisecond of the clear and plays nothing of what was queued', () => {
    const { clock, line, marks, heard } = openLine();
    line.play(Buffer.alloc(1000 * 8, 7));
    line.mark('end');
    clock.advance(333);
    line.clear();
    expect(marks).toEqual(['end']);
    clock.advance(667);
    expect(heard().lastIndexOf(7)).toBe(333 * 8 - 1);
    expect(heard()).toHaveLength(1000 * 8);
  });

  it('sends nothing back to an end that has left', () => {
    const { clock, line, marks, sent } = openLine();
    line.play(Buffer.alloc(800, 7));
    line.mark('end');
    line.detach();
    clock.advance(200);
    expect(marks).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('gives every frame its full length, however messages fall between the packets', () => {
    const { clock, line, frames } = openLine();
    for (let elapsedMs = 0; elapsedMs < 2000; elapsedMs += 7) {
      line.play(Buffer.alloc(31, 7));
      if (elapsedMs % 5 === 0) line.mark(`${elapsedMs}`);
      clock.advance(7);
    }
    expect(frames.length).toBeGreaterThan(90);
    expect(frames.every(({ heard, spoken }) => heard.length === FRAME_BYTES && spoken.length === FRAME_BYTES)).toBe(
      true,
    );
  });

  it('leaves no timer behind', () => {
    const { clock, line } = openLine();
    clock.advance(100);
    line.close();
    expect(clock.pendingTimers).toBe(0);
  });
});
