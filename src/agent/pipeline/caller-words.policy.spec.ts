import { newWords, withCallerTurn } from './caller-words.policy.js';

describe('the words of a turn', () => {
  it.each([
    ['', 'I need an appointment.', 'I need an appointment.'],
    ['I need', 'I need an appointment.', 'an appointment.'],
    ['Yes.', 'Yes. Yes.', 'Yes.'],
    ['Yes.', 'Yes.', ''],
    ['I', 'In the morning.', 'In the morning.'],
    ['On Monday.', 'No, Tuesday.', 'No, Tuesday.'],
  ])('after %p was told, of %p only this is news: %p', (told, text, news) => {
    expect(newWords(told, text)).toBe(news);
  });

  it('are one message with what the caller said right before', () => {
    expect(withCallerTurn([], 'Hello?')).toEqual([{ role: 'caller', text: 'Hello?' }]);
    const agent = { role: 'agent', text: 'Yes?', calls: [] } as const;
    expect(withCallerTurn([agent], 'Hello?')).toEqual([agent, { role: 'caller', text: 'Hello?' }]);
    expect(withCallerTurn([agent, { role: 'caller', text: 'I need' }], 'an appointment.')).toEqual([
      agent,
      { role: 'caller', text: 'I need an appointment.' },
    ]);
  });
});
