import * as phrasing from './phrasing.policy.js';
import { inEnglish, inSpanish } from './spanish-sentences.policy.js';

const ALWAYS_THE_SAME = Object.values(phrasing).filter((value) => typeof value === 'string');

describe('sentences of the receptionist', () => {
  it.each(ALWAYS_THE_SAME)('has Spanish for "%s", and knows it again', (sentence) => {
    expect(inSpanish(sentence)).not.toBe(sentence);
    expect(inEnglish(inSpanish(sentence))).toBe(sentence);
  });

  it.each([
    [
      'I have Friday, March 5 at 9:00 AM, 1:30 PM, or 7:15 PM with Marisol Vega.',
      'Tengo viernes 5 de marzo a las 9:00 de la mañana, la 1:30 de la tarde o las 7:15 de la tarde con Marisol Vega.',
    ],
    ['That is cancelled: Cleaning on Friday, March 5.', 'Queda cancelada: Limpieza el viernes 5 de marzo.'],
    ['Monday to Friday 8:00 AM to 6:00 PM.', 'Lunes a viernes de las 8:00 de la mañana a las 6:00 de la tarde.'],
    ['Would you like to leave a message for the desk?', '¿Quiere dejar un mensaje?'],
  ])('"%s" is said as "%s"', (english, spanish) => {
    expect(inSpanish(english)).toBe(spanish);
  });

  it.each(['five one two, five five five, zero one four three', 'A B one two'])(
    'numbers come back as they were: %s',
    (said) => {
      expect(inEnglish(inSpanish(`That is ${said}.`))).toBe(`That is ${said}.`);
    },
  );

  it('a sentence that was cut off is known by its beginning', () => {
    expect(inEnglish('¿Cuál es su fecha')).toBe('What is your date of birth?');
    expect(inEnglish('¿Cuál es')).toBe('¿Cuál es');
  });
});
