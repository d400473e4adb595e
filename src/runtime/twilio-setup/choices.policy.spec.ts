import { chooseClinic, chooseNumber } from './choices.policy.js';

const MAIN = { number: '+15125550100' };
const SECOND = { number: '+15125550101' };
const NORTH = { id: 'a1', name: 'North Dental' };
const SOUTH = { id: 'b2', name: 'South Dental' };

const unclear = (message: string): unknown => ({ kind: 'unclear', message: expect.stringContaining(message) });
const chosen = (value: unknown): unknown => ({ kind: 'chosen', value });

describe('the number', () => {
  it('is the only one there is', () => {
    expect(chooseNumber([MAIN], null)).toEqual(chosen(MAIN));
  });

  it('has to be named among several, which are listed', () => {
    expect(chooseNumber([MAIN, SECOND], null)).toEqual(unclear('--number:\n  +15125550100\n  +15125550101'));
    expect(chooseNumber([MAIN, SECOND], SECOND.number)).toEqual(chosen(SECOND));
  });

  it('has to belong to the account', () => {
    expect(chooseNumber([MAIN], '+15125550999')).toEqual(unclear('no number +15125550999'));
    expect(chooseNumber([], null)).toEqual(unclear('has no number'));
  });
});

describe('the clinic', () => {
  it('is the one that answers already, or the only one there is', () => {
    expect(chooseClinic([NORTH, SOUTH], SOUTH, null)).toEqual(chosen(SOUTH));
    expect(chooseClinic([NORTH], null, null)).toEqual(chosen(NORTH));
  });

  it('has to be named among several, by name or id', () => {
    expect(chooseClinic([NORTH, SOUTH], null, null)).toEqual(unclear('North Dental (a1)\n  South Dental (b2)'));
    expect(chooseClinic([NORTH, SOUTH], null, 'South Dental')).toEqual(chosen(SOUTH));
    expect(chooseClinic([NORTH, SOUTH], null, 'a1')).toEqual(chosen(NORTH));
    expect(chooseClinic([NORTH, { ...NORTH, id: 'c3' }], null, 'North Dental')).toEqual(unclear('by its id'));
  });

  it('has to exist', () => {
    expect(chooseClinic([NORTH], null, 'East Dental')).toEqual(unclear('no clinic "East Dental"'));
    expect(chooseClinic([], null, null)).toEqual(unclear('no clinic that could answer'));
  });

  it('takes no number away from another one', () => {
    expect(chooseClinic([NORTH, SOUTH], NORTH, 'South Dental')).toEqual(unclear('belongs to North Dental'));
  });
});
