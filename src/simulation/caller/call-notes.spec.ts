import { CallNotes } from './call-notes.js';
import type { Remark } from './caller.types.js';

function notesOf() {
  const told: Remark[] = [];
  const notes = new CallNotes((remark) => told.push(remark));
  let nowMs = 0;
  const frames = (count: number, voice: boolean, words: string[] = []) => {
    for (let frame = 1; frame <= count; frame++) {
      nowMs += 20;
      notes.hear(nowMs, voice, frame === count ? words : []);
    }
  };
  /** A word takes 200 ms. */
  const agentSays = (text: string) => text.split(' ').forEach((word) => frames(10, true, [word]));
  return { notes, told, frames, agentSays, now: () => nowMs };
}

describe('CallNotes', () => {
  it('puts words together to sentences, each with the time at which its voice set in', () => {
    const { told, frames, agentSays } = notesOf();
    frames(50, false);
    agentSays('Hello there. How can I help?');
    expect(told).toEqual([
      { who: 'agent', text: 'Hello there.', atMs: 1020 },
      { who: 'agent', text: 'How can I help?', atMs: 1420 },
    ]);
  });

  it('ends a sentence that stays without a full stop when a pause follows', () => {
    const { told, frames, agentSays } = notesOf();
    agentSays('Thank you for');
    frames(20, false);
    expect(told).toEqual([]);
    frames(20, false);
    expect(told.map(({ text }) => text)).toEqual(['Thank you for']);
  });

  it('ends it also when the caller begins, so that the remarks stay in order', () => {
    const { notes, told, agentSays, now } = notesOf();
    agentSays('Thank you for');
    notes.callerBegins(now(), 'Hi!');
    expect(told.map(({ who, text }) => `${who}: ${text}`)).toEqual(['agent: Thank you for', 'caller: Hi!']);
  });

  it('ends it when the call ends', () => {
    const { notes, told, agentSays } = notesOf();
    agentSays('Thank you');
    notes.close();
    expect(told).toHaveLength(1);
  });

  it('measures from the last word of the caller to the first sound of the agent', () => {
    const { notes, frames, agentSays, now } = notesOf();
    notes.callerBegins(now(), 'Hi!');
    notes.callerFinished(now());
    frames(25, false);
    agentSays('Yes?');
    expect(notes.latenciesMs).toEqual([520]);
  });

  it('measures nothing when the caller speaks again before the agent does', () => {
    const { notes, frames, agentSays, now } = notesOf();
    notes.callerFinished(now());
    frames(25, false);
    notes.callerBegins(now(), 'Hello?');
    agentSays('Yes?');
    expect(notes.latenciesMs).toEqual([]);
  });

  it('knows a voice without words from words, and words from what could not be made out', () => {
    const { notes, frames } = notesOf();
    frames(50, true);
    expect(notes).toMatchObject({ understoodAnything: false, voiceMs: 1000, garbled: 0 });
    frames(10, true, ['…']);
    frames(40, false);
    expect(notes).toMatchObject({ understoodAnything: false, garbled: 1 });
    frames(10, true, ['Hello.']);
    expect(notes.understoodAnything).toBe(true);
  });
});
