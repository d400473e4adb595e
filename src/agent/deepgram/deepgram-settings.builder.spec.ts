import type { Deepgram } from '@deepgram/sdk';
import type { AgentBrief, BriefChange, HistoryItem } from '../voice-agent.port.js';
import {
  buildSettings,
  buildUpdates,
  changed,
  MAX_KEYTERM_CHARS,
  MAX_PROMPT_CHARS,
} from './deepgram-settings.builder.js';

const brief: AgentBrief = {
  instructions: 'Answer the phone.',
  greeting: 'Good morning.',
  languages: ['en'],
  voices: ['aura-2-thalia-en'],
  models: [{ vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.3 }],
  turnTaking: { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 },
  keyterms: [],
  tools: [],
  history: [],
};

const built = (changes: Partial<AgentBrief> = {}) => buildSettings({ ...brief, ...changes }).settings;
const said = (role: 'caller' | 'agent', text: string): HistoryItem => ({ kind: 'said', role, text });

describe('Deepgram settings', () => {
  it('keep the call out of model training, at the only place where Deepgram accepts it', () => {
    expect(built().mip_opt_out).toBe(true);
    expect(built().agent).not.toHaveProperty('mip_opt_out');
  });

  it('are Settings by the vendor’s own types', () => {
    const settings: Deepgram.agent.AgentV1Settings = built();
    expect(settings.type).toBe('Settings');
  });

  it('have no field without a value, since Deepgram refuses what it does not know', () => {
    expect(built({ greeting: null })).toEqual({
      type: 'Settings',
      mip_opt_out: true,
      flags: { history: true },
      audio: {
        input: { encoding: 'mulaw', sample_rate: 8000 },
        output: { encoding: 'mulaw', sample_rate: 8000, container: 'none' },
      },
      agent: {
        listen: {
          provider: {
            type: 'deepgram',
            version: 'v2',
            model: 'flux-general-en',
            eot_threshold: 0.7,
            eot_timeout_ms: 5000,
          },
        },
        think: [
          {
            provider: { type: 'open_ai', model: 'gpt-4.1-mini', temperature: 0.3 },
            prompt: 'Answer the phone.',
          },
        ],
        speak: [{ provider: { type: 'deepgram', version: 'v1', model: 'aura-2-thalia-en' } }],
      },
    });
  });

  it.each([
    ['en', { type: 'deepgram', version: 'v2', model: 'flux-general-en', eot_threshold: 0.7, eot_timeout_ms: 5000 }],
    ['en-US', { type: 'deepgram', version: 'v2', model: 'flux-general-en', eot_threshold: 0.7, eot_timeout_ms: 5000 }],
    [
      'es',
      {
        type: 'deepgram',
        version: 'v2',
        model: 'flux-general-multi',
        language_hints: ['es'],
        eot_threshold: 0.7,
        eot_timeout_ms: 5000,
      },
    ],
  ])('listen in %s with a model that knows it', (language, provider) => {
    expect(built({ languages: [language] }).agent.listen.provider).toEqual(provider);
  });

  it.each([
    ['aura-2-thalia-en', 'v1'],
    ['flux-kit-en', 'v2'],
  ])('name the family of the voice %s', (voice, version) => {
    expect(built({ voices: [voice] }).agent.speak).toEqual([{ provider: { type: 'deepgram', version, model: voice } }]);
  });

  it('hold back only the functions that change something until the turn is confirmed', () => {
    const tool = { name: 'find', description: 'Finds.', parameters: { type: 'object' } };
    const { functions } = built({
      tools: [
        { ...tool, mutates: false },
        { ...tool, name: 'book', mutates: true },
      ],
    }).agent.think[0]!;
    expect(functions).toEqual([tool, { ...tool, name: 'book', defer_until_eot: true }]);
  });

  it('carry the conversation so far in order, without turns that nobody heard a word of', () => {
    const call = { requestId: 'f1', name: 'find', argumentsJson: '{}', resultJson: '{"slots":[]}' };
    const history: HistoryItem[] = [
      said('agent', 'Hello.'),
      said('caller', 'Hi.'),
      { kind: 'tool', ...call },
      said('agent', ' '),
      said('agent', 'Nothing is free.'),
    ];
    expect(built({ history }).agent.context?.messages).toEqual([
      { type: 'History', role: 'assistant', content: 'Hello.' },
      { type: 'History', role: 'user', content: 'Hi.' },
      {
        type: 'History',
        function_calls: [{ id: 'f1', name: 'find', client_side: true, arguments: '{}', response: '{"slots":[]}' }],
      },
      { type: 'History', role: 'assistant', content: 'Nothing is free.' },
    ]);
  });

  it('repeat prompt and functions for every model that is to be tried, and list the voices in order', () => {
    const tool = { name: 'find', description: 'Finds.', parameters: { type: 'object' } };
    const { think, speak } = built({
      tools: [{ ...tool, mutates: true }],
      models: [
        { vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.3 },
        { vendor: 'anthropic', name: 'claude-haiku-4-5', temperature: 0 },
        { vendor: 'google', name: 'gemini-2.5-flash', temperature: 1 },
      ],
      voices: ['aura-2-thalia-en', 'flux-kit-en'],
    }).agent;
    const rest = { prompt: 'Answer the phone.', functions: [{ ...tool, defer_until_eot: true }] };
    expect(think).toEqual([
      { provider: { type: 'open_ai', model: 'gpt-4.1-mini', temperature: 0.3 }, ...rest },
      { provider: { type: 'anthropic', model: 'claude-haiku-4-5', temperature: 0 }, ...rest },
      { provider: { type: 'google', model: 'gemini-2.5-flash', temperature: 1 }, ...rest },
    ]);
    expect(speak).toEqual([
      { provider: { type: 'deepgram', version: 'v1', model: 'aura-2-thalia-en' } },
      { provider: { type: 'deepgram', version: 'v2', model: 'flux-kit-en' } },
    ]);
  });

  it('say when a turn is over, hint at several languages and name the terms to expect', () => {
    const turnTaking = { endConfidence: 0.8, eagerConfidence: 0.5, endTimeoutMs: 3000 };
    const { provider } = built({ turnTaking, languages: ['en', 'es-MX'], keyterms: ['Dr Okafor'] }).agent.listen;
    expect(provider).toEqual({
      type: 'deepgram',
      version: 'v2',
      model: 'flux-general-multi',
      language_hints: ['en', 'es-MX'],
      eot_threshold: 0.8,
      eager_eot_threshold: 0.5,
      eot_timeout_ms: 3000,
      keyterms: ['Dr Okafor'],
    });
  });

  it('omit the context when there is nothing in it', () => {
    expect(built({ history: [said('agent', '')] }).agent).not.toHaveProperty('context');
  });

  describe('of a prompt that is too long', () => {
    it('keep what fits, to the last whole line, and say how much is missing', () => {
      const line = `${'x'.repeat(99)}\n`;
      const { settings, omitted } = buildSettings({ ...brief, instructions: line.repeat(251) });
      expect(settings.agent.think[0]!.prompt).toBe(line.repeat(250).trimEnd());
      expect(omitted.promptChars).toBe(101);
    });

    it('do not cut a character in half when there is no line to cut at', () => {
      const { settings } = buildSettings({ ...brief, instructions: `x${'🦷'.repeat(MAX_PROMPT_CHARS)}` });
      expect(settings.agent.think[0]!.prompt).toBe(`x${'🦷'.repeat((MAX_PROMPT_CHARS - 2) / 2)}`);
    });

    it('leave one of exactly the limit alone', () => {
      const instructions = 'x'.repeat(MAX_PROMPT_CHARS);
      expect(buildSettings({ ...brief, instructions })).toMatchObject({
        settings: { agent: { think: [{ prompt: instructions }] } },
        omitted: { promptChars: 0 },
      });
    });
  });

  it('keep the first of too many key terms, whole, and say how many are missing', () => {
    const term = 'x'.repeat(100);
    const keyterms = Array.from({ length: MAX_KEYTERM_CHARS / 100 + 2 }, () => term);
    const { settings, omitted } = buildSettings({ ...brief, keyterms });
    expect(settings.agent.listen.provider.keyterms).toHaveLength(MAX_KEYTERM_CHARS / 100);
    expect(omitted.keyterms).toBe(2);
  });
});

