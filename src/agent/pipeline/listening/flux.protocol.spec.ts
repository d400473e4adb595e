import fc from 'fast-check';
import { turnInfo } from '../../../../test/support/scripted-listen.js';
import { flux } from './flux.protocol.js';
import type { ListeningWish } from './recognizer.port.js';

const turnTaking = { endConfidence: 0.8, eagerConfidence: null, endTimeoutMs: 4000 };
const wish = (part: Partial<ListeningWish> = {}): ListeningWish => ({
  languages: ['en'],
  keyterms: ['Ortiz'],
  turnTaking,
  ...part,
});

describe('what is asked of Flux', () => {
  it('is what a phone takes', () => {
    expect(Object.fromEntries(flux.query(wish()))).toEqual({
      model: 'flux-general-en',
      encoding: 'mulaw',
      sample_rate: '8000',
      eot_threshold: '0.8',
      eot_timeout_ms: '4000',
      keyterm: 'Ortiz',
      mip_opt_out: 'true',
    });
  });

  it('names the languages where there is more than English, and English regions where there is not', () => {
    expect(flux.query(wish({ languages: ['en', 'es-MX'] }))).toEqual(
      expect.arrayContaining([
        ['model', 'flux-general-multi'],
        ['language_hint', 'en'],
        ['language_hint', 'es-MX'],
      ]),
    );
    const english = flux.query(wish({ languages: ['en-US', 'EN-gb'] }));
    expect(english).toContainEqual(['model', 'flux-general-en']);
    expect(english.map(([name]) => name)).not.toContain('language_hint');
  });

  it.each([
    [0.4, '0.4'],
    [0.9, '0.8'],
  ])('makes a guess at %d come no later than the end: %s', (eagerConfidence, told) => {
    const query = flux.query(wish({ turnTaking: { ...turnTaking, eagerConfidence } }));
    expect(query).toContainEqual(['eager_eot_threshold', told]);
  });
});

describe('a change of what is asked of Flux', () => {
  it('is told as a whole, with lists that have become empty', () => {
    const guessing = { endConfidence: 0.6, eagerConfidence: 0.4, endTimeoutMs: 2000 };
    expect(flux.change(wish(), wish({ keyterms: [], turnTaking: guessing }))).toEqual({
      type: 'Configure',
      thresholds: { eot_threshold: 0.6, eager_eot_threshold: 0.4, eot_timeout_ms: 2000 },
      keyterms: [],
    });
    expect(flux.change(wish({ languages: ['en', 'es'] }), wish({ languages: ['es', 'en'] }))).toMatchObject({
      language_hints: ['es', 'en'],
    });
  });

  it.each<[string, Partial<ListeningWish>, Partial<ListeningWish>]>([
    ['another model is wanted', { languages: ['en'] }, { languages: ['en', 'es'] }],
    ['another recogniser is', { languages: ['en', 'es'] }, { languages: ['en', 'vi'] }],
    ['there is to be no guessing any more', { turnTaking: { ...turnTaking, eagerConfidence: 0.4 } }, {}],
  ])('takes another stream where %s', (_why, before, after) => {
    expect(flux.change(wish(before), wish(after))).toBeNull();
  });
});

describe('what Flux says', () => {
  it.each([
    [turnInfo('StartOfTurn', 2, 'i'), [{ type: 'speech_began' }, { type: 'turn_updated', turn: 2, text: 'i' }]],
    [turnInfo('Update', 2, 'i need'), [{ type: 'turn_updated', turn: 2, text: 'i need' }]],
    [turnInfo('EagerEndOfTurn', 2, 'I need'), [{ type: 'turn_probably_ended', turn: 2, text: 'I need' }]],
    [turnInfo('TurnResumed', 2, 'I need'), [{ type: 'turn_resumed', turn: 2 }]],
    [
      turnInfo('EndOfTurn', 2, 'I need it.', ['en']),
      [{ type: 'turn_ended', turn: 2, text: 'I need it.', languages: ['en'] }],
    ],
    [turnInfo('SomethingNew', 2, 'I need'), []],
    [{ type: 'TurnInfo', event: 'Update', turn_index: 0 }, [{ type: 'turn_updated', turn: 0, text: '' }]],
  ])('is heard: %j', (message, events) => {
    expect(flux.read(JSON.stringify(message))).toEqual({ kind: 'heard', events });
  });

  it.each([
    ['{"type":"Connected","request_id":"a-1"}', { kind: 'named', requestId: 'a-1' }],
    ['{"type":"Connected"}', { kind: 'named', requestId: 'unrecognised' }],
    ['{"type":"ConfigureFailure"}', { kind: 'noted', code: 'CONFIGURE_FAILURE' }],
    [
      '{"type":"Warning","code":"FORCE_END_TURN_NO_ACTIVE_TURN"}',
      { kind: 'noted', code: 'FORCE_END_TURN_NO_ACTIVE_TURN' },
    ],
    ['{"type":"Error","code":"INTERNAL_SERVER_ERROR"}', { kind: 'failed', code: 'INTERNAL_SERVER_ERROR' }],
    ['{"type":"Error"}', { kind: 'failed', code: 'UNRECOGNISED_CODE' }],
    ['{"type":"ConfigureSuccess"}', { kind: 'skipped' }],
    ['{"type":"TurnInfo","event":"Update"}', { kind: 'malformed' }],
    ['{"type":"TurnInfo","event":"Update","turn_index":-1}', { kind: 'malformed' }],
    ['[]', { kind: 'malformed' }],
  ])('may be no words: %s', (frame, parsed) => {
    expect(flux.read(frame)).toEqual(parsed);
  });

  it('may be anything, and is never thrown at us', () => {
    const type = fc.constantFrom('TurnInfo', 'Connected', 'Error', 'x');
    fc.assert(
      fc.property(fc.record({ type, event: fc.jsonValue(), turn_index: fc.jsonValue() }), (message) => {
        expect(flux.read(JSON.stringify(message)).kind).toMatch(/heard|named|failed|skipped|malformed/);
      }),
    );
  });
});
