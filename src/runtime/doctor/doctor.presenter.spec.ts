import { failed, ok, skipped, warning, type CheckResult } from './doctor.types.js';
import { allWell, presentAsJson, presentForPeople } from './doctor.presenter.js';

const well: CheckResult = { name: 'Node', ...ok('v22.0.0') };
const odd: CheckResult = { name: 'Twilio account', ...warning('a trial', 'upgrade it') };
const broken: CheckResult = { name: 'Database', ...failed('not reached', 'start it') };

describe('the report', () => {
  it('puts what to do below what is wrong', () => {
    expect(presentForPeople([well, odd, broken, { name: 'Deepgram', ...skipped('a stand-in') }])).toEqual([
      'ok       Node            v22.0.0',
      'warning  Twilio account  a trial',
      '                         → upgrade it',
      'FAILED   Database        not reached',
      '                         → start it',
      '-        Deepgram        a stand-in',
      '',
      '1 of 4 checks failed.',
    ]);
  });

  it('says at the end whether calls work', () => {
    expect(presentForPeople([well]).at(-1)).toBe('Everything that was examined is well.');
    expect(presentForPeople([well, odd]).at(-1)).toBe('Calls work. 1 thing wants attention.');
    expect([allWell([well, odd]), allWell([well, broken])]).toEqual([true, false]);
  });

  it('can be read by programs', () => {
    expect(JSON.parse(presentAsJson([well, broken]))).toEqual({ ok: false, checks: [well, broken] });
  });
});
