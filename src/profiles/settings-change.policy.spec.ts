import fc from 'fast-check';
import { AgentSettings } from './agent-profile.types.js';
import { changeSettings } from './settings-change.policy.js';

const defaults = AgentSettings.parse({});
const changed = (change: Record<string, unknown>, base = defaults): AgentSettings => {
  const outcome = changeSettings(base, change);
  if (outcome.kind === 'invalid') throw new Error(JSON.stringify(outcome.issues));
  return outcome.settings;
};

it('merges objects, replaces lists, and leaves the rest alone', () => {
  const base = changed({
    languages: ['en', 'es'],
    greetings: { en: 'Hello.' },
    turnTaking: { endConfidence: 0.8, eagerConfidence: 0.4 },
  });
  const after = changed({ languages: ['es'], greetings: { es: 'Hola.' }, turnTaking: { endConfidence: 0.9 } }, base);
  expect(after).toEqual({
    ...base,
    languages: ['es'],
    greetings: { en: 'Hello.', es: 'Hola.' },
    turnTaking: { ...base.turnTaking, endConfidence: 0.9 },
  });
});

it('puts back the default of what is null, be it a leaf, an object or a list', () => {
  const base = changed({
    greetings: { en: 'Hello.', es: 'Hola.' },
    tools: ['end_call'],
    audio: { gainDb: 6, noiseGate: true },
    turnTaking: { eagerConfidence: 0.5 },
    prompt: { persona: 'Your name is Ava.', style: 'Warm.' },
  });
  const change = { greetings: { es: null }, tools: null, audio: null, turnTaking: { eagerConfidence: null } };
  expect(changed({ ...change, prompt: { style: null } }, base)).toEqual({
    ...defaults,
    greetings: { en: 'Hello.' },
    prompt: { ...defaults.prompt, persona: 'Your name is Ava.' },
  });
});

it.each<[Record<string, unknown>, string]>([
  [{ colour: 'blue' }, ''],
  [{ turnTaking: { patience: 3 } }, '/turnTaking'],
  [{ turnTaking: { endConfidence: 1 } }, '/turnTaking/endConfidence'],
  [{ turnTaking: { endConfidence: 0.6, eagerConfidence: 0.8 } }, '/turnTaking'],
  [{ languages: [] }, '/languages'],
  [{ languages: ['en', 'en'] }, '/languages'],
  [{ languages: ['tlh'] }, '/languages/0'],
  [{ voices: { es: [] } }, '/voices/es'],
  [{ voices: 'aura-2-thalia-en' }, '/voices'],
  [{ models: [] }, '/models'],
  [{ models: [{ vendor: 'open_ai', name: 'gpt 5' }] }, '/models/0/name'],
  [{ tools: ['end_call', 'open_door'] }, '/tools/1'],
  [{ greetings: { en: ' ' } }, '/greetings/en'],
  [{ greetings: { en: 'a\u0007b' } }, '/greetings/en'],
  [{ greetings: { en: 'a\ud800b' } }, '/greetings/en'],
  [{ prompt: { knowledge: 'x'.repeat(8001) } }, '/prompt/knowledge'],
  [{ phrases: { en: { goodbye: 'x'.repeat(301) } } }, '/phrases/en/goodbye'],
  [{ phrases: { en: { no_such_line: 'Hello.' } } }, '/phrases/en'],
  [{ audio: { gainDb: 40 } }, '/audio/gainDb'],
])('refuses %j and names the field', (change, field) => {
  const outcome = changeSettings(defaults, change);
  expect(outcome).toMatchObject({ kind: 'invalid', issues: [{ field }] });
});

it('tells which tools there are, and lets a stored name that was right once be put right', () => {
  const stored: AgentSettings = { ...defaults, tools: ['gone_tool'] };
  const outcome = changeSettings(stored, { audio: { gainDb: 1 } });
  expect(outcome).toMatchObject({ kind: 'invalid', issues: [{ field: '/tools/0' }] });
  expect(JSON.stringify(outcome)).toContain('find_slots');
  expect(changed({ tools: ['find_slots'] }, stored).tools).toEqual(['find_slots']);
});

it('survives any change, also one that goes for the prototype or is nested without end', () => {
  const key = fc.constantFrom('__proto__', 'constructor', 'languages', 'prompt', 'turnTaking', 'voices', 'en', 'x');
  const change = fc.dictionary(key, fc.jsonValue({ maxDepth: 6 }));
  fc.assert(
    fc.property(change, (given) => {
      const outcome = changeSettings(defaults, JSON.parse(JSON.stringify(given)) as Record<string, unknown>);
      if (outcome.kind === 'changed') expect(AgentSettings.parse(outcome.settings)).toEqual(outcome.settings);
    }),
  );
  let deep: Record<string, unknown> = {};
  for (let level = 0; level < 20_000; level++) deep = { en: deep };
  expect(changeSettings(defaults, { phrases: deep })).toMatchObject({ kind: 'invalid' });
  expect(({} as Record<string, unknown>)['en']).toBeUndefined();
});