describe('updates of a running session', () => {
  const updates = (change: BriefChange, before: Partial<AgentBrief> = {}) =>
    buildUpdates({ ...brief, ...before }, change).messages;
  const listen = (change: BriefChange, before: Partial<AgentBrief> = {}) => {
    const [update, ...more] = updates(change, before);
    if (update?.type !== 'UpdateListen' || more.length > 0) throw new Error('one UpdateListen is expected');
    return update.listen.provider;
  };
  const tool = { name: 'find', description: 'Finds.', parameters: { type: 'object' }, mutates: false };

  it('are updates by the vendor’s own types', () => {
    const [update] = updates({ languages: ['es'] });
    if (update?.type === 'UpdateListen') expect<Deepgram.agent.AgentV1UpdateListen>(update).toBeDefined();
    const [think] = updates({ tools: [tool] });
    if (think?.type === 'UpdateThink') expect<Deepgram.agent.AgentV1UpdateThink>(think).toBeDefined();
    const [speak] = updates({ voices: ['aura-2-luna-en'] });
    if (speak?.type === 'UpdateSpeak') expect<Deepgram.agent.AgentV1UpdateSpeak>(speak).toBeDefined();
    expect.assertions(3);
  });

  it('are none when nothing changes', () => {
    expect(updates({})).toEqual([]);
    expect(updates({ instructions: undefined, voices: undefined, keyterms: undefined })).toEqual([]);
  });

  it('send the whole prompt when only the instructions change', () => {
    expect(updates({ instructions: 'Rhyme.' })).toEqual([{ type: 'UpdatePrompt', prompt: 'Rhyme.' }]);
    expect(updates({ instructions: '' })).toEqual([{ type: 'UpdatePrompt', prompt: '' }]);
  });

  it('send all that thinks, whole, when tools or models change', () => {
    const models = [
      { vendor: 'anthropic', name: 'claude-haiku-4-5', temperature: 0 },
      { vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.3 },
    ] as const;
    const provider = { type: 'open_ai', model: 'gpt-4.1-mini', temperature: 0.3 };
    const { mutates: _not, ...asFunction } = tool;
    expect(updates({ tools: [tool], instructions: 'Rhyme.' })).toEqual([
      { type: 'UpdateThink', think: [{ provider, prompt: 'Rhyme.', functions: [asFunction] }] },
    ]);
    expect(updates({ models }, { tools: [tool] })).toEqual([
      {
        type: 'UpdateThink',
        think: [
          {
            provider: { type: 'anthropic', model: 'claude-haiku-4-5', temperature: 0 },
            prompt: 'Answer the phone.',
            functions: [asFunction],
          },
          { provider, prompt: 'Answer the phone.', functions: [asFunction] },
        ],
      },
    ]);
    expect(updates({ tools: [] }, { tools: [tool] })).toEqual([
      { type: 'UpdateThink', think: [{ provider, prompt: 'Answer the phone.' }] },
    ]);
  });

  it('send the voices in order', () => {
    expect(updates({ voices: ['flux-kit-en', 'aura-2-thalia-en'] })).toEqual([
      {
        type: 'UpdateSpeak',
        speak: [
          { provider: { type: 'deepgram', version: 'v2', model: 'flux-kit-en' } },
          { provider: { type: 'deepgram', version: 'v1', model: 'aura-2-thalia-en' } },
        ],
      },
    ]);
  });

  it('keep the recogniser’s model unless the languages need the other one', () => {
    expect(listen({ keyterms: ['Okafor'] }).model).toBe('flux-general-en');
    expect(listen({ languages: ['en', 'es'] })).toMatchObject({
      model: 'flux-general-multi',
      language_hints: ['en', 'es'],
    });
  });

  it('repeat the language hints, which Deepgram forgets when an update leaves them out', () => {
    expect(listen({ keyterms: ['Okafor'] }, { languages: ['es'] })).toMatchObject({ language_hints: ['es'] });
  });

  it('say when no key terms are left, since Deepgram keeps what an update leaves out', () => {
    expect(listen({ keyterms: [] }, { keyterms: ['Okafor'] }).keyterms).toEqual([]);
    expect(listen({ keyterms: ['Adeyemi'] }, { keyterms: ['Okafor'] }).keyterms).toEqual(['Adeyemi']);
    expect(listen({ languages: ['es'] })).not.toHaveProperty('keyterms');
  });

  it('end guessing by asking of a guess what is asked of the end', () => {
    const guessing = { endConfidence: 0.7, eagerConfidence: 0.4, endTimeoutMs: 5000 };
    const sure = { ...guessing, eagerConfidence: null };
    expect(listen({ turnTaking: sure }, { turnTaking: guessing }).eager_eot_threshold).toBe(0.7);
    expect(listen({ turnTaking: { ...sure, endConfidence: 0.95 } }, { turnTaking: guessing })).toMatchObject({
      eot_threshold: 0.95,
      eager_eot_threshold: 0.9,
    });
    expect(listen({ turnTaking: sure }, { turnTaking: sure })).not.toHaveProperty('eager_eot_threshold');
    expect(listen({ turnTaking: guessing }, { turnTaking: sure }).eager_eot_threshold).toBe(0.4);
  });

  it('say what does not fit', () => {
    const instructions = 'x'.repeat(MAX_PROMPT_CHARS + 7);
    const { messages, omitted } = buildUpdates(brief, { instructions });
    expect(omitted).toEqual({ promptChars: 7, keyterms: 0 });
    expect(messages).toEqual([{ type: 'UpdatePrompt', prompt: instructions.slice(7) }]);
  });

  it('leave in the brief what they do not name', () => {
    expect(changed(brief, { instructions: 'Rhyme.', voices: undefined })).toEqual({ ...brief, instructions: 'Rhyme.' });
  });
});
