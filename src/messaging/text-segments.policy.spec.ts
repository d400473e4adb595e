import { segmentsOf } from './text-segments.policy.js';

it.each([
  ['no text', '', 1],
  ['160 letters', 'é'.repeat(160), 1],
  ['one more, for then each part has a header', 'a'.repeat(161), 2],
  ['two full parts', 'a'.repeat(306), 2],
  ['one more than two full parts', 'a'.repeat(307), 3],
  ['80 characters that take an escape', '€'.repeat(80), 1],
  ['an escape that would be cut from its character', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ['70 characters with one outside of the alphabet', `${'a'.repeat(69)}ő`, 1],
  ['71 of them', `${'a'.repeat(70)}ő`, 2],
  ['an apostrophe as word processors write it', `${'a'.repeat(100)}’`, 2],
  ['emojis, which count double and are not cut', '🦷'.repeat(67), 3],
])('counts the parts of %s', (_what, body, parts) => {
  expect(segmentsOf(body)).toBe(parts);
});
