import { hasUnsaid, isSaying, reduceSaying, SILENT, type SayingSignal } from './saying.reducer.js';

/** What is done on the last of these, after the others. */
function after(...signals: SayingSignal[]) {
  return signals.reduce((last, signal) => reduceSaying(last.saying, signal), reduceSaying(SILENT, { type: 'cut' }));
}

const open: SayingSignal = { type: 'part_opened', reply: 1 };
const piece = (text: string): SayingSignal => ({ type: 'piece', text });
const line = (text: string): SayingSignal => ({ type: 'line', text, remember: false });
const audible = (utterance: number): SayingSignal => ({ type: 'audible', utterance });
const spoken = (utterance: number): SayingSignal => ({ type: 'spoken', utterance });
const ended: SayingSignal = { type: 'part_ended', isLast: true };
const speak = (utterance: number, text: string) => ({ type: 'speak', utterance, text, remember: false });

describe('what is said in which order', () => {
  it('gives the first piece of a reply to the voice at once, and tells it when it is heard', () => {
    expect(after(open, piece('Hello.')).acts).toEqual([speak(1, 'Hello.')]);
    expect(after(open, piece('Hello.'), audible(1)).acts).toEqual([{ type: 'tell_said', text: 'Hello.', reply: 1 }]);
    expect(after(open, piece('Hello.'), audible(1), audible(1)).acts).toEqual([]);
  });

  it('joins what has come while the voice was busy', () => {
    const busy = [open, piece('One.'), piece('Two.'), piece('Three.')];
    expect(after(...busy).acts).toEqual([]);
    expect(after(...busy, spoken(1)).acts).toEqual([speak(2, 'Two. Three.')]);
  });

  it('joins no more than a lost stream may cost', () => {
    const long = `${'word '.repeat(30)}end.`;
    expect(after(open, piece('One.'), piece(long), piece(long), spoken(1)).acts).toEqual([speak(2, long)]);
  });

  it('tells the end of a reply when its last audio has come', () => {
    expect(after(open, piece('One.'), ended).acts).toEqual([]);
    expect(after(open, piece('One.'), ended, spoken(1)).acts).toEqual([{ type: 'tell_whole' }]);
    expect(after(open, piece('One.'), spoken(1), ended).acts).toEqual([{ type: 'tell_whole' }]);
  });

  it('tells the end of a reply without a word, and nothing of a round that only asks for tools', () => {
    expect(after(open, ended).acts).toEqual([{ type: 'tell_whole' }]);
    expect(after(open, { type: 'part_ended', isLast: false }).acts).toEqual([]);
    expect(after(open, piece('A moment.'), { type: 'part_ended', isLast: false }, spoken(1)).acts).toEqual([
      { type: 'tell_whole' },
    ]);
  });

  it('says a line at once when nothing else is said', () => {
    expect(after(line('Are you there?')).acts).toEqual([speak(1, 'Are you there?')]);
    expect(after(line('Are you there?'), audible(1)).acts).toEqual([
      { type: 'tell_said', text: 'Are you there?', reply: null },
    ]);
    expect(after(line('Are you there?'), spoken(1)).acts).toEqual([{ type: 'tell_whole' }]);
  });

  it('keeps a line behind the reply that is going on', () => {
    const waits = [open, line('By the way.'), piece('One.'), spoken(1)];
    expect(after(...waits).acts).toEqual([]);
    expect(after(...waits, ended).acts).toEqual([{ type: 'tell_whole' }, speak(2, 'By the way.')]);
  });

  it('says a line while a tool runs, and the rest of the reply behind it', () => {
    const tool: SayingSignal = { type: 'part_ended', isLast: false };
    const filler = [open, tool, line('One moment.'), open, piece('Tuesday.')];
    expect(after(...filler.slice(0, 3)).acts).toEqual([speak(1, 'One moment.')]);
    expect(after(...filler, spoken(1)).acts).toEqual([{ type: 'tell_whole' }, speak(2, 'Tuesday.')]);
  });

  it('never joins a line with anything', () => {
    const all = [line('One.'), line('Two.'), open, piece('Three.')];
    expect(after(...all, spoken(1)).acts).toEqual([{ type: 'tell_whole' }, speak(2, 'Two.')]);
    expect(after(...all, spoken(1), spoken(2)).acts).toEqual([{ type: 'tell_whole' }, speak(3, 'Three.')]);
  });

  it('ends a part that nobody ended when the next one begins', () => {
    const next: SayingSignal = { type: 'part_opened', reply: 2 };
    const both = [open, piece('One.'), line('By the way.'), next, piece('Two.')];
    expect(after(...both, spoken(1)).acts).toEqual([{ type: 'tell_whole' }, speak(2, 'By the way.')]);
    expect(after(...both, spoken(1), spoken(2), audible(3)).acts).toEqual([
      { type: 'tell_said', text: 'Two.', reply: 2 },
    ]);
  });

  it('forgets all when it is cut, and takes no more pieces of what was cut', () => {
    const cut = [open, piece('One.'), piece('Two.'), line('Three.'), { type: 'cut' } as const];
    expect(isSaying(after(...cut).saying)).toBe(false);
    expect(after(...cut, audible(1)).acts).toEqual([]);
    expect(after(...cut, spoken(1)).acts).toEqual([]);
    expect(after(...cut, piece('Four.')).acts).toEqual([]);
    expect(after(...cut, ended).acts).toEqual([]);
    expect(after(...cut, line('Five.')).acts).toEqual([speak(2, 'Five.')]);
  });

  it('knows what of a reply nobody has begun to hear', () => {
    const unsaid = (...signals: SayingSignal[]) => hasUnsaid(after(...signals).saying, 1);
    expect(unsaid(open)).toBe(false);
    expect(unsaid(open, piece('One.'))).toBe(true);
    expect(unsaid(open, piece('One.'), audible(1))).toBe(false);
    expect(unsaid(open, piece('One.'), audible(1), piece('Two.'))).toBe(true);
    expect(unsaid(line('Three.'))).toBe(false);
  });
});
