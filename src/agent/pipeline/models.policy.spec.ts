import type { ThinkingModel } from '../voice-agent.port.js';
import { modelsOf } from './models.policy.js';

const gpt: ThinkingModel = { vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.2 };
const claude: ThinkingModel = { vendor: 'anthropic', name: 'claude-haiku-4-5', temperature: 0.5 };

it.each([
  ['those of its vendor', { vendor: 'anthropic' as const, names: [] }, [gpt, claude], [claude]],
  [
    'the usual one of its vendor where the brief has none of it, as warm as the first would be',
    { vendor: 'anthropic' as const, names: [] },
    [gpt],
    [{ vendor: 'anthropic', name: 'claude-haiku-4-5', temperature: 0.2 }],
  ],
  [
    'the usual one where nothing is named',
    { vendor: 'open_ai' as const, names: [] },
    [],
    [{ vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.3 }],
  ],
  [
    'those it was given, as warm as the first would be',
    { vendor: 'open_ai' as const, names: ['local', 'small'] },
    [gpt, claude],
    [
      { vendor: 'open_ai', name: 'local', temperature: 0.2 },
      { vendor: 'open_ai', name: 'small', temperature: 0.2 },
    ],
  ],
])('a pipeline asks %s', (_, choice, models, expected) => {
  expect(modelsOf(choice, { models })).toEqual(expected);
});
