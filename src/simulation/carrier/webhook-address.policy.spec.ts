import { readWebhookAddress } from './webhook-address.policy.js';

const URL = 'https://clinic.example/voice?x=1';

describe('readWebhookAddress', () => {
  it('retries a connection once where nothing else is asked for', () => {
    expect(readWebhookAddress(URL)).toEqual({
      url: URL,
      retries: 1,
      retriedAfter: new Set(['ct']),
      readTimeoutMs: 15_000,
      totalTimeoutMs: 15_000,
    });
  });

  it('takes its orders from the fragment, which is no part of the address', () => {
    expect(readWebhookAddress(`${URL}#rc=3&rp=4xx,5xx&rt=2000&tt=9000`)).toEqual({
      url: URL,
      retries: 3,
      retriedAfter: new Set(['4xx', '5xx']),
      readTimeoutMs: 2000,
      totalTimeoutMs: 9000,
    });
    expect(readWebhookAddress(`${URL}#rp=all`).retriedAfter.size).toBe(4);
  });

  it('keeps orders within their limits, and takes nonsense for none', () => {
    expect(readWebhookAddress(`${URL}#rc=99&rt=1&tt=99999`)).toMatchObject({
      retries: 5,
      readTimeoutMs: 100,
      totalTimeoutMs: 15_000,
    });
    expect(readWebhookAddress(`${URL}#rc=x&rt=`)).toMatchObject({ retries: 1, readTimeoutMs: 15_000 });
  });
});
