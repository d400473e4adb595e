import { SIGN_OF_LIFE_WITHIN_MS } from '../../../src/agent/voice-agent.port.js';
import { AgentSession } from '../../../src/conversation/agent-session.js';
import { RecordingListener } from '../../support/recording-listener.js';
import type { ScriptedSession } from '../../support/scripted-deepgram.js';
import { plainBrief } from '../../support/voice-agent-bench.js';
import { useRoster } from '../agent-roster/roster-bench.js';

/** The agent's side of a call before a real driver and a scripted provider; time is moved by hand, a frame of audio at a time. */

let agent: AgentSession;
let listener: RecordingListener;
let lasted: { route: string; ms: number }[];

afterEach(() => agent.end()); // before the bench looks whether anything was left behind
const bench = useRoster();
beforeEach(() => {
  listener = new RecordingListener();
  lasted = [];
  const onOver = (route: string, ms: number) => void lasted.push({ route, ms });
  agent = new AgentSession(bench.roster, bench.clock, Object.assign(listener, { onOver }));
});

/** Opens the next session. All that was sent on it so far has arrived, so that its provider is known to answer pings. */
async function opened(): Promise<ScriptedSession> {
  const opening = agent.open(
    () => Promise.resolve(plainBrief),
    () => undefined,
    { elsewhere: false, live: true },
  );
  const provider = await bench.usual.nextSession();
  await provider.open();
  await opening;
  await provider.roundTrip();
  return provider;
}

/** Frames of 20 ms, as the carrier brings them. Answers what was sent. */
function caller(sound: 'speaks' | 'is quiet', ms: number): Buffer {
  const frame = Buffer.alloc(160, sound === 'speaks' ? 0x10 : 0xff);
  for (let sentMs = 0; sentMs < ms; sentMs += 20) {
    agent.sendAudio(frame, sound === 'speaks');
    bench.clock.advance(20);
  }
  return Buffer.alloc(8 * ms, frame);
}

async function begins(provider: ScriptedSession): Promise<void> {
  provider.send({ type: 'UserStartedSpeaking' });
  await listener.next('caller_started_speaking');
  await provider.roundTrip();
}

describe('a sentence that nobody puts into words', () => {
  it('makes a dead session known long before its pings would, and is given to the next one', async () => {
    const dead = await opened();
    const sentence = caller('speaks', 1000);
    await dead.audio(sentence.length);
    await begins(dead);
    dead.stopReading();
    const quiet = caller('is quiet', 1100);
    bench.clock.advance(SIGN_OF_LIFE_WITHIN_MS);
    const { story } = listener;
    dead.resumeReading();
    expect(story).toEqual(['caller_started_speaking', expect.stringMatching(/^link_closed .*"peer_silent"/)]);

    const next = await opened();
    expect(await next.audio(sentence.length + quiet.length)).toEqual(Buffer.concat([sentence, quiet]));
    caller('is quiet', 1000); // it has hardly had the time to tell of it
    expect(listener.story).toHaveLength(2);
  });

  it('is no reason to give a session up that shows a sign of life', async () => {
    const slow = await opened();
    const sentence = caller('speaks', 1000);
    await slow.audio(sentence.length);
    await begins(slow);
    caller('is quiet', 1100);
    await slow.roundTrip();
    bench.clock.advance(SIGN_OF_LIFE_WITHIN_MS);
    expect(listener.story).toEqual(['caller_started_speaking']);
  });

  it('makes a session known that lives and hears nothing; what the next one does not hear either was a noise', async () => {
    await opened();
    const sentence = caller('speaks', 1000);
    caller('is quiet', 1100);
    expect(listener.story).toEqual([expect.stringMatching(/^link_closed .*"deaf"/)]);

    const next = await opened();
    await next.audio(sentence.length);
    caller('speaks', 1000);
    caller('is quiet', 1100);
    await next.roundTrip();
    expect(listener.story).toHaveLength(1);

    await begins(next);
    next.send({ type: 'ConversationText', role: 'user', content: 'Hello.' });
    await listener.next('caller_said');
    caller('speaks', 1000);
    caller('is quiet', 1100);
    expect(listener.story.at(-1)).toMatch(/^link_closed .*"deaf"/);
    await opened();
  });

  it('may be a cough, which no session tells of', async () => {
    const provider = await opened();
    caller('speaks', 700);
    caller('is quiet', 1100);
    await provider.roundTrip();
    expect(listener.story).toEqual([]);
  });
});

it('a sentence whose words are known asks nothing more of its session', async () => {
  const provider = await opened();
  const sentence = caller('speaks', 1000);
  await provider.audio(sentence.length);
  provider.send({ type: 'ConversationText', role: 'user', content: 'Hello.' });
  await listener.next('caller_said');
  await provider.roundTrip();
  provider.stopReading();
  caller('is quiet', 1100);
  bench.clock.advance(SIGN_OF_LIFE_WITHIN_MS);
  const { story } = listener;
  provider.resumeReading();
  expect(story).toEqual(['caller_turn_ended', 'caller_said Hello.']);
});

it('tells once how long each session lasted, whoever ended it', async () => {
  const lost = await opened();
  bench.clock.advance(700);
  lost.drop();
  await listener.next('link_closed');
  expect(lasted).toEqual([{ route: 'deepgram', ms: 700 }]);

  await opened();
  bench.clock.advance(300);
  await agent.close();
  expect(lasted.map(({ ms }) => ms)).toEqual([700, 300]);
});
