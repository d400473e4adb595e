import { readText } from './text-words.policy.js';

const NOTHING = { choice: null, noCalls: false, confirmIn: null, isWrongNumber: false, wish: null, answer: null };
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
    expect(read(body)).toEqual({ ...NOTHING, wish: 'reschedule' });
  },
);

it.each(['STOP', ' stop ', 'StopAll', 'unsubscribe', 'END', 'quit', 'REVOKE', 'optout'])(
  'takes "%s" for the wish to get no texts, and for nothing else, and leaves the confirmation to the carrier',
  (body) => {
    expect(read(body)).toEqual({ ...NOTHING, choice: 'refused' });
  },
);

it.each([
  ['stop.', 'en'],
  ['Opt out', 'en'],
  ['please stop texting me', 'en'],
  ['ALTO', 'es'],
] as const)('takes "%s" for the same, which the carrier does not know, so that we confirm it', (body, language) => {
  expect(read(body)).toEqual({ ...NOTHING, choice: 'refused', confirmIn: language });
});

it('leaves to the desk what is said beside it, and who was not meant', () => {
  expect(read('stop texting me and cancel my appointment')).toMatchObject({ choice: 'refused', wish: 'other' });
  expect(read('wrong number')).toMatchObject({ choice: 'refused', noCalls: true, isWrongNumber: true, wish: 'other' });
  expect(read("don't call me")).toMatchObject({ choice: null, confirmIn: null, noCalls: true, wish: 'other' });
});

it('takes CANCEL for both, as the carrier does, and "cancel my visit" for the visit alone', () => {
  expect(read('Cancel')).toEqual({ ...NOTHING, choice: 'refused', wish: 'cancel' });
  expect(read('cancel my visit')).toEqual({ ...NOTHING, wish: 'cancel' });
  expect(read('CANCEL APPOINTMENT')).toEqual({ ...NOTHING, wish: 'cancel' });
});

it('takes YES of somebody who gets no texts for START, and not for a confirmation', () => {
  expect(readText({ body: 'YES', optOutType: null }, 'refused')).toEqual({ ...NOTHING, choice: 'given' });
  expect(readText({ body: 'YES', optOutType: null }, 'given')).toMatchObject({ choice: null, wish: 'confirm' });
  expect(read('unstop')).toEqual({ ...NOTHING, choice: 'given' });
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
  expect(read(body)).toEqual(NOTHING);
});

it.each([
  'Please stop by the pharmacy',
  'can I cancel half of it?',
  'I want to cancel and rebook',
  'yes but later',
  '👍',
  '',
])('leaves "%s" to a person', (body) => {
  expect(read(body)).toEqual({ ...NOTHING, wish: 'other' });
});

it('trusts the carrier’s own verdict more than its list of words', () => {
  expect(read('no more of these', 'STOP')).toEqual({ ...NOTHING, choice: 'refused' });
  expect(read('cancel', 'STOP')).toEqual({ ...NOTHING, choice: 'refused', wish: 'cancel' });
  expect(read('come back', 'START')).toEqual({ ...NOTHING, choice: 'given' });
  expect(read('yes', 'START')).toEqual({ ...NOTHING, choice: 'given', wish: 'confirm', answer: 'yes' });
  expect(read('confirm', 'HELP')).toEqual(NOTHING);
});
