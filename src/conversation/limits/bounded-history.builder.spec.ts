import type { HistoryItem } from '../../agent/voice-agent.port.js';
import { boundedHistory } from './bounded-history.builder.js';

const mutates = (name: string) => name !== 'find_slots';
const caller = (text: string): HistoryItem => ({ kind: 'said', role: 'caller', text });
const agent = (text: string): HistoryItem => ({ kind: 'said', role: 'agent', text });
const ran = (requestId: string, name: string, args: object, result: object): HistoryItem => ({
  kind: 'tool',
  requestId,
  name,
  argumentsJson: JSON.stringify(args),
  resultJson: JSON.stringify(result),
});

/** A call that has gone on for so long that its beginning is out of reach. */
const BOOKED = ran(
  '2',
  'book_appointment',
  { slotId: 's1', patientName: 'Ada Marsh' },
  { booked: true, label: 'Tuesday' },
);
const OFFERED = ran(
  '3',
  'find_slots',
  { when: 'after five' },
  { slots: [{ slotId: 's7', label: 'Friday at 5:30 PM' }] },
);
const LONG: HistoryItem[] = [
  caller('Hello, my daughter is afraid of needles.'),
  ran('1', 'find_slots', { when: 'next week' }, { slots: [{ slotId: 's1', label: 'Tuesday' }] }),
  BOOKED,
  ran(
    '4',
    'take_message',
    { callerName: 'Ada Marsh', phone: '123' },
    { problem: 'phone_needed', message: 'Ask for a number.' },
  ),
  OFFERED,
  ...Array.from({ length: 60 }, (_, index) => [
    caller(`And what about ${'this '.repeat(12)}${index}?`),
    agent('Well.'),
  ]).flat(),
  caller('Friday then.'),
];

const summaryOf = (items: readonly HistoryItem[]) => {
  const [first] = items;
  if (first?.kind !== 'tool') throw new Error('no summary');
  return JSON.parse(first.resultJson) as Record<string, unknown>;
};

it('begins with what the caller gave, what is open, and what they said, and keeps what was done and offered last', () => {
  const bounded = boundedHistory(LONG, mutates, 9000);
  expect(summaryOf(bounded)).toMatchObject({
    summary: expect.stringContaining('not asked for again') as string,
    given: { when: ['after five', 'next week'], patientName: ['Ada Marsh'], callerName: ['Ada Marsh'], phone: ['123'] },
    open: { take_message: 'Ask for a number.' },
  });
  expect(bounded.slice(1, 3)).toEqual([BOOKED, OFFERED]);
  expect(bounded.at(-1)).toEqual(caller('Friday then.'));
  expect(bounded.slice(3)).toEqual(LONG.slice(3 - bounded.length));
});

it('keeps what the caller said of themselves that no tool was told', () => {
  expect(summaryOf(boundedHistory(LONG, mutates, 9000)).callerSaid).toContain(
    'Hello, my daughter is afraid of needles.',
  );
});

it('names nothing as open that has succeeded since', () => {
  const later = [
    ...LONG.slice(0, -1),
    ran('9', 'take_message', { phone: '512' }, { written: true }),
    caller('Thanks.'),
  ];
  expect(summaryOf(boundedHistory(later, mutates, 9000)).open).toEqual({});
});
