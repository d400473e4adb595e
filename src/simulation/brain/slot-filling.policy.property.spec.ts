import fc from 'fast-check';
import type { BrainItem, BrainTool } from './brain.port.js';
import { respond } from './slot-filling.policy.js';

/** Half of what is said is nonsense, half is made of words that mean something to the policy. */
const WORDS = [
  ...'yes no actually tuesday next morning at nine thirty the first one last book cancel table for four my name is Ana Li'.split(
    ' ',
  ),
  ...'555 0142 five oh later … bye what did you say how much thanks anything red blue 12 never mind'.split(' '),
];
const speech = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' ')),
);
const parameterName = fc.constantFrom(
  'slotId',
  'id',
  'name',
  'phone',
  'when',
  'date',
  'time',
  'guests',
  'colour',
  'note',
  '__proto__',
);
const schema = fc.oneof(
  fc.constant({ type: 'string' }),
  fc.constant({ type: 'integer', minimum: 2 }),
  fc.constant({ type: 'boolean' }),
  fc.constant({ enum: ['red', 'blue', 7] }),
  fc.constant({ type: 'object', properties: {} }),
  fc.anything(),
);
const toolName = fc.constantFrom('find_slots', 'book_slot', 'end_call', 'search', '', 'constructor');
const tool: fc.Arbitrary<BrainTool> = fc.record({
  name: toolName,
  description: fc.oneof(fc.string(), fc.constantFrom('Finds a slot.', 'Books a table.', 'Ends the call.')),
  parameters: fc.oneof(
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(parameterName, schema),
      required: fc.oneof(fc.uniqueArray(parameterName), fc.anything()),
    }),
    fc.dictionary(fc.string(), fc.anything()),
  ),
});
const key = fc.constantFrom('k1', 'k2', 3);
const option = fc.record(
  { slotId: key, id: key, label: fc.oneof(speech, fc.constant('Tuesday at 9:30 AM')) },
  { requiredKeys: ['label'] },
);
const result = fc.oneof(
  fc.string(),
  fc.json(),
  fc.record({ slots: fc.array(option, { maxLength: 4 }) }).map((value) => JSON.stringify(value)),
  fc.record({ problem: fc.string(), message: speech, slots: fc.array(option) }).map((value) => JSON.stringify(value)),
  fc.constant('{"ok":true}'),
);
const turn = fc.record({ kind: fc.constant('user' as const), text: speech });
const item: fc.Arbitrary<BrainItem> = fc.oneof(
  turn,
  fc.record({ kind: fc.constant('agent' as const), text: speech }),
  fc.record({
    kind: fc.constant('call' as const),
    name: toolName,
    argumentsJson: fc.oneof(fc.json(), fc.string()),
    resultJson: result,
  }),
);
const context = fc.record({
  prompt: speech,
  tools: fc.uniqueArray(tool, { maxLength: 4, selector: ({ name }) => name }),
  history: fc.tuple(fc.array(item, { maxLength: 12 }), fc.oneof(item, turn)).map(([past, last]) => [...past, last]),
});

const parametersOf = (tools: readonly BrainTool[], name: string) =>
  tools.find((candidate) => candidate.name === name)?.parameters as { properties?: unknown; required?: unknown };
const requiredOf = ({ required }: { required?: unknown }) =>
  Array.isArray(required) && required.every((name) => typeof name === 'string') ? required : [];
const isReference = (name: string) => /id$/i.test(name);

describe('the slot-filling brain, whatever it is told and given', () => {
  it('never throws, never calls a tool it was not given or without what the tool requires', () => {
    fc.assert(
      fc.property(context, (given) => {
        const step = respond(given);
        if (step.kind === 'say') return;
        for (const call of step.calls) {
          expect(given.tools.map(({ name }) => name)).toContain(call.name);
          for (const name of requiredOf(parametersOf(given.tools, call.name)))
            expect(Object.keys(call.arguments)).toContain(name);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never passes a key that no result held', () => {
    fc.assert(
      fc.property(context, (given) => {
        const step = respond(given);
        if (step.kind === 'say') return;
        const results = given.history.map((past) => (past.kind === 'call' ? past.resultJson : '')).join(' ');
        for (const [name, value] of step.calls.flatMap((call) => Object.entries(call.arguments)))
          if (isReference(name) && !isEnum(given.tools, name)) expect(results).toContain(String(value));
      }),
      { numRuns: 400 },
    );
  });

  it('takes the same step when asked again', () => {
    fc.assert(fc.property(context, (given) => expect(respond(given)).toEqual(respond(structuredClone(given)))));
  });
});

/** A parameter whose values the schema lists itself needs no result. */
function isEnum(tools: readonly BrainTool[], name: string): boolean {
  return JSON.stringify(
    tools.map(({ parameters }) => (parameters as { properties?: Record<string, unknown> }).properties?.[name]),
  ).includes('"enum"');
}
