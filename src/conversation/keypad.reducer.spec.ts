import {
  finishEntry,
  NOTHING_PRESSED,
  pressKey,
  type KeypadField,
  type KeypadResult,
  type KeypadState,
} from './keypad.reducer.js';

function press(keys: string, awaited: KeypadField | null = null): { state: KeypadState; result: KeypadResult } {
  let step: { state: KeypadState; result: KeypadResult } = {
    state: { ...NOTHING_PRESSED, awaited },
    result: { kind: 'collecting' },
  };
  for (const key of keys) step = pressKey(step.state, key);
  return step;
}
const pause = (keys: string, awaited: KeypadField | null = null) => finishEntry(press(keys, awaited).state).result;

describe('the keypad', () => {
  it('takes a zero for the wish for a person at once', () => {
    expect(press('0').result).toEqual({ kind: 'human' });
    expect(press('*0').result).toEqual({ kind: 'human' });
  });

  it('takes a zero inside of a number for a digit, and for the wish again when nothing follows it', () => {
    expect(press('5550142233', 'phone').result).toEqual({ kind: 'keyed', field: 'phone', value: '+15550142233' });
    expect(press('0', 'birth_date').result).toEqual({ kind: 'collecting' });
    expect(pause('0', 'birth_date')).toEqual({ kind: 'human' });
  });

  it('knows when an awaited entry is whole', () => {
    expect(press('03141985', 'birth_date').result).toEqual({ kind: 'keyed', field: 'birth_date', value: '1985-03-14' });
    expect(press('1512555014', 'phone').result).toEqual({ kind: 'collecting' });
    expect(press('15125550143', 'phone').result).toEqual({ kind: 'keyed', field: 'phone', value: '+15125550143' });
    expect(press('04821', 'code').result).toEqual({ kind: 'collecting' });
    expect(press('048213', 'code').result).toEqual({ kind: 'keyed', field: 'code', value: '048213' });
  });

  it('waits on for an entry that can not be', () => {
    for (const [keys, field] of [
      ['02301985', 'birth_date'],
      ['555#', 'phone'],
      ['04821#', 'code'],
    ] as const) {
      const { state, result } = press(keys, field);
      expect(result).toEqual({ kind: 'unusable' });
      expect(state).toEqual({ awaited: field, digits: '' });
    }
  });

  it('understands what nobody asked for: a choice, a number, a date', () => {
    expect(pause('2')).toEqual({ kind: 'choice', digits: '2' });
    expect(pause('5125550143')).toEqual({ kind: 'keyed', field: 'phone', value: '+15125550143' });
    expect(pause('12141985')).toEqual({ kind: 'keyed', field: 'birth_date', value: '1985-12-14' });
    expect(pause('123456')).toEqual({ kind: 'unusable' });
    expect(pause('')).toEqual({ kind: 'collecting' });
  });

  it('forgets on star, and ends on pound', () => {
    expect(press('99*2#').result).toEqual({ kind: 'choice', digits: '2' });
  });
});
