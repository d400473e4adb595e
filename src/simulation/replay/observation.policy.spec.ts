import { parseCapture } from './capture-file.protocol.js';
import { compare, describeAnswer, observeCapture } from './observation.policy.js';

const lines = [
  { format: 'crownline-capture', version: 1, callSid: 'CA1', startedAt: '2026-11-20T15:00:00Z', audio: 'clear' },
  { ms: 0, type: 'webhook', id: 'a', path: '/twilio/voice', fields: {} },
  { ms: 1, type: 'webhook', id: 'b', path: '/twilio/voice/status', fields: {} },
  { ms: 2, type: 'answer', id: 'b', status: 204, twiml: '' },
  { ms: 3, type: 'answer', id: 'a', status: 200, twiml: '<Response><Connect><Stream/></Connect></Response>' },
  { ms: 4, type: 'stream_opened', stream: 's' },
  { ms: 5, type: 'out', stream: 's', event: 'clear' },
  { ms: 6, type: 'out', stream: 's', event: 'mark', name: 't1.1' },
  { ms: 7, type: 'stream_closed', stream: 's', by: 'server', code: 1008 },
];
const observed = observeCapture(parseCapture('x.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join('')));

it('a capture tells how each request was answered and what became of each stream', () => {
  expect(observed).toEqual({
    answers: [
      { path: '/twilio/voice', answer: '200 Connect(Stream)' },
      { path: '/twilio/voice/status', answer: '204' },
    ],
    streams: [{ ending: 'by server, 1008', clears: 1 }],
  });
});

it('two playings are compared by the verbs of answers, and by the ends and clears of streams', () => {
  const answer = describeAnswer(200, '<Response><Say>Somebody else says it in other words.</Say><Hangup/></Response>');
  const replayed = { answers: [{ path: '/twilio/voice', answer }], streams: [] };
  expect(compare(observed, observed)).toEqual([]);
  expect(compare(observed, replayed)).toEqual([
    { what: 'answer 1, /twilio/voice', recorded: '200 Connect(Stream)', replayed: '200 Say Hangup' },
    { what: 'answer 2, /twilio/voice/status', recorded: '204', replayed: 'none' },
    { what: 'stream 1, closed', recorded: 'by server, 1008', replayed: 'not opened' },
    { what: 'stream 1, clears', recorded: '1', replayed: '0' },
  ]);
});
