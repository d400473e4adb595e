import { satisfies } from './node-version.policy.js';

describe('a Node version', () => {
  it.each([
    ['v20.19.0', true],
    ['v20.20.1', true],
    ['v22.0.0', true],
    ['v20.9.0', false],
    ['v18.20.8', false],
  ])('%s satisfies >=20.19: %s', (version, expected) => {
    expect(satisfies(version, '>=20.19')).toBe(expected);
  });
});
