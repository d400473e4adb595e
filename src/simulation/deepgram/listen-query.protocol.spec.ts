import { readListenWish } from './listen-query.protocol.js';

const read = (version: 'v1' | 'v2', query: string) =>
  readListenWish(version, new URLSearchParams(`encoding=mulaw&sample_rate=8000&${query}`));

describe('the query of listen v1', () => {
  it('has the defaults of the service', () => {
    expect(read('v1', 'model=nova-3')).toEqual({
      kind: 'wish',
      wish: {
        version: 'v1',
        model: 'nova-3',
        language: 'en',
        interimResults: false,
        endpointingMs: 10,
        utteranceEndMs: null,
        vadEvents: false,
        keyterms: [],
      },
    });
  });

  it.each([
    ['endpointing=false', { endpointingMs: null }],
    ['endpointing=300', { endpointingMs: 300 }],
    ['interim_results=true&utterance_end_ms=1000', { interimResults: true, utteranceEndMs: 1000 }],
    ['keyterm=Doctor%20Ames&keyterm=crown', { keyterms: ['Doctor Ames', 'crown'] }],
    ['language=multi&vad_events=true', { language: 'multi', vadEvents: true }],
  ])('is understood: %s', (query, wish) => {
    expect(read('v1', `model=nova-3&${query}`)).toMatchObject({ kind: 'wish', wish });
  });

  it.each([
    'model=nova-3&endpointing=soon',
    'model=nova-3&interim_results=yes',
    'model=nova-3&channels=2',
    'model=nova-3&redact=pci',
    'model=nova-3&model=nova-2',
    'language=en',
  ])('is refused: %s', (query) => {
    expect(read('v1', query)).toMatchObject({ kind: 'refusal' });
  });
});

describe('the query of listen v2', () => {
  it('has the defaults of the service', () => {
    expect(read('v2', 'model=flux-general-en')).toEqual({
      kind: 'wish',
      wish: {
        version: 'v2',
        model: 'flux-general-en',
        thresholds: { eot_threshold: 0.7, eot_timeout_ms: 5000 },
        keyterms: [],
        languageHints: [],
      },
    });
  });

  it.each(['eot_threshold=x', 'eot_timeout_ms=499', 'eager_eot_threshold=0.95', 'interim_results=true', 'language=en'])(
    'is refused: %s',
    (query) => {
      expect(read('v2', `model=flux-general-en&${query}`)).toMatchObject({ kind: 'refusal' });
    },
  );
});
