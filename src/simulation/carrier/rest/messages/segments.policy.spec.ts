import { segmentsOf } from './segments.policy.js';

describe('segmentsOf', () => {
  it.each([
    ['an empty text', '', 1],
    ['160 characters of the GSM alphabet', 'é'.repeat(160), 1],
    ['one more, for then each part carries a header', 'a'.repeat(161), 2],
    ['two full parts', 'a'.repeat(306), 2],
    ['80 characters that take an escape each', '€'.repeat(80), 1],
    ['81 of them', '€'.repeat(81), 2],
    ['70 characters with one outside the alphabet', 'a'.repeat(69) + 'ő', 1],
    ['71 of them', 'a'.repeat(70) + 'ő', 2],
    ['an emoji, which counts double', '🦷'.repeat(36), 2],
    ['the typographic apostrophe that word processors put in', `${'a'.repeat(100)}’`, 2],
  ])('counts %s', (_what, body, segments) => {
    expect(segmentsOf(body)).toBe(segments);
  });
});
