import fc from 'fast-check';
import { excerptOf } from './excerpt.policy.js';
import { readQuery, type SearchTerm } from './search-query.policy.js';

function terms(query: string): readonly SearchTerm[] {
  const read = readQuery(query);
  if ('fault' in read) throw new Error(read.fault);
  return read.terms;
}

const FILLER = 'one two three four five six seven eight nine ten eleven twelve '.repeat(4);

describe('an excerpt', () => {
  it('of a short text is all of it', () => {
    expect(excerptOf('My  tooth\nhurts.', terms('tooth'))).toBe('My tooth hurts.');
  });

  it('of a long one is what surrounds the first match, cut between words', () => {
    const excerpt = excerptOf(`${FILLER}my Muela, hurts ${FILLER}`, terms('muela'));
    expect(excerpt).toContain('my Muela, hurts');
    expect(excerpt.startsWith('…')).toBe(true);
    expect(excerpt.endsWith('…')).toBe(true);
    expect(excerpt.length).toBeLessThan(180);
    const whole = new Set(`${FILLER}my Muela, hurts`.split(/\s+/));
    expect(
      excerpt
        .replaceAll('…', '')
        .split(' ')
        .filter((piece) => !whole.has(piece)),
    ).toEqual([]);
  });

  it.each([
    ['"root canal"', 'root beer and a root canal'],
    ['cana*', 'root beer and a root canal'],
  ])('for %s begins with what was found', (query, said) => {
    const excerpt = excerptOf(`${FILLER}${said}`, terms(query));
    expect(excerpt).toContain('root canal');
  });

  it('never cuts a character in two, whatever is said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const excerpt = excerptOf(`${before} tooth ${after}`, terms('tooth'));
        expect(excerpt).toContain('tooth');
        expect(excerpt).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
