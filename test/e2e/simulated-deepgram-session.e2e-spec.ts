import '../support/in-virtual-time.js';
import type { Brain, BrainContext, BrainStep } from '../../src/simulation/brain/brain.port.js';
import { DeepgramBench, silence, TABLE_TOOLS, thinkWith } from '../support/deepgram-bench.js';
import { settingsWith, type Frame } from '../support/sdk-agent.js';

describe('a session with simulated Deepgram, driven by the official SDK', () => {
  const bench = new DeepgramBench();

  describe('functions', () => {
    it('are requested, echoed, recorded, and their results are spoken of', async () => {
      await bench.listen();
      const agent = await bench.open({ think: thinkWith(TABLE_TOOLS) });
      await agent.say("I'd like a table for two on Friday.");
      const [call] = requestedIn(await agent.next('FunctionCallRequest'));
      const content = JSON.stringify({ tables: [{ tableId: 't1', label: 'the window table' }] });
      agent.socket.sendFunctionCallResponse({
        type: 'FunctionCallResponse',
        id: call?.id,
        name: 'find_tables',
        content,
      });

      expect(call).toMatchObject({ name: 'find_tables', client_side: true });
      expect(await agent.next('FunctionCallResponse')).toMatchObject({ id: call?.id, content });
      expect(await agent.next('History', ({ function_calls }) => function_calls !== undefined)).toMatchObject({
        function_calls: [{ id: call?.id, response: content, arguments: call?.arguments }],
      });
      expect(await agent.said('assistant', /window/)).toBe('I have the window table.');
      expect(bench.server.sessions[0]?.functionResponses).toHaveLength(1);
    });

    it('come several in one request, and the model waits for one answer to each', async () => {
      const seen: BrainContext[] = [];
      await bench.listen({ brain: scripted(seen, [callBoth, say('Both are done.')]) });
      const agent = await bench.open({ think: thinkWith(TABLE_TOOLS) });
      await agent.say('Do both.');
      const [first, second] = requestedIn(await agent.next('FunctionCallRequest'));
      for (const [call, content] of [
        [second, 'b'],
        [second, 'twice'],
        [first, 'a'],
      ] as const)
        agent.socket.sendFunctionCallResponse({
          type: 'FunctionCallResponse',
          id: call?.id,
          name: call?.name ?? '',
          content,
        });

      expect(await agent.said('assistant')).toBe('Both are done.');
      expect(seen.at(-1)?.history.slice(-2)).toMatchObject([{ resultJson: 'a' }, { resultJson: 'b' }]);
      expect(agent.types.filter((type) => type === 'FunctionCallResponse')).toHaveLength(2);
    });

    it('are cancelled when the caller goes on speaking; a late answer to them is dropped', async () => {
      await bench.listen();
      const agent = await bench.open({ think: thinkWith(TABLE_TOOLS) });
      await agent.say("I'd like a table for two on Friday.");
      const [call] = requestedIn(await agent.next('FunctionCallRequest'));
      await agent.say('No, Saturday.');

      expect(await agent.next('FunctionCallCancelled')).toMatchObject({
        functions: [{ id: call?.id, name: 'find_tables' }],
      });
      agent.socket.sendFunctionCallResponse({
        type: 'FunctionCallResponse',
        id: call?.id,
        name: 'find_tables',
        content: '{}',
      });
      const [again] = requestedIn(await agent.next('FunctionCallRequest'));
      expect(again?.arguments).toBe(JSON.stringify({ when: 'Saturday', guests: 2 }));
      expect(agent.types).not.toContain('FunctionCallResponse');
    });

    it('start on a guess that the turn is over, unless they are deferred; a resumed turn revokes them', async () => {
      await bench.listen({ brain: scripted([], [callBoth, callBoth, callBoth]) });
      const agent = await bench.open({
        listen: { provider: { type: 'deepgram', version: 'v2', model: 'flux-general-en', eager_eot_threshold: 0.4 } },
        think: thinkWith([TABLE_TOOLS[0], { ...TABLE_TOOLS[1], defer_until_eot: true }]),
      });
      await agent.say('I want this', 350);
      expect(requestedIn(await agent.next('FunctionCallRequest')).map(({ name }) => name)).toEqual(['find_tables']);
      await agent.say('and that.', 350);

      expect(await agent.next('FunctionCallCancelled')).toBeDefined();
      expect(requestedIn(await agent.next('FunctionCallRequest')).map(({ name }) => name)).toEqual(['find_tables']);
      agent.send(silence(200));
      expect(requestedIn(await agent.next('FunctionCallRequest')).map(({ name }) => name)).toEqual(['take_table']);
      expect(agent.types.indexOf('FunctionCallCancelled')).toBeLessThan(agent.types.indexOf('ConversationText'));
      expect(agent.types.lastIndexOf('FunctionCallRequest')).toBeGreaterThan(agent.types.indexOf('ConversationText'));
    });

    it('end the session when the model calls one that does not exist', async () => {
      await bench.listen({ brain: scripted([], [callBoth]) });
      const agent = await bench.open();
      await agent.say('Do both.');

      expect(await agent.next('Error')).toMatchObject({ code: 'NON_EXISTENT_FUNCTION_CALLED' });
    });
  });

  describe('speaking over the agent', () => {
    const LONG =
      'Let me read you all of our many terms and conditions. There are seventeen of them. The first one is long.';

    it('stops it: a frame or two still come, but no end of audio and no later sentence', async () => {
      await bench.listen();
      const agent = await bench.open({ greeting: LONG });
      await agent.next('audio');
      await agent.say('Stop it.');
      await agent.said('user', 'Stop it.');
      const atStart = agent.types.indexOf('UserStartedSpeaking');
      const between = agent.types.slice(atStart + 1, agent.types.indexOf('ConversationText', atStart));

      expect(between).toEqual(['audio', 'audio']);
      expect(agent.heard()).not.toContain('seventeen');
    });

    it('refuses to inject a line while somebody is mid-turn, unless the line may wait or interrupt', async () => {
      await bench.listen();
      const agent = await bench.open({ greeting: LONG });
      await agent.next('audio');
      agent.socket.sendInjectAgentMessage({ type: 'InjectAgentMessage', message: 'May I?' });
      await agent.next('InjectionRefused');
      agent.socket.sendInjectAgentMessage({ type: 'InjectAgentMessage', message: 'After that.', behavior: 'queue' });
      await agent.said('assistant', 'After that.');
      agent.socket.sendInjectAgentMessage({ type: 'InjectAgentMessage', message: 'Right now.', behavior: 'interrupt' });
      await agent.said('assistant', 'Right now.');
      await agent.next('AgentAudioDone');

      expect(agent.heard()).toMatch(/seventeen .* long\. .*Right now\.$/);
    });

    it('refuses a line that would wait while the caller speaks', async () => {
      await bench.listen();
      const agent = await bench.open();
      await agent.say('Just a', 0);
      await agent.next('UserStartedSpeaking');
      agent.socket.sendInjectAgentMessage({ type: 'InjectAgentMessage', message: 'One moment.', behavior: 'queue' });

      expect(await agent.next('InjectionRefused')).toBeDefined();
    });
  });

  describe('changing a session', () => {
    it('acknowledges every update', async () => {
      await bench.listen();
      const agent = await bench.open();
      agent.socket.sendUpdatePrompt({ type: 'UpdatePrompt', prompt: 'Opening hours: nine to five.' });
      await agent.next('PromptUpdated');
      agent.socket.sendUpdateSpeak({
        type: 'UpdateSpeak',
        speak: { provider: { type: 'deepgram', model: 'aura-2-zeus-en' } },
      });
      await agent.next('SpeakUpdated');
      agent.socket.sendUpdateListen({
        type: 'UpdateListen',
        listen: { provider: { type: 'deepgram', version: 'v1', model: 'nova-3' } },
      });
      await agent.next('ListenUpdated');
      await agent.say('When are you open?');

      expect(await agent.said('assistant', /nine/)).toBe('Opening hours: nine to five.');
    });

    it('speaks with the first voice of the list, then with what UpdateSpeak brought', async () => {
      await bench.listen();
      const agent = await bench.open({
        greeting: 'Welcome.',
        speak: [voice('aura-2-zeus-en'), voice('aura-2-luna-en')],
      });
      await agent.next('AgentAudioDone');
      agent.socket.sendUpdateSpeak({ type: 'UpdateSpeak', speak: [voice('aura-2-thalia-en')] });
      await agent.next('SpeakUpdated');
      agent.socket.sendInjectAgentMessage({ type: 'InjectAgentMessage', message: 'Welcome.', behavior: 'interrupt' });
      await agent.next('AgentAudioDone');
      const [zeus, thalia] = [
        await bench.speech.render('rms', 'Welcome.'),
        await bench.speech.render('slt', 'Welcome.'),
      ];

      expect(Buffer.concat(agent.audio).equals(Buffer.concat([zeus.audio, thalia.audio]))).toBe(true);
    });

    it('tells of languages only when it listens for several', async () => {
      await bench.listen();
      const agent = await bench.open();
      await agent.say('Buenos días.');
      expect(await agent.next('ConversationText', fromUser)).not.toHaveProperty('languages');
      agent.socket.sendUpdateListen({ type: 'UpdateListen', listen: { provider: multilingual } });
      await agent.next('ListenUpdated');
      await agent.say('Quiero dejar un mensaje.');
      expect(await agent.next('ConversationText', fromUser)).toMatchObject({
        languages: ['es'],
        languages_hinted: ['en', 'es'],
      });
      await agent.say('I want to leave a message.');
      expect(await agent.next('ConversationText', fromUser)).toMatchObject({ languages: ['en'] });
    });

    it('thinks with what UpdateThink brought', async () => {
      await bench.listen();
      const agent = await bench.open();
      agent.socket.sendUpdateThink({ type: 'UpdateThink', think: thinkWith(TABLE_TOOLS) });
      await agent.next('ThinkUpdated');
      await agent.say("I'd like a table for two on Friday.");

      expect(requestedIn(await agent.next('FunctionCallRequest'))).toHaveLength(1);
    });

    it('ends a turn by force with Flux, and says that it can not with Nova', async () => {
      await bench.listen();
      const agent = await bench.open();
      await agent.say('Hello', 0);
      await agent.next('UserStartedSpeaking');
      agent.socket.sendForceEndTurn({ type: 'ForceEndTurn' });
      expect(await agent.next('EndOfTurn')).toMatchObject({ trigger: 'manual' });

      const nova = await bench.open({ listen: { provider: { type: 'deepgram', model: 'nova-3' } } as never });
      nova.socket.sendForceEndTurn({ type: 'ForceEndTurn' });
      expect(await nova.next('Warning')).toMatchObject({ code: 'FORCE_END_TURN_UNSUPPORTED' });
    });
  });

  describe('faults and quirks', () => {
    it('stays silent before the message it is told to withhold', async () => {
      await bench.listen();
      bench.server.faults.stallBefore = 'SettingsApplied';
      const stalled = await bench.dial();
      await stalled.next('Welcome');
      stalled.socket.sendSettings(settingsWith({}));
      await bench.open();

      expect(stalled.types).toEqual(['Welcome']);
    });

    it.each([1000, 1005, 1006, 1011])('drops the connection with %d at the turn it is told to', async (closeCode) => {
      await bench.listen();
      bench.server.faults.breaks = [{ at: { turn: 1 }, how: { closeCode } }];
      const agent = await bench.open();
      await agent.say('Hello.');

      expect(await agent.closed).toBe(closeCode);
    });

    it('ends the session with the error it is told to', async () => {
      await bench.listen();
      bench.server.faults.breaks = [{ at: { turn: 1 }, how: { error: 'SERVER_GOING_AWAY', closeCode: 1011 } }];
      const agent = await bench.open();
      await agent.say('Hello.');

      expect(await agent.next('Error')).toMatchObject({ code: 'SERVER_GOING_AWAY' });
      expect(await agent.closed).toBe(1011);
    });

    it('leaves a turn unanswered, and answers the next', async () => {
      await bench.listen();
      bench.server.faults.emptyReplyAtTurn = 1;
      const agent = await bench.open();
      await agent.say('Hello.');
      await agent.next('AgentThinking');
      await agent.say('Hello, good morning.');

      expect(await agent.said('assistant')).toBe('Hello!');
      expect(agent.types.filter((type) => type === 'AgentThinking')).toHaveLength(2);
    });

    it('sends text after its first audio, requests twice, and messages nobody knows', async () => {
      await bench.listen();
      Object.assign(bench.server.quirks, { text: 'behind_first_audio', repeatedRequests: true, strayMessages: true });
      const agent = await bench.open({ greeting: 'Welcome.', think: thinkWith(TABLE_TOOLS) });
      await agent.next('AgentAudioDone');
      expect(agent.types.indexOf('audio')).toBeLessThan(agent.types.indexOf('ConversationText'));

      await agent.say("I'd like a table for two on Friday.");
      const first = await agent.next('FunctionCallRequest');
      expect(await agent.next('FunctionCallRequest')).toEqual(first);
      expect(agent.types).toEqual(expect.arrayContaining(['SomethingNew', 'text']));
    });
  });
});

const voice = (model: string) => ({ provider: { type: 'deepgram' as const, model } });
const multilingual = {
  type: 'deepgram' as const,
  version: 'v2' as const,
  model: 'flux-general-multi' as const,
  language_hints: ['en', 'es'],
};
const fromUser = ({ role }: Frame) => role === 'user';

interface Requested {
  id: string;
  name: string;
  arguments: string;
  client_side: boolean;
}
const requestedIn = (frame: { [field: string]: unknown }) => frame['functions'] as Requested[];

const say = (...sentences: string[]): BrainStep => ({ kind: 'say', sentences });
const callBoth: BrainStep = {
  kind: 'call',
  lead: null,
  calls: [
    { name: 'find_tables', arguments: {} },
    { name: 'take_table', arguments: {} },
  ],
};

/** Takes the given steps in order, whatever it is told. */
function scripted(seen: BrainContext[], steps: readonly BrainStep[]): Brain {
  const left = [...steps];
  return {
    respond: (context) => {
      seen.push(context);
      return left.shift() ?? say();
    },
  };
}
