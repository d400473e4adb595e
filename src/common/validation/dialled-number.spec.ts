import { isCountry, whyNotDial } from './dialled-number.js';

const HOME = { dialCountries: ['US', 'CA'], dialPrefixes: [] };

describe('a clinic of the United States or Canada', () => {
  it.each(['+15125550143', '+12125551234', '+14165551234', '+18005551234', '+15550100101', '+13435551234'])(
    'dials %s',
    (number) => expect(whyNotDial(number, HOME)).toBeNull(),
  );

  it('dials a number of an area code that the tables do not know yet', () => {
    expect(whyNotDial('+12825551234', HOME)).toBeNull();
  });

  it.each([
    ...['+18765551234', '+16585551234', '+12425551234', '+18095551234', '+17875551234', '+14735551234'],
    ...['+18760001234', '+442079460000', '+525512345678', '+33142685300', '+2201234567', '+37123456789'],
  ])('does not dial %s, which is elsewhere', (number) => expect(whyNotDial(number, HOME)).toBe('elsewhere'));

  it.each([
    ['a premium number', '+19005551234'],
    ['a premium exchange', '+12129765555'],
    ['a personal number', '+15005551234'],
    ['a personal number that no table knows', '+15880001234'],
    ['a satellite of Canada', '+16005551234'],
    ['a satellite', '+870773111632'],
    ['another satellite', '+881612345678'],
    ['an international network', '+882123456789'],
    ['an international premium number', '+979123456789'],
    ['a universal shared-cost number', '+80812345678'],
    ['a universal freephone number', '+80012345678'],
  ])('does not dial %s', (_, number) => expect(whyNotDial(number, HOME)).toBe('costly'));
});

describe('a clinic that has said where else it dials', () => {
  const abroad = { dialCountries: ['US', 'GB', 'JM'], dialPrefixes: ['+3314'] };

  it.each(['+442079460000', '+18765551234', '+33142685300'])('dials %s', (number) =>
    expect(whyNotDial(number, abroad)).toBeNull(),
  );

  it.each([
    ['+449012345678', 'costly'],
    ['+448712345678', 'costly'],
    ['+447011112222', 'costly'],
    ['+33242685300', 'elsewhere'],
  ])('does not dial %s there', (number, why) => expect(whyNotDial(number, abroad)).toBe(why));

  it('dials no costly number by naming its beginning', () => {
    expect(whyNotDial('+870773111632', { dialCountries: [], dialPrefixes: ['+870'] })).toBe('costly');
    expect(whyNotDial('+19005551234', { dialCountries: [], dialPrefixes: ['+1900'] })).toBe('costly');
  });
});

it.each(['', 'desk', '5125550143', '+1 512 555 0143', 'sip:desk@example.com', '+15125550143;ext=900'])(
  'nobody dials "%s", which is no number as it should be written',
  (text) => expect(whyNotDial(text, HOME)).toBe('elsewhere'),
);

it('knows countries', () => {
  expect(['US', 'MX', 'XX', 'us', ''].filter(isCountry)).toEqual(['US', 'MX']);
});
