import { newPersona, reducePersona } from './persona.reducer.js';
import type { PersonaRule } from './rule.types.js';
import type { Persona } from './scenario.types.js';

const FRAME_MS = 20;
const NAME: PersonaRule = { hear: /your name/giu, say: 'Maria Lopez.', times: 1 };
const HELP: PersonaRule = { hear: /how can i help/giu, say: 'A cleaning.', times: 1 };

/** What the persona says to these turns of the agent, and after how many of their words; a sentence of its own takes no time. */
function play(
  given: Partial<Persona>,
  turns: readonly string[],
  quietMs = 1000,
): { said: string; afterWords: number }[] {
  const persona: Persona = { name: 'Maria', patienceMs: 60_000, rules: [], ...given };
  let state = newPersona(persona);
  const said: { said: string; afterWords: number }[] = [];
  let nowMs = 0;
  let heard = 0;
  const frame = (words: string[], voice: boolean) => {
    nowMs += FRAME_MS;
    const step = reducePersona(persona, state, { type: 'frame', atMs: nowMs, voice, words });
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type !== 'speak') continue;
      said.push({ said: effect.text, afterWords: heard });
      state = reducePersona(persona, state, { type: 'spoken' }).state;
    }
  };
  for (const turn of turns) {
    heard = 0;
    for (const word of turn.split(' ')) {
      heard += 1;
      for (let part = 1; part <= 10; part++) frame(part === 10 ? [word] : [], true);
    }
    for (let passedMs = 0; passedMs < quietMs; passedMs += FRAME_MS) frame([], false);
  }
  return said;
}

describe('somebody who cuts in', () => {
  const rules = [{ ...NAME, cutsInAfterWords: 2 }];

  it('answers so many words after the question, while the agent goes on', () => {
    expect(play({ rules }, ['What is your name and what can we do?'])).toEqual([
      { said: 'Maria Lopez.', afterWords: 6 },
    ]);
  });

  it('answers when the turn is over, where less comes after the question', () => {
    expect(play({ rules }, ['What is your name please?'])).toEqual([{ said: 'Maria Lopez.', afterWords: 5 }]);
  });

  it('does so in the first words of the call too, and once', () => {
    const greeted: PersonaRule = { after: 'greeting', say: 'A cleaning.', times: 3, cutsInAfterWords: 3 };
    expect(play({ rules: [greeted] }, ['Thank you for calling us today.', 'Which day would suit you?'])).toEqual([
      { said: 'A cleaning.', afterWords: 3 },
    ]);
  });
});

it('takes a shorter pause for the end of a turn when in a hurry', () => {
  const turns = ['What is your name?'];
  expect(play({ rules: [NAME] }, turns, 600)).toEqual([]);
  expect(play({ rules: [NAME], turnEndMs: 450 }, turns, 600)).toHaveLength(1);
});

describe('somebody who is asked again', () => {
  const rules = [HELP, NAME];
  const asked = ['How can I help?', 'And your name?', 'Sorry, I didn’t catch that. And your name?'];

  it('says it again, though not for ever', () => {
    const said = play({ rules, repeats: 2 }, [...asked, 'And your name?', 'And your name?']).map((one) => one.said);
    expect(said).toEqual(['A cleaning.', 'Maria Lopez.', 'Maria Lopez.', 'Maria Lopez.']);
  });

  it.each(['Could you say that again?', 'Are you still there?', "I can't hear you."])(
    'says the last line again to "%s"',
    (asks) => {
      const said = play({ rules, repeats: 1 }, ['How can I help?', asks]).map((one) => one.said);
      expect(said).toEqual(['A cleaning.', 'A cleaning.']);
    },
  );

  it('prefers what has not been said yet', () => {
    const more: PersonaRule = { hear: /name/giu, say: 'Lopez, with a z.', times: 1 };
    const said = play({ rules: [...rules, more], repeats: 2 }, asked).map((one) => one.said);
    expect(said).toEqual(['A cleaning.', 'Maria Lopez.', 'Lopez, with a z.']);
  });

  it('stays silent when the persona is one that does not repeat itself', () => {
    expect(play({ rules }, asked)).toHaveLength(2);
  });
});
