import fc from 'fast-check';
import { reduceSaying, SILENT, type Saying, type SayingAct, type SayingSignal } from './saying.reducer.js';

type Step = { do: 'piece' | 'line' } | { do: 'open' | 'end' | 'end_last' | 'voice' | 'cut' };

const step = fc.constantFrom<Step['do']>('piece', 'piece', 'line', 'open', 'end', 'end_last', 'voice', 'voice', 'cut');

/** Plays the voice as well: what it is given is heard and over when its turn comes. */
function played(steps: readonly Step['do'][]) {
  let saying: Saying = SILENT;
  let words = 0;
  let reply = 0;
  const spoken: string[] = [];
  const told: string[] = [];
  const given: { text: string; of: 'reply' | 'line' }[] = [];
  let pending: Extract<SayingAct, { type: 'speak' }> | null = null;
  const run = (signal: SayingSignal): void => {
    const { saying: next, acts } = reduceSaying(saying, signal);
    saying = next;
    for (const act of acts) {
      if (act.type === 'speak') {
        expect(pending).toBeNull();
        pending = act;
      }
      if (act.type === 'tell_said') told.push(act.text);
    }
  };
  for (const current of steps) {
    switch (current) {
      case 'piece': {
        const text = `p${(words += 1)}.`;
        if (saying.part) given.push({ text, of: 'reply' });
        run({ type: 'piece', text });
        break;
      }
      case 'line': {
        const text = `l${(words += 1)}.`;
        given.push({ text, of: 'line' });
        run({ type: 'line', text, remember: false });
        break;
      }
      case 'open':
        run({ type: 'part_opened', reply: (reply += 1) });
        break;
      case 'end':
      case 'end_last':
        run({ type: 'part_ended', isLast: current === 'end_last' });
        break;
      case 'voice': {
        const act: Extract<SayingAct, { type: 'speak' }> | null = pending;
        pending = null;
        if (!act) break;
        run({ type: 'audible', utterance: (act as { utterance: number }).utterance });
        spoken.push((act as { text: string }).text);
        run({ type: 'spoken', utterance: (act as { utterance: number }).utterance });
        break;
      }
      case 'cut':
        pending = null;
        given.splice(0);
        spoken.splice(0);
        told.splice(0);
        run({ type: 'cut' });
    }
  }
  return { spoken, told, given, saying };
}

describe('what is said, whatever comes in which order', () => {
  it('says each piece and each line once, each of both in its order, and tells what it says', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ending = Array.from({ length: 60 }, () => 'voice' as const);
        const { spoken, told, given } = played([...steps, 'end_last', ...ending]);
        const said = spoken.join(' ').split(' ').filter(Boolean);
        const of = (who: 'reply' | 'line') => given.filter((one) => one.of === who).map(({ text }) => text);
        expect(said.filter((word) => word.startsWith('p'))).toEqual(of('reply'));
        expect(said.filter((word) => word.startsWith('l'))).toEqual(of('line'));
        expect(told).toEqual(spoken);
      }),
    );
  });
});
