import type { CallSid } from '../common/ids/ids.js';
import { callHash } from '../common/metrics/call-hash.js';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { CallerWaits } from './caller-waits.js';
import { ConversationMetrics } from './conversation.metrics.js';

const CALL = 'CA1' as CallSid;

function aStream() {
  const registry = new MetricsRegistry();
  const clock = new ManualClock();
  const waits = new CallerWaits(CALL, clock, new ConversationMetrics(registry));
  const shown = async (name: string) => (await registry.metrics()).split('\n').filter((row) => row.startsWith(name));
  return { waits, clock, shown };
}

it('takes the time to the first sound of a caller’s first stream for the greeting, and shows which call it was', async () => {
  const { waits, clock, shown } = aStream();
  waits.streamIs('fresh');
  clock.advance(700);
  waits.lineHeard(700, true);
  waits.lineHeard(0, false);
  expect(await shown('crownline_greeting_seconds_sum')).toEqual(['crownline_greeting_seconds_sum 0.7']);
  expect(await shown('crownline_greeting_seconds_bucket{le="0.8"}')).toEqual([
    expect.stringContaining(`1 # {call_hash="${callHash(CALL)}"} 0.7 `),
  ]);
  expect(await shown('crownline_caller_silence_seconds_count')).toEqual(['crownline_caller_silence_seconds_count 0']);
});

it.each(['placed', 'resumed', 'handed_on'] as const)('greets nobody on a stream that is %s', async (kind) => {
  const { waits, clock, shown } = aStream();
  waits.streamIs(kind);
  clock.advance(700);
  waits.lineHeard(Infinity, true);
  expect(await shown('crownline_greeting_seconds_count')).toEqual(['crownline_greeting_seconds_count 0']);
  expect(await shown('crownline_caller_silence_seconds_sum')).toEqual(['crownline_caller_silence_seconds_sum 0.7']);
  expect(await shown(`crownline_call_streams_total{kind="${kind}"}`)).toEqual([expect.stringMatching(/ 1$/)]);
});

it('counts silences in which a word was owed, also the last one, and no others', async () => {
  const { waits, clock, shown } = aStream();
  waits.streamIs('fresh');
  waits.lineHeard(0, false);
  clock.advance(60_000);
  waits.lineHeard(8000, false); // the caller was thinking
  waits.lineHeard(1500, true);
  waits.streamOver(4000, true);
  expect(await shown('crownline_caller_silence_seconds_count')).toEqual(['crownline_caller_silence_seconds_count 2']);
  expect(await shown('crownline_caller_silence_seconds_sum')).toEqual(['crownline_caller_silence_seconds_sum 5.5']);
  expect(await shown('crownline_call_stream_seconds_total')).toEqual(['crownline_call_stream_seconds_total 60']);
});
