import { isEmpty, overlaps, rangeOf, readSearchDate, type SearchDate } from './search-date.policy.js';

const ZONE = 'America/New_York';
function dates(...texts: string[]): SearchDate[] {
  return texts.map((text) => {
    const read = readSearchDate(text);
    if (!read) throw new Error(text);
    return read;
  });
}
const range = (...texts: string[]) => {
  const { from, to } = rangeOf(dates(...texts), ZONE);
  return [from?.toString() ?? null, to?.toString() ?? null];
};

describe('a date of a search', () => {
  it.each<[string[], (string | null)[]]>([
    [['2026-11-24'], ['2026-11-24T05:00:00Z', '2026-11-25T05:00:00Z']],
    [['eq2026-11-24'], ['2026-11-24T05:00:00Z', '2026-11-25T05:00:00Z']],
    [['ge2026-11-24'], ['2026-11-24T05:00:00Z', null]],
    [['gt2026-11-24'], ['2026-11-25T05:00:00Z', null]],
    [['le2026-11-24'], [null, '2026-11-25T05:00:00Z']],
    [['lt2026-11-24'], [null, '2026-11-24T05:00:00Z']],
    [
      ['ge2026-11-24', 'lt2026-11-24T09:30:00-05:00'],
      ['2026-11-24T05:00:00Z', '2026-11-24T14:30:00Z'],
    ],
    // Twenty-three hours.
    [['2026-03-08'], ['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z']],
    [['le2026-11-24T14:30:00Z'], [null, '2026-11-24T14:30:00.001Z']],
    [['2026-11-24T09:30:00 01:00'.replace(' ', '+')], ['2026-11-24T08:30:00Z', '2026-11-24T08:30:00.001Z']],
    [['2026-11-24T09:30:00 01:00'], ['2026-11-24T08:30:00Z', '2026-11-24T08:30:00.001Z']],
  ])('%j is %j', (texts, bounds) => {
    expect(range(...texts)).toEqual(bounds);
  });

  it.each([
    '',
    '2026',
    '2026-11',
    '2026-02-30',
    'ne2026-11-24',
    '2026-11-24T09:30:00',
    '1900-12-31',
    '2199-01-01',
    'ge',
    'tomorrow',
  ])('is not %j', (text) => {
    expect(readSearchDate(text)).toBeNull();
  });

  it('may leave nothing', () => {
    expect(isEmpty(rangeOf(dates('ge2026-11-24', 'lt2026-11-24'), ZONE))).toBe(true);
    const day = rangeOf(dates('2026-11-24'), ZONE);
    expect(overlaps(day, rangeOf(dates('ge2026-11-25'), ZONE))).toBe(false);
    expect(overlaps(day, rangeOf(dates('le2026-11-24'), ZONE))).toBe(true);
  });
});
