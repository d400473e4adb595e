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
    notes.begins(now(), 'Hi!');
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
    notes.begins(now(), 'Hi!');
    notes.finished(now());
    frames(25, false);
    agentSays('Yes?');
    expect(notes.latenciesMs).toEqual([520]);
  });

  it('measures nothing when the caller speaks again before the agent does', () => {
    const { notes, frames, agentSays, now } = notesOf();
    notes.finished(now());
    frames(25, false);
    notes.begins(now(), 'Hello?');
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

  it('measures how long the caller heard nothing from the answer, and from their last word, on', () => {
    const { notes, frames, agentSays, now } = notesOf();
    frames(40, false);
    agentSays('Hello.');
    expect(notes.longestSilenceMs).toBe(820);
    frames(200, false); // the caller thinks: nobody owes them anything
    notes.begins(now(), 'Hi!');
    notes.finished(now());
    frames(60, false);
    agentSays('Yes?');
    expect(notes.longestSilenceMs).toBe(1220);
  });

  it('counts the silence after a line broke off, or until the call ended', () => {
    const { notes, frames, agentSays } = notesOf();
    agentSays('One');
    notes.owed();
    frames(100, false);
    agentSays('Sorry.');
    expect(notes.longestSilenceMs).toBe(2020);
    notes.owed();
    frames(150, false);
    notes.close();
    expect(notes.longestSilenceMs).toBe(3000);
  });

  it('knows who is at the other end', () => {
    const { notes, told, agentSays } = notesOf();
    notes.partner = 'desk';
    agentSays('Front desk.');
    expect(told).toEqual([{ who: 'desk', text: 'Front desk.', atMs: 20 }]);
  });
});
