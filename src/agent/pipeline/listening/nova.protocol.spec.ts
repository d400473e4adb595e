import fc from 'fast-check';
import { results } from '../../../../test/support/scripted-listen.js';
import { MAX_KEYTERM_CHARS } from '../../deepgram/deepgram-settings.builder.js';
import { nova } from './nova.protocol.js';
import type { ListeningWish } from './recognizer.port.js';

const turnTaking = { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 };
const wish = (part: Partial<ListeningWish> = {}): ListeningWish => ({
  languages: ['en'],
  keyterms: [],
  turnTaking,
  ...part,
});
const asked = (name: string, part: Partial<ListeningWish> = {}): string[] =>
  nova.query(wish(part)).flatMap(([key, value]) => (key === name ? [value] : []));

describe('what is asked of Nova', () => {
  it('is what a phone takes, with every sign of the end of speech', () => {
    expect(Object.fromEntries(nova.query(wish()))).toEqual({
      model: 'nova-3',
      language: 'en',
      encoding: 'mulaw',
      sample_rate: '8000',
      channels: '1',
      interim_results: 'true',
      endpointing: '300',
      utterance_end_ms: '1000',
      vad_events: 'true',
      punctuate: 'true',
      numerals: 'true',
      mip_opt_out: 'true',
    });
  });

  it.each([
    [['en'], 'en'],
    [['es-MX'], 'es-MX'],
    [['en', 'es'], 'multi'],
    [['en-US', 'en-GB'], 'en-US'],
    [['vi', 'en'], 'vi'],
    [[], 'en'],
  ])('for the languages %j is %s', (languages, language) => {
    expect(asked('language', { languages })).toEqual([language]);
  });

  it.each([
    [0.5, '300'],
    [0.7, '300'],
    [0.8, '400'],
    [0.95, '500'],
  ])('at a confidence of %d takes a silence of %s ms for the end', (endConfidence, ms) => {
    expect(asked('endpointing', { turnTaking: { ...turnTaking, endConfidence } })).toEqual([ms]);
  });

  it('names whole key terms, and no more than a stream can bear', () => {
    expect(asked('keyterm', { keyterms: ['Lakeside Dental', ' ', 'Dr. Ortiz'] })).toEqual([
      'Lakeside Dental',
      'Dr. Ortiz',
    ]);
    const many = asked('keyterm', { keyterms: Array.from({ length: 400 }, (_, at) => `Doctor Number ${at}`) });
    expect(many.join('').length).toBeLessThanOrEqual(MAX_KEYTERM_CHARS);
    expect(many[0]).toBe('Doctor Number 0');
    expect(many.at(-1)).toMatch(/^Doctor Number \d+$/);
  });

  it('can only be changed with another stream', () => {
    expect(nova.change(wish(), wish({ keyterms: ['Ortiz'] }))).toBeNull();
  });
});

describe('what Nova says', () => {
  it.each([
    [results('my number', { final: false }), { type: 'interim', text: 'my number' }],
    [results('My number is', {}), { type: 'final', text: 'My number is', endsSpeech: false, languages: [] }],
    [
      results('Hola.', { speech_final: true, languages: ['es', 'en'] }),
      { type: 'final', text: 'Hola.', endsSpeech: true, languages: ['es', 'en'] },
    ],
    [results('four', { from_finalize: true }), { type: 'final', text: 'four', endsSpeech: true, languages: [] }],
    [
      { type: 'Results', is_final: true, channel: { alternatives: [] } },
      { type: 'final', text: '', endsSpeech: false, languages: [] },
    ],
    [
      { type: 'Results', is_final: true, channel: { alternatives: [{ languages: 'English' }] } },
      { type: 'final', text: '', endsSpeech: false, languages: [] },
    ],
    [
      { type: 'Results', channel: { alternatives: [] } },
      { type: 'interim', text: '' },
    ],
    [{ type: 'UtteranceEnd', last_word_end: 4.1 }, { type: 'utterance_ended' }],
    [{ type: 'SpeechStarted', timestamp: 3.2 }, { type: 'speech_began' }],
  ])('is heard: %j', (message, event) => {
    expect(nova.read(JSON.stringify(message))).toEqual({ kind: 'heard', events: [event] });
  });

  it.each([
    ['{"type":"Metadata","request_id":"a"}', { kind: 'skipped' }],
    ['{"type":"constructor"}', { kind: 'skipped' }],
    ['{"type":"Error","code":"KeytermsNotSupported"}', { kind: 'noted', code: 'KeytermsNotSupported' }],
    ['{"type":"Error","code":"Maria Lopez"}', { kind: 'noted', code: 'UNRECOGNISED_CODE' }],
    ['{"type":"Results"}', { kind: 'malformed' }],
    ['{"type":"Results","channel":{"alternatives":[{"transcript":7}]}}', { kind: 'malformed' }],
    ['{"type":7}', { kind: 'malformed' }],
    ['null', { kind: 'malformed' }],
    ['Results', { kind: 'malformed' }],
  ])('may be no words: %s', (frame, parsed) => {
    expect(nova.read(frame)).toEqual(parsed);
  });

  it('may be anything, and is never thrown at us', () => {
    const type = fc.constantFrom('Results', 'SpeechStarted', 'Error', 'x');
    fc.assert(
      fc.property(fc.record({ type, channel: fc.jsonValue(), is_final: fc.jsonValue() }), (message) => {
        expect(nova.read(JSON.stringify(message)).kind).toMatch(/heard|noted|skipped|malformed/);
      }),
    );
  });
});
