import { wireBytes } from './wire.policy.js';

it('carries the caller’s audio as text in, and as bytes out', () => {
  const { inPerSecond, outPerSecond } = wireBytes(0);
  expect(inPerSecond).toBeGreaterThan(50 * (216 + 100)); // base64 of 160 bytes, and what is around it
  expect(outPerSecond).toBe(8000 + 25 * 100);
});

it('carries the agent’s audio in as bytes and out as text, while the agent talks', () => {
  const [silent, talking] = [wireBytes(0), wireBytes(1)];
  expect(talking.inPerSecond - silent.inPerSecond).toBe(8000 + 50 * 100);
  expect(talking.outPerSecond - silent.outPerSecond).toBeGreaterThan((8000 * 4) / 3);
});
