import fc from 'fast-check';
import { listenAddress } from './listen-address.policy.js';

describe('the address of a listening stream', () => {
  it.each([
    ['wss://api.deepgram.com/v1/listen', 'v1', 'wss://api.deepgram.com/v1/listen?model=m'],
    ['wss://api.deepgram.com/v1/listen', 'v2', 'wss://api.deepgram.com/v2/listen?model=m'],
    ['wss://api.deepgram.com/v2/listen/', 'v1', 'wss://api.deepgram.com/v1/listen?model=m'],
    ['wss://proxy.example/dg/v1/listen', 'v2', 'wss://proxy.example/dg/v2/listen?model=m'],
    ['wss://proxy.example/dg/', 'v2', 'wss://proxy.example/dg/v2/listen?model=m'],
    ['wss://proxy.example', 'v1', 'wss://proxy.example/v1/listen?model=m'],
    ['http://127.0.0.1:9/v1/listen', 'v2', 'ws://127.0.0.1:9/v2/listen?model=m'],
    ['wss://h/v1/listen?tag=phone&model=other', 'v2', 'wss://h/v2/listen?tag=phone&model=m'],
  ] as const)('from %s, %s, is %s', (url, version, address) => {
    expect(String(listenAddress(url, version, [['model', 'm']]))).toBe(address);
  });

  it('names each of a list, as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (terms) => {
        const query = terms.map((term) => ['keyterm', term] as const);
        const address = listenAddress('wss://h/v1/listen', 'v1', query);
        expect(new URL(String(address)).searchParams.getAll('keyterm')).toEqual(terms);
        expect(address.search).not.toMatch(/[+ ]/);
      }),
    );
  });

  it('is none without a host', () => {
    expect(() => listenAddress('deepgram', 'v1', [])).toThrow('Invalid URL');
  });
});
