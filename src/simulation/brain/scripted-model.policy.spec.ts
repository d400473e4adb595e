import type { Brain, BrainItem } from './brain.port.js';
import { scriptedModel, type ScriptRule } from './scripted-model.policy.js';

const ordinary: Brain = { respond: () => ({ kind: 'say', sentences: ['I think.'] }) };
const rule = (changes: Partial<ScriptRule>): ScriptRule => ({ times: 1, calls: [], repeat: 1, ...changes });
const user = (text: string): BrainItem => ({ kind: 'user', text });
const agent = (text: string): BrainItem => ({ kind: 'agent', text });
const ran = (resultJson: string): BrainItem => ({ kind: 'call', name: 'find_slots', argumentsJson: '{}', resultJson });

const respond = (rules: ScriptRule[], ...history: BrainItem[]) =>
  scriptedModel(
    {
      rules,
      visitIds: new Map([['Maria Lopez', 'visit-1']]),
      patientIds: new Map([['Leo Lopez', 'patient-2']]),
    },
    ordinary,
  ).respond({ prompt: '', tools: [], history });

const CANCEL = { tool: 'cancel_appointment', arguments: { appointmentId: '{visit Maria Lopez}' } };

describe('a model with a script', () => {
  it('runs the calls of the first rule that fits the turn, says its words, and thinks again afterwards', () => {
    const rules = [
      rule({ hear: /book/giu, calls: [CANCEL], say: 'Done: {result}' }),
      rule({ hear: /cleaning/giu, say: 'Never said.' }),
    ];
    const turn = user('I want to BOOK a cleaning');
    expect(respond(rules, user('Hello'))).toEqual({ kind: 'say', sentences: ['I think.'] });
    expect(respond(rules, user('Hello'), agent('I think.'), turn)).toEqual({
      kind: 'call',
      lead: null,
      calls: [{ name: 'cancel_appointment', arguments: { appointmentId: 'visit-1' } }],
    });
    expect(respond(rules, turn, ran('{"cancelled":true}'))).toEqual({
      kind: 'say',
      sentences: ['Done: [{"cancelled":true}]'],
    });
    expect(respond(rules, turn, ran('{}'), agent('Done'), user('Book, I said'))).toEqual({
      kind: 'say',
      sentences: ['I think.'],
    });
  });

  it('leaves the results to the ordinary brain when it has nothing to say', () => {
    expect(respond([rule({ calls: [CANCEL] })], user('Hello'), ran('{}'))).toEqual({
      kind: 'say',
      sentences: ['I think.'],
    });
  });

  it('does a rule at as many turns as it says, and a rule without a pattern at any', () => {
    const rules = [rule({ times: 2, say: 'First.' }), rule({ say: 'Second.' })];
    const said = [1, 2, 3, 4].map((turns) => respond(rules, ...Array.from({ length: turns }, () => user('Yes'))));
    expect(said).toEqual(
      ['First.', 'First.', 'Second.', 'I think.'].map((sentence) => ({ kind: 'say', sentences: [sentence] })),
    );
  });

  it('repeats its calls round after round', () => {
    const rules = [rule({ calls: [CANCEL, CANCEL], repeat: 2, say: 'Enough.' })];
    const after = (runs: number) => respond(rules, user('Go'), ...Array.from({ length: runs }, () => ran('{}')));
    expect([0, 2, 4].map((runs) => after(runs))).toMatchObject([
      { kind: 'call', calls: [{}, {}] },
      { kind: 'call', calls: [{}, {}] },
      { kind: 'say' },
    ]);
  });

  it('fills in what it was offered, however deep, and what it can not know', async () => {
    const calls = [
      {
        tool: 'book_appointment',
        arguments: { slots: [{ slotId: '{slot 2}' }, '{slot 3}'], patientId: '{patient Leo Lopez}', times: 2 },
      },
      { tool: 'book_appointment', arguments: '{"slotId": "{slot 1}"' },
    ];
    const offer = ran('{"slots":[{"slotId":"a","label":"x"},{"slotId":"b","label":"y"}]}');
    expect(respond([rule({ hear: /second/giu, calls })], user('When?'), offer, offer, user('The second'))).toEqual({
      kind: 'call',
      lead: null,
      calls: [
        {
          name: 'book_appointment',
          arguments: { slots: [{ slotId: 'b' }, 'no-slot'], patientId: 'patient-2', times: 2 },
        },
        { name: 'book_appointment', arguments: {}, argumentsJson: '{"slotId": "a"' },
      ],
    });
    const huge = await respond([rule({ say: '{huge}{patient Nobody}' })], user('Go'));
    expect(huge.kind === 'say' && huge.sentences[0]?.length).toBe(100_000 + '{patient Nobody}'.length);
  });
});
