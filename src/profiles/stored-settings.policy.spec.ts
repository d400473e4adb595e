import fc from 'fast-check';
import { AgentSettings } from './agent-profile.types.js';
import { readStoredSettings } from './stored-settings.policy.js';

const defaults = AgentSettings.parse({});

it('reads what is stored in full, and what an older version has stored with the defaults of what came since', () => {
  expect(readStoredSettings({ greetings: { en: 'Hello.' } })).toEqual({ ...defaults, greetings: { en: 'Hello.' } });
  const settings = AgentSettings.parse({ tools: ['end_call'], audio: { gainDb: 2 } });
  expect(readStoredSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
});

it('passes over what a newer version has stored', () => {
  const newer = {
    greetings: { en: 'Hello.' },
    ambience: 'birds',
    turnTaking: { endConfidence: 0.8, mood: 'calm' },
    models: [{ vendor: 'open_ai', name: 'gpt-4.1-mini', effort: 'low' }],
  };
  expect(readStoredSettings(newer)).toEqual({
    ...defaults,
    greetings: { en: 'Hello.' },
    turnTaking: { ...defaults.turnTaking, endConfidence: 0.8 },
  });
});

it('gives the default to a section that is no longer allowed, and keeps the others', () => {
  const stored = { languages: ['en', 'tlh'], audio: { gainDb: 99 }, prompt: { persona: 'Your name is Ava.' } };
  expect(readStoredSettings(stored)).toEqual({
    ...defaults,
    prompt: { ...defaults.prompt, persona: 'Your name is Ava.' },
  });
});

it('makes settings of anything', () => {
  const key = fc.constantFrom(...Object.keys(defaults), '__proto__', 'x');
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue())), (stored) => {
      const settings = readStoredSettings(stored);
      expect(AgentSettings.parse(settings)).toEqual(settings);
    }),
  );
});
