import { readText } from './text-words.policy.js';

const read = (body: string, optOutType: 'STOP' | 'START' | 'HELP' | null = null) =>
  readText({ body, optOutType }, null);

it.each(['C', 'c', 'CONFIRM', ' Confirm. ', 'confirmed', 'YES', 'yes!', 'y'])(
  'takes "%s" for a confirmation',
  (body) => {
    expect(read(body)).toMatchObject({ choice: null, wish: 'confirm' });
  },
);

it.each(['RESCHEDULE', 'reschedule.', 'Reschedule my appointment'])(
  'takes "%s" for the wish for another time',
  (body) => {
    expect(read(body)).toEqual({ choice: null, wish: 'reschedule', answer: null });
  },
);

it.each(['STOP', 'stop.', 'StopAll', 'unsubscribe', 'END', 'quit', 'REVOKE', 'optout', 'Opt out'])(
  'takes "%s" for the wish to get no texts, and for nothing else',
  (body) => {
    expect(read(body)).toEqual({ choice: 'refused', wish: null, answer: null });
  },
);

it('takes CANCEL for both, as the carrier does, and "cancel my visit" for the visit alone', () => {
  expect(read('Cancel')).toEqual({ choice: 'refused', wish: 'cancel', answer: null });
  expect(read('cancel my visit')).toEqual({ choice: null, wish: 'cancel', answer: null });
  expect(read('CANCEL APPOINTMENT')).toEqual({ choice: null, wish: 'cancel', answer: null });
});

it('takes YES of somebody who gets no texts for START, and not for a confirmation', () => {
  expect(readText({ body: 'YES', optOutType: null }, 'refused')).toEqual({
    choice: 'given',
    wish: null,
    answer: null,
  });
  expect(readText({ body: 'YES', optOutType: null }, 'given')).toMatchObject({ choice: null, wish: 'confirm' });
  expect(read('unstop')).toEqual({ choice: 'given', wish: null, answer: null });
});

it.each([
  ['Yes', 'yes'],
  ['y!', 'yes'],
  ['yes, please', 'yes'],
  ['sí', 'yes'],
  ['No.', 'no'],
  ['no thank you', 'no'],
  ['C', null],
  ['no idea', null],
  ['yes but at ten', null],
] as const)('takes "%s" for the answer %s to what was asked', (body, answer) => {
  expect(read(body).answer).toBe(answer);
});

it.each(['HELP', 'info'])('leaves "%s" to the carrier', (body) => {
  expect(read(body)).toEqual({ choice: null, wish: null, answer: null });
});

it.each([
  'Please stop by the pharmacy',
  'can I cancel half of it?',
  'I want to cancel and rebook',
  'yes but later',
  '👍',
  '',
])('leaves "%s" to a person', (body) => {
  expect(read(body)).toEqual({ choice: null, wish: 'other', answer: null });
});

it('trusts the carrier’s own verdict more than its list of words', () => {
  expect(read('no more of these', 'STOP')).toEqual({ choice: 'refused', wish: null, answer: null });
  expect(read('cancel', 'STOP')).toEqual({ choice: 'refused', wish: 'cancel', answer: null });
  expect(read('come back', 'START')).toEqual({ choice: 'given', wish: null, answer: null });
  expect(read('yes', 'START')).toEqual({ choice: 'given', wish: 'confirm', answer: 'yes' });
  expect(read('confirm', 'HELP')).toEqual({ choice: null, wish: null, answer: null });
});
