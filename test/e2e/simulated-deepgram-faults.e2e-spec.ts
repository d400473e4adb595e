import '../support/in-virtual-time.js';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { BYTES_PER_MS } from '../../src/audio/frame.types.js';
import { encodeUlaw } from '../../src/audio/g711.codec.js';
import { DeepgramBench, silence, TABLE_TOOLS, thinkWith } from '../support/deepgram-bench.js';
import { settingsWith, type Frame, type SdkAgent } from '../support/sdk-agent.js';

describe('how simulated Deepgram misbehaves, seen by the official SDK', () => {
  const bench = new DeepgramBench();
  const TABLE_WISH = "I'd like a table for two on Friday.";
  const openWithTables = () => bench.open({ think: thinkWith(TABLE_TOOLS) });

  describe('refusing for a while', () => {
    it.each([
      [503, /503/],
      ['reset', /ECONNRESET|socket hang up/],
    ] as const)('with %s, until it is told otherwise', async (how, message) => {
      await bench.listen();
      bench.server.faults.outage = { with: how };
      expect(await (await bench.dial()).failed).toMatch(message);
      expect(await (await bench.dial()).failed).toMatch(message);
      delete bench.server.faults.outage;

      await expect((await bench.dial()).next('Welcome')).resolves.toBeDefined();
    });
  });

  describe('breaking off', () => {
    it.each([
      ['caller_speaking', ['UserStartedSpeaking']],
      ['thinking', ['UserStartedSpeaking', 'ConversationText', 'EndOfTurn', 'AgentThinking']],
      [
        'tool_pending',
        ['UserStartedSpeaking', 'ConversationText', 'EndOfTurn', 'AgentThinking', 'FunctionCallRequest'],
      ],
    ] as const)('while %s', async (when, seen) => {
      await bench.listen();
      bench.server.faults.breaks = [{ at: { turn: 1, when }, how: { closeCode: 1006 } }];
      const agent = await openWithTables();
      await agent.say(TABLE_WISH);

      expect(await agent.closed).toBe(1006);
      expect(agent.types.slice(2)).toEqual(seen);
    });

    it('in the middle of a reply, which never ends', async () => {
      await bench.listen();
      bench.server.faults.breaks = [{ at: { turn: 1, when: 'speaking' }, how: { closeCode: 1011 } }];
      const agent = await bench.open({ think: { ...thinkWith([]), prompt: 'Opening hours: nine to five, all week.' } });
      await agent.say('When are you open?');

      expect(await agent.closed).toBe(1011);
      expect(agent.audio).toHaveLength(3);
      expect(agent.types).not.toContain('AgentAudioDone');
    });

    it('at an age, and in one session only', async () => {
      await bench.listen();
      const [doomed, other] = [await bench.open(), await bench.open()];
      bench.server.sessions[0]?.killAt(0, { closeCode: 1005 });

      expect(await doomed.closed).toBe(1005);
      await other.say('Hello.');
      await other.next('AgentAudioDone');
    });

    it('some time after the settings were applied', async () => {
      await bench.listen();
      bench.server.faults.breaks = [{ at: { afterMs: 200 }, how: { error: 'INTERNAL_SERVER_ERROR' } }];
      const agent = await bench.open();

      expect(await agent.next('Error')).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
      expect(await agent.closed).toBe(1000);
    });
  });

  describe('falling silent in mid-session', () => {
    const dial = async () => {
      const socket = new WebSocket(bench.server.url, { headers: { authorization: 'token any' } });
      const frames: string[] = [];
      socket.on('message', (data: Buffer, isBinary) => frames.push(isBinary ? 'audio' : data.toString()));
      await once(socket, 'message');
      socket.send(JSON.stringify(settingsWith({})));
      await once(socket, 'message');
      return { socket, frames, session: bench.server.sessions.at(-1) };
    };

    it('answers pings all the same when it is mute', async () => {
      await bench.listen();
      const { socket, frames, session } = await dial();
      session?.break('mute');
      socket.send(JSON.stringify({ type: 'UpdatePrompt', prompt: 'x' }));
      socket.ping();
      await once(socket, 'pong');

      expect(frames).toHaveLength(2);
      expect(session?.state).toBe('active');
      socket.terminate();
    });

    it('answers nothing when the connection is half open', async () => {
      await bench.listen();
      const { socket, frames, session } = await dial();
      const pongs: unknown[] = [];
      socket.on('pong', (data) => pongs.push(data));
      session?.break('half_open');
      socket.ping();
      socket.send(JSON.stringify({ type: 'UpdatePrompt', prompt: 'x' }));
      // What another session is answered in the meantime, this one would have been too.
      const other = await dial();
      other.socket.ping();
      await once(other.socket, 'pong');

      expect(pongs).toEqual([]);
      expect(frames).toHaveLength(2);
      for (const each of [socket, other.socket]) each.terminate();
    });
  });

  describe('a reply', () => {
    it('comes late as a whole, and the model is said to be slow', async () => {
      await bench.listen();
      bench.server.faults.lateReply = { turn: 1, ms: 5200 };
      const agent = await bench.open();
      await agent.say('Hello.');
      await agent.said('assistant');

      expect(agent.types.slice(2, 8)).toEqual([
        'UserStartedSpeaking',
        'ConversationText',
        'EndOfTurn',
        'AgentThinking',
        'Warning',
        'ConversationText',
      ]);
      expect(await agent.next('Warning')).toMatchObject({ code: 'SLOW_THINK_REQUEST' });
      expect((await agent.next('LatencyReport', has('total_latency')))['total_latency']).toBeGreaterThan(5);
    });

    it('comes as text long before it comes as audio', async () => {
      await bench.listen();
      bench.server.faults.lateAudio = { turn: 0, ms: 600 };
      const agent = await bench.open({ greeting: 'Welcome.' });
      await agent.said('assistant');
      // Any message that is answered at once is answered before the audio comes.
      agent.socket.sendUpdatePrompt({ type: 'UpdatePrompt', prompt: 'x' });
      await agent.next('AgentAudioDone');

      expect(agent.types.indexOf('PromptUpdated')).toBeLessThan(agent.types.indexOf('audio'));
    });

    it('is told to be over before its last audio came, and its text behind all of it', async () => {
      await bench.listen();
      Object.assign(bench.server.quirks, { framesAfterDone: 2, text: 'behind_all_audio' });
      const agent = await bench.open({ greeting: 'Good morning to everybody.' });
      await agent.next('AgentAudioDone');
      agent.socket.sendUpdatePrompt({ type: 'UpdatePrompt', prompt: 'x' });
      await agent.next('PromptUpdated');

      expect(agent.types.slice(-5)).toEqual(['ConversationText', 'AgentAudioDone', 'audio', 'audio', 'PromptUpdated']);
      expect(agent.heard()).toBe('Good morning to everybody.');
    });

    it('is not said to be over', async () => {
      await bench.listen();
      bench.server.faults.lostAudioDoneAtTurn = 1;
      const agent = await bench.open();
      await agent.say('Hello.');
      await agent.said('assistant', /help/);
      await agent.say('Hello, good morning.');
      await agent.next('AgentAudioDone');

      expect(agent.types.filter((type) => type === 'AgentAudioDone')).toHaveLength(1);
      expect(agent.types.filter((type) => type === 'UserStartedSpeaking')).toHaveLength(2);
    });
  });

  describe("the caller's turn", () => {
    it('begins without being told', async () => {
      await bench.listen();
      bench.server.faults.lostUserStartAtTurn = 1;
      const agent = await bench.open();
      await agent.say('Hello.');
      await agent.said('user', 'Hello.');

      expect(agent.types).not.toContain('UserStartedSpeaking');
    });

    it('ends without its words being told, and is answered', async () => {
      await bench.listen();
      bench.server.faults.lostUserTextAtTurn = 1;
      const agent = await bench.open();
      await agent.say('Hello.');

      expect(await agent.said('assistant')).toBe('Hello!');
      expect(agent.types.slice(2, 5)).toEqual(['UserStartedSpeaking', 'EndOfTurn', 'AgentThinking']);
    });

    it('does not end before it is ended by force', async () => {
      await bench.listen();
      bench.server.faults.endlessTurn = 1;
      const agent = await bench.open();
      await agent.say('Hello.', 6000);
      agent.socket.sendUpdatePrompt({ type: 'UpdatePrompt', prompt: 'x' });
      await agent.next('PromptUpdated');
      expect(agent.types).not.toContain('EndOfTurn');
      agent.socket.sendForceEndTurn({ type: 'ForceEndTurn' });

      expect(await agent.said('user')).toBe('Hello.');
      expect(await agent.next('EndOfTurn')).toMatchObject({ trigger: 'manual' });
    });

    it('is nothing when it was a noise: the reply that it cut is gone, and nobody answers', async () => {
      await bench.listen();
      const agent = await bench.open({ greeting: 'Let me read you all of our terms. There are seventeen of them.' });
      await agent.next('audio');
      agent.send(Buffer.concat([noise(300), silence(700)]));
      await agent.next('UserStartedSpeaking');
      await agent.say('Hello.');
      await agent.said('assistant', /help/);

      const [start] = agent.types.flatMap((type, at) => (type === 'UserStartedSpeaking' ? [at] : []));
      expect(agent.types.slice(start, (start ?? 0) + 7)).toEqual([
        'UserStartedSpeaking',
        'audio',
        'audio',
        'UserStartedSpeaking',
        'ConversationText',
        'EndOfTurn',
        'AgentThinking',
      ]);
      expect(bench.server.sessions[0]?.userTurns).toEqual(['Hello.']);
    });
  });

  describe('models and voices that fail', () => {
    const two = [thinkWith([]), { ...thinkWith([]), prompt: 'Opening hours: nine to five.' }];

    it('are replaced by the next of the list, for one reply', async () => {
      await bench.listen();
      Object.assign(bench.server.faults, { thinkFails: { turn: 1, models: 1 }, speakFails: { turn: 1, voices: 1 } });
      const agent = await bench.open({ think: two, speak: [voice('aura-2-thalia-en'), voice('aura-2-zeus-en')] });
      await agent.say('When are you open?');

      expect(await agent.said('assistant')).toBe('Opening hours: nine to five.');
      expect(await agent.next('Warning')).toMatchObject({ code: 'THINK_REQUEST_FAILED' });
      expect(await agent.next('Warning')).toMatchObject({ code: 'SPEAK_REQUEST_FAILED' });
      await agent.next('AgentAudioDone');
      await agent.say('When are you closed?');
      expect(await agent.said('assistant')).toMatch(/can't help/);
    });

    it.each([
      [{ thinkFails: { turn: 1, models: 2 } }, 'THINK_REQUEST_FAILED', 'FAILED_TO_THINK'],
      [{ speakFails: { turn: 1, voices: 1 } }, 'SPEAK_REQUEST_FAILED', 'FAILED_TO_SPEAK'],
    ])('end the session when none is left: %j', async (faults, warning, error) => {
      await bench.listen();
      Object.assign(bench.server.faults, faults);
      const agent = await bench.open({ think: two });
      await agent.say('Hello.');

      expect(await agent.next('Error')).toMatchObject({ code: error });
      const warnings = agent.frames.all.filter(({ type }) => type === 'Warning');
      expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set([warning]));
    });
  });

  describe('function requests', () => {
    const answer = (agent: SdkAgent, request: Frame) => {
      const [call] = request['functions'] as { id: string; name: string }[];
      const content = JSON.stringify({ tables: [{ tableId: 't1', label: 'the window table' }] });
      agent.socket.sendFunctionCallResponse({
        type: 'FunctionCallResponse',
        id: call?.id,
        name: call?.name ?? '',
        content,
      });
      return call?.id;
    };

    it('are revoked before they can be answered, and made anew', async () => {
      await bench.listen();
      bench.server.faults.cancelCalls = { turn: 1, answered: false };
      const agent = await openWithTables();
      await agent.say(TABLE_WISH);
      const revoked = answer(agent, await agent.next('FunctionCallRequest'));
      expect(await agent.next('FunctionCallCancelled')).toMatchObject({ functions: [{ id: revoked }] });
      const again = answer(agent, await agent.next('FunctionCallRequest'));

      expect(again).not.toBe(revoked);
      expect(await agent.said('assistant', /window/)).toBe('I have the window table.');
    });

    it('are revoked when they were answered, and made anew', async () => {
      await bench.listen();
      bench.server.faults.cancelCalls = { turn: 1, answered: true };
      const agent = await openWithTables();
      await agent.say(TABLE_WISH);
      const request = await agent.next('FunctionCallRequest');
      expect(agent.types).not.toContain('FunctionCallCancelled');
      const revoked = answer(agent, request);
      expect(await agent.next('FunctionCallCancelled')).toMatchObject({ functions: [{ id: revoked }] });
      answer(agent, await agent.next('FunctionCallRequest'));

      expect(await agent.said('assistant', /window/)).toBe('I have the window table.');
      expect(agent.types.filter((type) => type === 'FunctionCallResponse')).toHaveLength(1);
    });
  });

  it('ends a session at the age it is told to, and warns before', async () => {
    await bench.listen();
    Object.assign(bench.server.quirks, { sessionWarningMs: 200, sessionLimitMs: 500 });
    const agent = await bench.open();

    expect(await agent.next('Warning')).toMatchObject({ code: 'MAXIMUM_SESSION_LENGTH_APPROACHING' });
    expect(await agent.next('Error')).toMatchObject({ code: 'MAXIMUM_SESSION_LENGTH_REACHED' });
  });

  it('sends several frames in one TCP segment', async () => {
    await bench.listen();
    bench.server.quirks.framesTogether = 4;
    const segments: Buffer[] = [];
    const client = new WebSocket(bench.server.url, {
      perMessageDeflate: false,
      createConnection: (options: object) => {
        const socket = connect(options as { host: string; port: number });
        socket.on('data', (data: Buffer) => segments.push(data));
        return socket;
      },
    });
    const frames: string[] = [];
    const done = new Promise<void>((resolve) => {
      client.on('message', (data: Buffer, isBinary) => {
        const type = isBinary ? 'audio' : (JSON.parse(data.toString()) as { type: string }).type;
        frames.push(type);
        if (type === 'Welcome') client.send(JSON.stringify(settingsWith({ greeting: 'Hello.' })));
        if (type === 'AgentAudioDone') resolve();
      });
    });
    await done;

    expect(frames.slice(1, 5)).toEqual(['SettingsApplied', 'ConversationText', 'History', 'audio']);
    const together = segments.find((data) => data.includes('SettingsApplied'));
    expect(together?.includes('History')).toBe(true);
    client.terminate();
  });
});

const has = (field: string) => (frame: Frame) => frame[field] !== undefined;
const voice = (model: string) => ({ provider: { type: 'deepgram' as const, model } });

/** Loud, and without captions. */
function noise(ms: number): Buffer {
  const samples = Int16Array.from({ length: ms * BYTES_PER_MS }, (_, at) => ((at * 7919) % 12_000) - 6000);
  return Buffer.from(encodeUlaw(samples)).map((code) => code & 0xfe) as Buffer;
}
