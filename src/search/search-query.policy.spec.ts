import { readQuery, type SearchTerm } from './search-query.policy.js';

const word = (text: string): SearchTerm => ({ kind: 'word', word: text });

describe('a query', () => {
  it.each<[string, SearchTerm[]]>([
    ['Dolor  de MUELA', [word('dolor'), word('de'), word('muela')]],
    ['"root canal" hurts', [{ kind: 'phrase', words: ['root', 'canal'] }, word('hurts')]],
    ['“Root canal”', [{ kind: 'phrase', words: ['root', 'canal'] }]],
    ['"root"', [word('root')]],
    ['implan* now', [{ kind: 'prefix', word: 'implan' }, word('now')]],
    ['after-hou*', [word('after'), { kind: 'prefix', word: 'hou' }]],
    ["don't", [word('dont')]],
    ['check-up', [word('check'), word('up')]],
    ['"" – pain', [word('pain')]],
  ])('%j asks for %j', (query, terms) => {
    expect(readQuery(query)).toEqual({ terms });
  });

  it.each([
    ['"root canal', 'a quotation mark has no counterpart'],
    ['im*', 'at least 3 letters or digits stand before an asterisk'],
    ['*', 'at least 3 letters or digits stand before an asterisk'],
    ['imp*lant', 'an asterisk stands at the end of a word, once'],
    ['implant**', 'an asterisk stands at the end of a word, once'],
    ['"root can*"', 'a phrase has whole words'],
    ['', 'has no word'],
    ['¿? – ""', 'has no word'],
    ['a '.repeat(21), 'has more than 20 words'],
    [`"${'a '.repeat(21)}"`, 'has more than 20 words'],
  ])('%j can not be read', (query, fault) => {
    expect(readQuery(query)).toEqual({ fault });
  });
});
