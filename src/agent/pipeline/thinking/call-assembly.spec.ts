import fc from 'fast-check';
import { CallAssembly, type CallFragment } from './call-assembly.js';

const part = (fragment: Partial<CallFragment>): CallFragment => ({
  index: null,
  id: '',
  name: '',
  argumentsJson: '',
  ...fragment,
});

function assembled(...fragments: Partial<CallFragment>[]) {
  const assembly = new CallAssembly();
  for (const fragment of fragments) assembly.add(part(fragment));
  return assembly.calls();
}

const slots = { id: 'a', name: 'find_slots', argumentsJson: '{"day":"tue"}' };
const end = { id: 'b', name: 'end_call', argumentsJson: '{}' };

test('fragments of two calls, torn and mixed in any way, become these two', () => {
  const torn = (json: string) => fc.array(fc.nat(json.length), { maxLength: 5 }).map((cuts) => tear(json, cuts));
  fc.assert(
    fc.property(torn(slots.argumentsJson), torn(end.argumentsJson), fc.array(fc.boolean()), (first, second, turns) => {
      const fragments = [
        { index: 0, id: 'a', name: 'find_slots' },
        { index: 1, id: 'b', name: 'end_call' },
        ...mix(
          first.map((argumentsJson) => ({ index: 0, argumentsJson })),
          second.map((argumentsJson) => ({ index: 1, argumentsJson })),
          turns,
        ),
      ];
      expect(assembled(...fragments)).toEqual([slots, end]);
    }),
  );
});

describe('servers that name calls in a way of their own', () => {
  test('the id and the name in every fragment', () => {
    expect(
      assembled(
        { index: 0, id: 'a', name: 'find_slots', argumentsJson: '{"day":' },
        { index: 0, id: 'a', name: 'find_slots', argumentsJson: '"tue"}' },
      ),
    ).toEqual([slots]);
  });

  test('no index: the last call goes on, a new id or name begins another', () => {
    expect(
      assembled(
        { id: 'a', name: 'find_slots', argumentsJson: '{"day":' },
        { argumentsJson: '"tue"}' },
        { id: 'b', name: 'end_call' },
        { argumentsJson: '{}' },
      ),
    ).toEqual([slots, end]);
  });

  test('whole calls that all have the index 0', () => {
    expect(assembled({ index: 0, ...slots }, { index: 0, ...end })).toEqual([slots, end]);
    const nameless = assembled({ index: 0, ...slots, id: '' }, { index: 0, ...end, id: '' });
    expect(nameless.map(({ name }) => name)).toEqual(['find_slots', 'end_call']);
  });

  test('the id in a later fragment, or a new one in each', () => {
    expect(assembled({ index: 0, name: 'end_call' }, { index: 0, id: 'b', argumentsJson: '{}' })).toEqual([end]);
    expect(assembled({ index: 0, id: 'b', name: 'end_call' }, { index: 0, id: 'x', argumentsJson: '{}' })).toEqual([
      end,
    ]);
  });

  test('no id at all: one of ours, another each time', () => {
    const ids = assembled({ index: 0, name: 'end_call' }, { index: 1, name: 'end_call' }).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[\w-]{1,40}$/);
  });
});

test('a call without a name is none; empty arguments are an empty object', () => {
  expect(assembled({ index: 0, id: 'a', argumentsJson: '{}' }, { index: 1, id: 'b', name: 'end_call' })).toEqual([end]);
});

test('of a reply that broke off, only calls whose arguments are complete; of one that was stopped, none with half of them', () => {
  const assembly = new CallAssembly();
  assembly.add(part({ index: 0, ...slots }));
  assembly.add(part({ index: 1, id: 'b', name: 'end_call' }));
  assembly.add(part({ index: 2, id: 'c', name: 'find_slots', argumentsJson: '{"da' }));
  expect(assembly.wholeCalls()).toEqual([slots]);
  expect(assembly.stoppedCalls()).toEqual([slots, end, { id: 'c', name: 'find_slots', argumentsJson: 'null' }]);
});

function tear(text: string, cuts: readonly number[]): string[] {
  const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  return at.slice(1).map((to, index) => text.slice(at[index], to));
}

function mix<Item>(first: readonly Item[], second: readonly Item[], turns: readonly boolean[]): Item[] {
  const [left, right] = [[...first], [...second]];
  const mixed = turns.flatMap((isFirst) => (isFirst ? left : right).splice(0, 1));
  return [...mixed, ...left, ...right];
}
