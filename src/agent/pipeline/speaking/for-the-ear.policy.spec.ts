import fc from 'fast-check';
import { forTheEar } from './for-the-ear.policy.js';

describe('what is given to the voice', () => {
  it.each([
    ['Call 512-555-0100.', 'Call 5 1 2, 5 5 5, 0 1 0 0.'],
    ['Call (512) 555-0100, please.', 'Call 5 1 2, 5 5 5, 0 1 0 0, please.'],
    ['512.555.0100', '5 1 2, 5 5 5, 0 1 0 0'],
    ['at 5125550100?', 'at 5 1 2, 5 5 5, 0 1 0 0?'],
    ['+1 512 555 0100', '1, 5 1 2, 5 5 5, 0 1 0 0'],
    ['1-512-555-0100', '1, 5 1 2, 5 5 5, 0 1 0 0'],
    ['+34 612 345 678', '3 4, 6 1 2, 3 4 5, 6 7 8'],
    ['Write to anna@example.com.', 'Write to anna at example dot com.'],
    ['j.doe_2+x@my-clinic.co.uk', 'j dot doe underscore 2 plus x at my dash clinic dot co dot uk'],
  ])('of "%s" is "%s"', (piece, spoken) => {
    expect(forTheEar(piece)).toBe(spoken);
  });

  it.each([
    'It costs $1,250.00 at most.',
    'On 2026-11-20 at 10:30.',
    'ZIP 78701-1234',
    'Between 500-1000 dollars',
    'Order 12345678901234',
    'Version 512.555.0100.2',
    'We are @ the corner.',
    '$5125550100',
  ])('of "%s" is just that', (piece) => {
    expect(forTheEar(piece)).toBe(piece);
  });

  it('has all digits in their order, whatever the piece', () => {
    const digitsOf = (text: string) => text.replace(/\D/g, '');
    const piece = fc.string({ unit: fc.constantFrom(...'0123456789 ()+-.a@$') });
    fc.assert(fc.property(piece, (text) => expect(digitsOf(forTheEar(text))).toBe(digitsOf(text))));
  });
});
