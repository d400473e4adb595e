import { resultOf, type EndedAttempt } from './attempt.policy.js';
import { MACHINE_MESSAGES, machineMessageText } from './machine-message.builder.js';

it.each<[EndedAttempt['carrierStatus'], EndedAttempt['answeredBy'], boolean, ReturnType<typeof resultOf>]>([
  ['busy', null, false, { reason: 'busy', ending: 'busy', again: true }],
  ['no-answer', null, false, { reason: 'no_answer', ending: 'no_answer', again: true }],
  ['failed', null, false, { reason: 'failed', ending: 'failed', again: true }],
  ['canceled', null, false, { reason: 'failed', ending: 'failed', again: true }],
  ['completed', 'human', false, { reason: 'answered', ending: null, again: false }],
  ['completed', 'unknown', false, { reason: 'answered', ending: null, again: false }],
  ['completed', null, false, { reason: 'answered', ending: null, again: false }],
  ['completed', 'machine', true, { reason: 'message_left', ending: 'message_left', again: false }],
  ['completed', 'machine', false, { reason: 'machine', ending: 'no_answer', again: true }],
])('%s, answered by %s, message spoken: %s', (carrierStatus, answeredBy, messageSpoken, result) => {
  expect(resultOf({ carrierStatus, answeredBy, messageSpoken })).toEqual(result);
});

it('tells a machine who calls and nothing else', () => {
  const sender = { clinicName: 'Test Dental', ourNumber: '+15125550100' };
  expect(MACHINE_MESSAGES.map((message) => machineMessageText(message, sender))).toEqual([
    'Hello, this is Test Dental. Please call us back at 5 1 2 5 5 5 0 1 0 0. Thank you. Goodbye.',
    'Hello, this is Test Dental. We will try to reach you again later. Goodbye.',
  ]);
});
