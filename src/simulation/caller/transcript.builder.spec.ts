import { coloured, plain, transcriptLine } from './transcript.builder.js';
import type { CallProgress } from './caller.types.js';

const lineOf = (progress: CallProgress, atMs = 0) => transcriptLine(progress, atMs, plain);

describe('a line of the transcript', () => {
  it('says when, who and what', () => {
    const remark = { who: 'agent', text: 'How can I help you?', atMs: 61_000 } as const;
    expect(lineOf({ type: 'said', remark }, 61_940)).toBe(' 1:01.9  agent   How can I help you?');
  });

  it('says which tool ran, how it went and how long it took', () => {
    const tool = { type: 'tool', name: 'find_slots', status: 'succeeded', durationMs: 41 } as const;
    expect(lineOf(tool)).toBe(' 0:00.0  tool    find_slots: succeeded, 41 ms');
  });

  it('shows what the desk is told, and what is texted', () => {
    expect(lineOf({ type: 'whispered', text: 'A call from Maria.' })).toBe(' 0:00.0  > desk  A call from Maria.');
    expect(lineOf({ type: 'texted', text: 'See you.' })).toBe(' 0:00.0  text    See you.');
  });

  it('shows where the agent was cut', () => {
    const text = 'One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';
    expect(lineOf({ type: 'cut_short', heard: 'One two three four five six seven eight', text })).toContain(
      'heard up to "three four five six seven eight", not heard: "nine ten eleven twelve thirteen fourteen …"',
    );
    expect(lineOf({ type: 'cut_short', heard: '', text: 'Hello.' })).toContain('nothing heard, not heard: "Hello."');
  });

  it('leaves out what a reader need not see', () => {
    expect(lineOf({ type: 'carrier', event: { type: 'document_fetched', url: '/voice' } })).toBeNull();
  });

  it('says who hung up', () => {
    const ending = { status: 'completed', by: 'caller', durationMs: 9000 } as const;
    expect(lineOf({ type: 'carrier', event: { type: 'ended', ending } })).toContain('the caller hung up after 0:09.0');
  });

  it('has escape sequences only when they are asked for', () => {
    const remark = { who: 'caller', text: 'Hi.', atMs: 0 } as const;
    expect(lineOf({ type: 'said', remark })).not.toContain('\u001b');
    expect(transcriptLine({ type: 'said', remark }, 0, coloured)).toContain('\u001b[33mHi.\u001b[0m');
  });
});
