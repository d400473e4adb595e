import { crc32 } from './crc32.codec.js';
import { pronounceable, wordsOf } from './spoken-text.codec.js';

describe('the words of a text', () => {
  it('are what stands between white space of any kind', () => {
    expect(wordsOf(' Tuesday,\n at\t9:30 AM. ')).toEqual(['Tuesday,', 'at', '9:30', 'AM.']);
    expect(wordsOf(' ')).toEqual([]);
  });
});

describe('a text to be pronounced', () => {
  it('has no accents, curly quotes or long dashes, which Flite can not read', () => {
    expect(pronounceable('Dr. Núñez’s “slot” — 9–5…')).toBe('Dr. Nunez\'s "slot" ,  9, 5.');
  });

  it('has nothing left of other scripts', () => {
    expect(pronounceable('日本')).toBe('');
  });
});

it('CRC-32 has its check value', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});
