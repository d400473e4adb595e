import type { Deepgram } from '@deepgram/sdk';
import type { AgentBrief, HistoryItem } from '../voice-agent.port.js';
import { buildSettings, MAX_KEYTERM_CHARS, MAX_PROMPT_CHARS } from './deepgram-settings.builder.js';

const brief: AgentBrief = {
  instructions: 'Answer the phone.',
  greeting: 'Good morning.',
  language: 'en',
  voice: 'aura-2-thalia-en',
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
        listen: { provider: { type: 'deepgram', version: 'v2', model: 'flux-general-en' } },
        think: {
          provider: { type: 'open_ai', model: 'gpt-4.1-mini', temperature: 0.3 },
          prompt: 'Answer the phone.',
        },
        speak: { provider: { type: 'deepgram', version: 'v1', model: 'aura-2-thalia-en' } },
      },
    });
  });

  it.each([
    ['en', { type: 'deepgram', version: 'v2', model: 'flux-general-en' }],
    ['en-US', { type: 'deepgram', version: 'v2', model: 'flux-general-en' }],
    ['es', { type: 'deepgram', version: 'v2', model: 'flux-general-multi', language_hints: ['es'] }],
  ])('listen in %s with a model that knows it', (language, provider) => {
    expect(built({ language }).agent.listen.provider).toEqual(provider);
  });

  it.each([
    ['aura-2-thalia-en', 'v1'],
    ['flux-kit-en', 'v2'],
  ])('name the family of the voice %s', (voice, version) => {
    expect(built({ voice }).agent.speak.provider).toEqual({ type: 'deepgram', version, model: voice });
  });

  it('hold back only the functions that change something until the turn is confirmed', () => {
    const tool = { name: 'find', description: 'Finds.', parameters: { type: 'object' } };
    const { functions } = built({
      tools: [
        { ...tool, mutates: false },
        { ...tool, name: 'book', mutates: true },
      ],
    }).agent.think;
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

  it('omit the context when there is nothing in it', () => {
    expect(built({ history: [said('agent', '')] }).agent).not.toHaveProperty('context');
  });

  describe('of a prompt that is too long', () => {
    it('keep what fits, to the last whole line, and say how much is missing', () => {
      const line = `${'x'.repeat(99)}\n`;
      const { settings, omitted } = buildSettings({ ...brief, instructions: line.repeat(251) });
      expect(settings.agent.think.prompt).toBe(line.repeat(250).trimEnd());
      expect(omitted.promptChars).toBe(101);
    });

    it('do not cut a character in half when there is no line to cut at', () => {
      const { settings } = buildSettings({ ...brief, instructions: `x${'🦷'.repeat(MAX_PROMPT_CHARS)}` });
      expect(settings.agent.think.prompt).toBe(`x${'🦷'.repeat((MAX_PROMPT_CHARS - 2) / 2)}`);
    });

    it('leave one of exactly the limit alone', () => {
      const instructions = 'x'.repeat(MAX_PROMPT_CHARS);
      expect(buildSettings({ ...brief, instructions })).toMatchObject({
        settings: { agent: { think: { prompt: instructions } } },
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
