import { readOrder } from './speak.protocol.js';

const PHONE = 'model=aura-2-thalia-en&encoding=mulaw&sample_rate=8000';
const order = (query: string, body: string) => readOrder(new URLSearchParams(query), body);

describe('an order of speech', () => {
  it.each([
    [`${PHONE}&container=none`, false],
    [PHONE, true],
  ])('is taken: %s', (query, withHeader) => {
    expect(order(query, '{"text":"Hello."}')).toEqual({
      kind: 'order',
      order: { model: 'aura-2-thalia-en', text: 'Hello.', withHeader },
    });
  });

  it.each([
    ['Bad Request', PHONE, 'hello'],
    ['Bad Request', PHONE, '{"text":" "}'],
    ['Bad Request', PHONE, '{"words":"Hello."}'],
    ['PAYLOAD_TOO_LARGE', PHONE, JSON.stringify({ text: 'a'.repeat(2001) })],
    ['INVALID_QUERY_PARAMETER', `${PHONE}&model=x`.replace('model=aura-2-thalia-en&', ''), '{"text":"Hello."}'],
    ['UNSUPPORTED_AUDIO_FORMAT', 'model=aura-2-thalia-en', '{"text":"Hello."}'],
    ['UNSUPPORTED_AUDIO_FORMAT', `${PHONE}&container=ogg`, '{"text":"Hello."}'],
  ])('is refused with %s: %s', (err_code, query, body) => {
    expect(order(query, body)).toMatchObject({ kind: 'refusal', refusal: { err_code } });
  });
});
