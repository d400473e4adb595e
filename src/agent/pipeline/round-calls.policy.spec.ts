import { RoundCalls } from './round-calls.policy.js';

const call = (id: string) => ({ id, name: `tool_${id}`, argumentsJson: '{}' });

function asked(...ids: string[]): RoundCalls {
  const calls = new RoundCalls();
  for (const id of ids) calls.add(call(id));
  return calls;
}

describe('the calls of a round', () => {
  it('are answered when each has its answer, in any order', () => {
    const calls = asked('a', 'b');
    expect(calls.answer('b', '2')).toBe(true);
    expect(calls.areAnswered).toBe(false);
    expect(calls.answer('a', '1')).toBe(true);
    expect(calls.areAnswered).toBe(true);
    expect(calls.answered).toEqual({
      calls: [call('a'), call('b')],
      results: [
        { id: 'a', name: 'tool_a', resultJson: '1' },
        { id: 'b', name: 'tool_b', resultJson: '2' },
      ],
    });
  });

  it('take the first answer, and none for what was not asked', () => {
    const calls = asked('a');
    expect(calls.answer('b', '2')).toBe(false);
    calls.answer('a', '1');
    expect(calls.answer('a', '3')).toBe(false);
    expect(calls.answered.results).toEqual([{ id: 'a', name: 'tool_a', resultJson: '1' }]);
  });

  it('that have no answer are known, beside those that have', () => {
    const calls = asked('a', 'b', 'c');
    calls.answer('b', '2');
    expect(calls.open).toEqual([call('a'), call('c')]);
    expect(calls.answered.calls).toEqual([call('b')]);
  });
});
