import type { Settings } from './clinic-settings.types.js';
import { contradictions } from './settings-together.policy.js';

const settings = {
  overflow: 'message',
  deskNumber: null,
  onCallNumber: null,
  outboundFromMinute: 540,
  outboundUntilMinute: 1140,
  dialCountries: ['US', 'CA'],
  dialPrefixes: [],
} as unknown as Settings;

const fieldsOf = (change: Partial<Settings>, before: Partial<Settings> = {}, ownNumbers: string[] = []) =>
  contradictions(
    { ...settings, ...before, ...change },
    new Set(Object.keys(change) as (keyof Settings)[]),
    ownNumbers,
  ).map(({ field }) => field);

it('names the field of the change that does not go with what is settled', () => {
  expect(fieldsOf({ overflow: 'ring_desk' })).toEqual(['/overflow']);
  expect(fieldsOf({ deskNumber: null }, { overflow: 'ring_desk', deskNumber: '+15550100101' })).toEqual([
    '/deskNumber',
  ]);
  expect(fieldsOf({ overflow: 'ring_desk', deskNumber: '+15550100101' })).toEqual([]);
  expect(fieldsOf({ overflow: 'menu' })).toEqual([]);
});

it('wants outbound hours that have a length', () => {
  expect(fieldsOf({ outboundFromMinute: 1140 })).toEqual(['/outboundFromMinute']);
  expect(fieldsOf({ outboundUntilMinute: 500 })).toEqual(['/outboundUntilMinute']);
  expect(fieldsOf({ outboundFromMinute: 600, outboundUntilMinute: 600 })).toEqual(['/outboundFromMinute']);
  expect(fieldsOf({ outboundFromMinute: 480, outboundUntilMinute: 481 })).toEqual([]);
});

it("lets no call be handed to the clinic's own line", () => {
  const own = ['+15550100001'];
  expect(fieldsOf({ deskNumber: '+15550100001', onCallNumber: '+15550100001' }, {}, own)).toEqual([
    '/deskNumber',
    '/onCallNumber',
  ]);
  expect(fieldsOf({ deskNumber: '+15550100002' }, {}, own)).toEqual([]);
});

it('does not speak of what the change is not about', () => {
  expect(fieldsOf({ slotMinutes: 10 }, { deskNumber: '+15550100001' }, ['+15550100001'])).toEqual([]);
});
