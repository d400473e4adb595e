import { bytes, dollars, number } from './words.builder.js';

it('says three digits, and whole numbers from a hundred on', () => {
  expect([0, 0.01234, 1.2345, 12.345, 123.45, 12_345].map(number)).toEqual([
    ...['0', '0.0123', '1.23', '12.3', '123', '12,300'],
  ]);
});

it('says bytes in the unit that suits them', () => {
  expect([0, 999, 1000, 123_456, 5e9, 3e15].map(bytes)).toEqual([
    ...['0 B', '999 B', '1.00 kB', '123 kB', '5.00 GB', '3,000 TB'],
  ]);
});

it('says cents to the tenth', () => {
  expect([0.2471, 12.3, 1_730_000].map(dollars)).toEqual(['$0.247', '$12.3', '$1,730,000']);
});
