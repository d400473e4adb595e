import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../clock/clock.js';
import { newWebhookSecret, signedHeaders } from './webhook-signature.js';

const body = '{"type":"call.completed"}';
const now = () => new SystemClock().now(); // the package verifies by the machine's time

it('signs what the package of Standard Webhooks verifies, and nothing else', () => {
  const secret = newWebhookSecret();
  const headers = signedHeaders([secret], { id: 'e1', body, at: now() });
  expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'call.completed' });
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
  expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'e2' })).toThrow();
  expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow();
});

it('signs with every secret it is given', () => {
  const [first, second] = [newWebhookSecret(), newWebhookSecret()];
  const headers = signedHeaders([first, second], { id: 'e1', body, at: now() });
  for (const secret of [first, second]) expect(new Webhook(secret).verify(body, headers)).toBeTruthy();
});

it('is an HMAC of id, second and body, under the bytes of the secret', () => {
  const secret = newWebhookSecret();
  const at = Temporal.Instant.from('2026-11-20T15:00:00.900Z');
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  expect(key).toHaveLength(32);
  expect(signedHeaders([secret], { id: 'e1', body, at })).toEqual({
    'webhook-id': 'e1',
    'webhook-timestamp': '1795186800',
    'webhook-signature': `v1,${createHmac('sha256', key).update(`e1.1795186800.${body}`).digest('base64')}`,
  });
});
