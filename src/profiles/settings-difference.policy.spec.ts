import { AgentSettings } from './agent-profile.types.js';
import { differences } from './settings-difference.policy.js';

it('names the settings that differ by their paths, lists as a whole, and the other side’s value', () => {
  const one = AgentSettings.parse({ languages: ['es', 'en'], greetings: { en: 'Hello.' }, audio: { gainDb: 3 } });
  const other = AgentSettings.parse({ greetings: { es: 'Hola.' }, prompt: { persona: 'Your name is Ava.' } });
  expect(differences(one, other)).toEqual([
    { path: '/audio/gainDb', value: 3, otherValue: 0 },
    { path: '/greetings/en', value: 'Hello.', otherValue: null },
    { path: '/greetings/es', value: null, otherValue: 'Hola.' },
    { path: '/languages', value: ['es', 'en'], otherValue: ['en'] },
    { path: '/prompt/persona', value: null, otherValue: 'Your name is Ava.' },
  ]);
});

it('finds nothing between a version and what was stored of it', () => {
  const settings = AgentSettings.parse({ greetings: { es: 'Hola.', en: 'Hello.' }, tools: ['end_call'] });
  // jsonb has an order of keys of its own.
  const stored: unknown = JSON.parse(
    JSON.stringify({ ...settings, models: [{ name: 'gpt-4.1-mini', temperature: 0.3, vendor: 'open_ai' }] }),
  );
  expect(differences(settings, AgentSettings.parse(stored))).toEqual([]);
});
