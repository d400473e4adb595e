import { ToolLedger } from './tool-ledger.policy.js';

describe('the ledger of function calls', () => {
  let ledger: ToolLedger;

  beforeEach(() => {
    ledger = new ToolLedger();
  });

  it('owes each call one answer', () => {
    expect(ledger.open('f1', 'find')).toBe(true);
    expect(ledger.allAnswered).toBe(false);
    expect(ledger.answer('f1')).toBe('find');
    expect(ledger.answer('f1')).toBeNull();
    expect(ledger.answer('f2')).toBeNull();
    expect(ledger.allAnswered).toBe(true);
  });

  it('owes none for a call that is cancelled, or that comes again', () => {
    ledger.open('f1', 'find');
    expect(ledger.open('f1', 'find')).toBe(false);
    expect(ledger.cancel('f1')).toBe(true);
    expect(ledger.cancel('f1')).toBe(false);
    expect(ledger.answer('f1')).toBeNull();
    expect(ledger.open('f1', 'find')).toBe(false);
  });

  it('takes the news that an answer has arrived once, and knows whether the caller has started since', () => {
    ledger.open('f1', 'find');
    ledger.open('f2', 'find');
    expect(ledger.confirm('f1')).toBeNull();
    ledger.answer('f1');
    ledger.callerStarted();
    ledger.answer('f2');
    expect(ledger.hasUnconfirmed).toBe(true);
    expect(ledger.confirm('f1')).toEqual({ givenSinceCut: false });
    expect(ledger.confirm('f2')).toEqual({ givenSinceCut: true });
    expect(ledger.confirm('f2')).toBeNull();
    expect(ledger.hasUnconfirmed).toBe(false);
  });

  it.each<[string, () => void]>([
    ['the call was cancelled', () => void ledger.cancel('f1')],
    ['the agent has spoken', () => ledger.agentSpoke()],
  ])('makes nothing of that news once %s', (_what, happens) => {
    ledger.open('f1', 'find');
    ledger.answer('f1');
    happens();
    expect(ledger.confirm('f1')).toBeNull();
  });
});
