import { apiKeyPrefix, hashApiKey, newApiKey } from './api-key.js';

it('makes keys that are known by their beginning, and never twice the same', () => {
  expect(newApiKey()).toMatch(/^cl_[\w-]{32}$/);
  expect(newApiKey()).not.toBe(newApiKey());
});

it('keeps a hash from which the key can not be had, and a prefix that does not open anything', () => {
  const key = newApiKey();
  expect(hashApiKey(key)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashApiKey(key)).toBe(hashApiKey(key));
  expect(apiKeyPrefix(key)).toHaveLength(11);
  expect(hashApiKey(apiKeyPrefix(key))).not.toBe(hashApiKey(key));
});
