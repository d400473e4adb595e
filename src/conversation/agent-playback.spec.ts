import { ManualClock } from '../../test/support/manual-clock.js';
import { BYTES_PER_MS } from '../audio/frame.types.js';
import { AgentPlayback } from './agent-playback.js';

/** A second of speech, and a carrier that says when it has played it. */
function saySomething() {
  const clock = new ManualClock();
  const marks: string[] = [];
  const told: [string, ...boolean[]][] = [];
  const carrier = {
    sendAudio: () => {},
    sendMark: (name: string) => void marks.push(name),
    clear: () => {},
    close: () => {},
  };
  const playback = new AgentPlayback(carrier, clock, {
    onAudible: () => told.push(['audible']),
    onSilent: (complete, confirmed) => told.push(['silent', complete, confirmed]),
    onCaughtUp: (complete) => told.push(['caught up', complete]),
    onHeard: () => {},
  });
  playback.beginTurn();
  playback.addAudio(Buffer.alloc(1000 * BYTES_PER_MS));
  playback.audioDone();
  const returnMarks = () => marks.splice(0).forEach((name) => playback.markReturned(name));
  return { clock, playback, told, returnMarks };
}

it('is silent when the carrier has played all', () => {
  const { clock, told, returnMarks } = saySomething();
  clock.advance(1050);
  expect(told).toEqual([['audible']]);
  returnMarks();
  expect(told.slice(1)).toEqual([['silent', true, true]]);
  clock.advance(5000);
  expect(told).toHaveLength(2);
});

it('is silent by the clock when the carrier says nothing, and says when it has caught up', () => {
  const { clock, told, returnMarks } = saySomething();
  clock.advance(1400);
  expect(told.slice(1)).toEqual([['silent', true, false]]);
  clock.advance(700);
  expect(told).toHaveLength(2);
  returnMarks();
  expect(told.slice(2)).toEqual([['caught up', true]]);
});

it.each([
  ['more is being said', (playback: AgentPlayback) => playback.addAudio(Buffer.alloc(8000))],
  ['it was cleared', (playback: AgentPlayback) => playback.clear()],
])('does not call it caught up when meanwhile %s', (_what, meanwhile) => {
  const { clock, playback, told, returnMarks } = saySomething();
  clock.advance(1400);
  meanwhile(playback);
  returnMarks();
  expect(told.map(([what]) => what)).not.toContain('caught up');
});
