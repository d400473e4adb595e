import { plainBrief, useVoiceAgent } from '../../support/voice-agent-bench.js';
import { audioDone, openSession, startDeepgramHarness } from './deepgram-harness.js';

describe('Deepgram on the wire: changing a session', () => {
  const bench = useVoiceAgent(startDeepgramHarness);
  const listening = { type: 'deepgram', version: 'v2', eot_threshold: 0.7, eot_timeout_ms: 5000 };

  it('sends one message for each part that changes, with nothing that was not asked for', async () => {
    const { link, session } = await openSession(bench);
    link.update({ instructions: 'Rhyme.' });
    link.update({ languages: ['en', 'es'], voices: ['aura-2-luna-en', 'aura-2-celeste-es'] });
    link.update({ tools: [] });
    link.update({});
    link.endTurn();
    await session.received('ForceEndTurn');
    expect(session.messages.all.slice(1)).toEqual([
      { type: 'UpdatePrompt', prompt: 'Rhyme.' },
      {
        type: 'UpdateListen',
        listen: { provider: { ...listening, model: 'flux-general-multi', language_hints: ['en', 'es'] } },
      },
      {
        type: 'UpdateSpeak',
        speak: [
          { provider: { type: 'deepgram', version: 'v1', model: 'aura-2-luna-en' } },
          { provider: { type: 'deepgram', version: 'v1', model: 'aura-2-celeste-es' } },
        ],
      },
      {
        type: 'UpdateThink',
        think: [{ provider: { type: 'open_ai', model: 'gpt-4.1-mini', temperature: 0.3 }, prompt: 'Rhyme.' }],
      },
      { type: 'ForceEndTurn' },
    ]);
    await link.close();
  });

  it('takes the acknowledgements without a word', async () => {
    const { link, session } = await openSession(bench);
    session.send({ type: 'PromptUpdated' }, { type: 'ThinkUpdated' }, { type: 'SpeakUpdated' });
    session.send({ type: 'ListenUpdated' }, audioDone);
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual(['agent_audio_done']);
    expect(await bench.counter('crownline_agent_unknown_messages_total')).toBe(0);
    await link.close();
  });

  it('says in the log what did not fit into a change', async () => {
    const { link } = await openSession(bench);
    link.update({ instructions: 'x'.repeat(25_010) });
    expect(bench.harness.logged()).toContain('"event":"agent.prompt_cut","driver":"deepgram","count":10');
    await link.close();
  });

  it('ends when a change is refused', async () => {
    const { link, session } = await openSession(bench);
    link.update({ voices: ['no-such-voice'] });
    await session.received('UpdateSpeak');
    session.send({ type: 'Error', code: 'INVALID_SETTINGS', description: 'No such voice.' });
    expect((await bench.listener.next('link_closed')).failure).toEqual({ kind: 'misused', code: 'INVALID_SETTINGS' });
    await link.close();
  });

  it.each([
    ['a first session', plainBrief],
    [
      'one that is resumed',
      { ...plainBrief, greeting: null, history: [{ kind: 'said', role: 'caller', text: 'Hi.' }] },
    ],
  ] as const)('opts out of model training in the Settings of %s', async (_what, brief) => {
    const linking = bench.dial({ brief });
    const session = await bench.harness.deepgram.nextSession();
    const settings = await session.open();
    expect(settings).toMatchObject({ type: 'Settings', mip_opt_out: true });
    await (await linking).close();
  });
});
