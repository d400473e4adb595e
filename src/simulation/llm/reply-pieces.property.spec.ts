import fc from 'fast-check';
import type { BrainCall } from '../brain/brain.port.js';
import { piecesOf, wholeReply, withinLimit } from './reply-pieces.policy.js';

const anyText = fc.string({
  unit: fc.oneof(fc.constant(' '), fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' })),
});
const anyCall = fc.record({
  name: fc.constantFrom('find', 'book'),
  arguments: fc.dictionary(fc.string(), fc.jsonValue()),
});

const newIds = () => {
  let made = 0;
  return () => `call_${(made += 1)}`;
};

describe('the pieces of a reply', () => {
  it('put together are what was to be said and done', () => {
    fc.assert(
      fc.property(fc.option(anyText), fc.array(anyCall, { minLength: 1, maxLength: 4 }), (lead, calls: BrainCall[]) => {
        const whole = wholeReply(piecesOf({ kind: 'call', lead, calls }, newIds()));

        expect(whole.text).toBe(lead ?? '');
        expect(whole.calls).toEqual(
          calls.map((call, at) => ({
            id: `call_${at + 1}`,
            name: call.name,
            argumentsJson: JSON.stringify(call.arguments),
          })),
        );
      }),
    );
  });

  it('are a few letters each', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pieces = piecesOf({ kind: 'say', sentences: [text] }, newIds());

        expect(pieces.every((piece) => piece.type === 'text' && [...piece.text].length <= 5)).toBe(true);
      }),
    );
  });

  it('of sentences are joined by a space', () => {
    const pieces = piecesOf({ kind: 'say', sentences: ['I have ten.', '', 'Does that work?'] }, newIds());

    expect(wholeReply(pieces).text).toBe('I have ten. Does that work?');
    expect(piecesOf({ kind: 'say', sentences: [] }, newIds())).toEqual([]);
  });

  it('of arguments that are no JSON, or very long, are those arguments', () => {
    const written = 'x'.repeat(100_000);
    const pieces = piecesOf(
      { kind: 'call', lead: null, calls: [{ name: 'find', arguments: {}, argumentsJson: written }] },
      newIds(),
    );

    expect(wholeReply(pieces).calls[0]?.argumentsJson).toBe(written);
    expect(pieces.length).toBeLessThan(300);
  });

  it('end where the client wants them to', () => {
    const pieces = piecesOf({ kind: 'say', sentences: ['One two three four.'] }, newIds());

    expect(withinLimit(pieces, 2)).toEqual({ pieces: pieces.slice(0, 2), finish: 'cut' });
    expect(withinLimit(pieces, pieces.length)).toEqual({ pieces, finish: 'said' });
    expect(withinLimit(pieces, null).finish).toBe('said');
  });
});
