import { MAX_WORDS, prefixesOf, wordsOf } from './words.policy.js';

const plain = (text: string) => wordsOf(text).map(({ word }) => word);

describe('the words of a text', () => {
  it.each<[string, string[]]>([
    ['¿Mañana, a las 9:30?', ['manana', 'a', 'las', '9', '30']],
    ['MAÑANA man\u0303ana', ['manana', 'manana']],
    ["I don’t; O'Brien's", ['i', 'dont', 'obriens']],
    ['check-up, root_canal', ['check', 'up', 'root', 'canal']],
    ['ﬁlling №½', ['filling', '1', '2']],
    ['İstanbul', ['istanbul']],
    ["'quoted' ’’ ' –", ['quoted']],
    ['牙痛 😬', ['牙痛']],
    ['', []],
  ])('of %j are %j', (text, words) => {
    expect(plain(text)).toEqual(words);
  });

  it('tell which part of the text they are', () => {
    const text = 'Sí, ½ señor';
    expect(wordsOf(text).map(({ word, from, to }) => [word, text.slice(from, to)])).toEqual([
      ['si', 'Sí'],
      ['1', '½'],
      ['2', '½'],
      ['senor', 'señor'],
    ]);
  });

  it('are no more than a document may have, and each no longer than a word may be', () => {
    expect(wordsOf('no '.repeat(MAX_WORDS + 5))).toHaveLength(MAX_WORDS);
    expect(plain('😬' + 'x'.repeat(60))).toEqual(['x'.repeat(40)]);
    expect(plain('𝒜'.repeat(60))).toEqual(['a'.repeat(40)]);
  });
});

it('finds a word by its beginnings of three characters and more', () => {
  expect(prefixesOf('dolor')).toEqual(['dol', 'dolo']);
  expect(prefixesOf('dol')).toEqual([]);
  expect(prefixesOf('de')).toEqual([]);
  expect(prefixesOf('𠀋𠀋𠀋𠀋')).toEqual(['𠀋𠀋𠀋']);
});
