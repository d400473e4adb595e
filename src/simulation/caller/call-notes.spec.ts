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

  it.each([
    ['fell silent in the middle of a sentence', 'I have Monday at', 3020],
    ['said that it would be back', 'One moment, please.', 3020],
    ['asked something, and nobody answered', 'Which one would you like?', 0],
  ])('counts a silence of the agent who %s', (_, words, ms) => {
    const { notes, frames, agentSays, now } = notesOf();
    notes.begins(now(), 'Hi!');
    notes.finished(now());
    agentSays(words);
    frames(150, false);
    agentSays('Sorry.');
    expect(notes.longestSilenceMs).toBe(Math.max(ms, 20));
  });

  it('counts no pauses of a ringing tone', () => {
    const { notes, frames, agentSays } = notesOf();
    agentSays('One moment, please.');
    frames(30, false);
    for (const _ring of [1, 2]) {
      frames(100, true);
      frames(200, false);
    }
    frames(1, true);
    expect(notes.longestSilenceMs).toBe(620);
    expect(notes.silences).toHaveLength(2);
  });

  it('does not count that this end thinks before it speaks, unless half a sentence is all that it heard', () => {
    const { notes, frames, agentSays, now } = notesOf();
    notes.begins(now(), 'Hi!');
    notes.finished(now());
    agentSays('Please tell me more.');
    frames(150, false);
    notes.begins(now(), 'Well.');
    expect(notes.longestSilenceMs).toBe(20);
    notes.finished(now());
    agentSays('Please tell me');
    frames(100, false);
    notes.begins(now(), 'Hello?');
    expect(notes.longestSilenceMs).toBe(2000);
  });

  it('knows of every silence of more than a second where it began and what was said before it', () => {
    const { notes, frames, agentSays, now } = notesOf();
    frames(60, false);
    agentSays('One moment, please.');
    frames(40, false);
    agentSays('Still there?');
    frames(80, false);
    notes.begins(now(), 'Yes.');
    frames(100, false); // while this end speaks
    notes.finished(now());
    frames(55, false);
    notes.close();
    expect(notes.silences).toEqual([
      { atMs: 0, ms: 1220, after: null },
      { atMs: 3000, ms: 1600, after: 'Still there?' },
      { atMs: 6600, ms: 1100, after: 'Yes.' },
    ]);
  });

  it('knows who is at the other end', () => {
    const { notes, told, agentSays } = notesOf();
    notes.partner = 'desk';
    agentSays('Front desk.');
    expect(told).toEqual([{ who: 'desk', text: 'Front desk.', atMs: 20 }]);
  });
});
