import { networkTrouble } from './network-trouble.presenter.js';

const named = (code: string) => Object.assign(new Error('connect 10.0.0.1'), { code });

describe('a connection that did not come about', () => {
  it('is told in words, however deep the system’s error is', () => {
    expect(networkTrouble(named('ECONNREFUSED'))).toBe('nothing listens there');
    expect(networkTrouble(new TypeError('fetch failed', { cause: named('ENOTFOUND') }))).toBe(
      'the host name is not known to DNS',
    );
    const everyAddress = new AggregateError([named('ETIMEDOUT')]);
    expect(networkTrouble(new TypeError('fetch failed', { cause: everyAddress }))).toBe('no answer in time');
  });

  it('is told in words where a driver of ours gave up, too', () => {
    expect(networkTrouble({ code: 'connect_timeout' })).toBe('no answer in time');
    expect(networkTrouble({ code: 'invalid_handshake' })).toBe('it does not speak WebSocket');
  });

  it('keeps the name of what nobody thought of, and nothing else', () => {
    expect(networkTrouble(named('EODD'))).toBe('the connection failed (EODD)');
    expect(networkTrouble(new Error('10.0.0.1'))).toBe('the connection failed');
  });
});
