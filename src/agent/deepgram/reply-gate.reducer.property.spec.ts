import fc from 'fast-check';
import { isOpen, OPEN_GATE, reduceGate, type GateSignal, type ReplyGate } from './reply-gate.reducer.js';

const text = fc.constantFrom('One.', 'Two.', 'One. Two.', 'Two. One.', 'One', '');
const signal: fc.Arbitrary<GateSignal> = fc.oneof(
  fc.constantFrom<GateSignal>(
    { type: 'caller_started' },
    { type: 'turn_advanced' },
    { type: 'call_requested' },
    { type: 'call_cancelled' },
    { type: 'calls_answered' },
    { type: 'answer_confirmed', givenSinceCut: true },
    { type: 'answer_confirmed', givenSinceCut: false },
    { type: 'round_trip_done' },
    { type: 'injection_refused' },
    { type: 'agent_audio' },
    { type: 'agent_audio_done' },
  ),
  text.map((said): GateSignal => ({ type: 'line_injected', text: said })),
  text.map((said): GateSignal => ({ type: 'agent_text', text: said })),
);
const signals = fc.array(signal, { maxLength: 30 });

const run = (all: readonly GateSignal[]): ReplyGate =>
  all.reduce((gate, current) => reduceGate(gate, current).gate, OPEN_GATE);
const sinceLast = (all: readonly GateSignal[], ...types: GateSignal['type'][]): readonly GateSignal[] =>
  all.slice(all.findLastIndex(({ type }) => types.includes(type)) + 1);
const has = (all: readonly GateSignal[], type: GateSignal['type']): boolean => all.some((one) => one.type === type);

describe('the gate for agent audio, whatever happens', () => {
  it('is shut right after the caller starts, and opened by the next turn', () => {
    fc.assert(
      fc.property(signals, (all) => {
        expect(run([...all, { type: 'caller_started' }]).phase).toBe('shut');
        expect(run([...all, { type: 'turn_advanced' }]).phase).toBe('open');
      }),
    );
  });

  it('is never opened by audio or its end, and by a text only if it is a line of ours or may be the reply to an answer', () => {
    fc.assert(
      fc.property(signals, (all) => {
        all.forEach((current, index) => {
          const before = all.slice(0, index);
          if (isOpen(run(before)) || !isOpen(run([...before, current]))) return;
          expect(['agent_audio', 'agent_audio_done', 'injection_refused', 'line_injected']).not.toContain(current.type);
          if (current.type !== 'agent_text') return;
          const sinceCut = sinceLast(before, 'caller_started');
          const isLine = sinceCut.some((one) => one.type === 'line_injected' && one.text.startsWith(current.text));
          const sinceVoid = sinceLast(before, 'caller_started', 'call_cancelled');
          const isReply =
            has(sinceVoid, 'calls_answered') && has(sinceLast(sinceVoid, 'calls_answered'), 'round_trip_done');
          expect(isLine || isReply).toBe(true);
        });
      }),
    );
  });

  it('opens for an answer only with a round trip since the cut', () => {
    fc.assert(
      fc.property(signals, (all) => {
        const sinceCut = sinceLast(all, 'caller_started');
        const isProof = ({ type, ...rest }: GateSignal) =>
          type === 'round_trip_done' || (type === 'answer_confirmed' && 'givenSinceCut' in rest && rest.givenSinceCut);
        const otherwiseOpened = ['turn_advanced', 'call_requested', 'line_injected'] as const;
        if (sinceCut.length === all.length || otherwiseOpened.some((type) => has(sinceCut, type))) return;
        if (isOpen(run(all))) expect(sinceCut.some(isProof)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reports audio and text exactly when it is open after them', () => {
    fc.assert(
      fc.property(signals, text, (all, said) => {
        const words = reduceGate(run(all), { type: 'agent_text', text: said });
        expect(words.report).toBe(isOpen(words.gate));
        const sound = reduceGate(run(all), { type: 'agent_audio' });
        expect(sound.report).toBe(isOpen(sound.gate));
      }),
    );
  });

  it('reports an end only of what was heard or heard of since the cut', () => {
    fc.assert(
      fc.property(signals, (all) => {
        const reported = reduceGate(run(all), { type: 'agent_audio_done' }).report;
        const sinceCut = sinceLast(all, 'caller_started');
        if (reported && sinceCut.length < all.length) {
          expect(has(sinceCut, 'agent_audio') || has(sinceCut, 'agent_text')).toBe(true);
        }
      }),
    );
  });
});
