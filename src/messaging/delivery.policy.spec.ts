import { statesBefore, statusOfReceipt } from './delivery.policy.js';

it('knows what each of the carrier’s words says of a text', () => {
  const said = [
    'accepted',
    'queued',
    'sending',
    'sent',
    'delivered',
    'read',
    'undelivered',
    'failed',
    'canceled',
    'new word',
  ];
  expect(said.map(statusOfReceipt)).toEqual([
    ...['sent', 'sent', 'sent', 'sent', 'delivered', 'delivered', 'undelivered', 'failed', 'failed', 'sent'],
  ]);
});

it('lets news follow earlier states only, and nothing follow an end', () => {
  expect(statesBefore('sent')).toEqual(['queued', 'sending']);
  for (const end of ['delivered', 'undelivered', 'failed', 'suppressed'] as const) {
    expect(statesBefore(end)).toEqual(['queued', 'sending', 'sent']);
  }
});
