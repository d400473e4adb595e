import { plainWords } from './words.policy.js';
import { usualAnswers } from './usual-answers.policy.js';

const facts = { answers: { opening: 'I need a cleaning.' }, number: '+15125550143', birthDate: '1985-03-04' };

/** What a caller with these facts says to a question; null when nothing comes to mind. */
function answerTo(question: string, more: Partial<typeof facts> = {}): string | null {
  const rules = usualAnswers({ ...facts, ...more });
  const fits = rules.find(({ hear }) => hear !== undefined && plainWords(question).search(hear) >= 0);
  return fits?.say ?? null;
}

it.each([
  ['How can I help you today?', 'I need a cleaning.'],
  ["May I have the patient's full name, please?", 'My name is {name}.'],
  ['What is your date of birth?', 'March fourth, nineteen eighty-five.'],
  ['What is the phone number we have on file?', 'five one two, five five five, zero one four three.'],
  ['Which one would you like?', 'The first one, please.'],
  ['Is there anything else I can help you with?', 'No, thank you. Goodbye.'],
])('to "%s"', (question, answer) => {
  expect(answerTo(question)).toBe(answer);
});

it('says nothing to what the caller was given no answer for', () => {
  expect(answerTo('What is your e-mail address?')).toBeNull();
});

it("gives a scenario's own answer before the usual one", () => {
  expect(answerTo('Which one would you like?', { answers: { choice: 'The last one.' } as never })).toBe(
    'The last one.',
  );
});
