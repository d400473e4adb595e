import type { TurnRecord } from '../../calls/calls.types.js';
import { AI_DISCLOSURE, wordsOf, type Wording } from '../../compliance/consent/wordings.catalogue.js';
import { AgentSettings } from '../../profiles/agent-profile.types.js';
import { DisclosureWatch } from './disclosure-watch.js';
import { disclosureOf } from './disclosure.policy.js';

const OURS = wordsOf(AI_DISCLOSURE.en) ?? '';
const GREETING = `Hello. ${OURS} How can I help?`;

class Call {
  readonly told: [Wording['id'], number][] = [];
  readonly saved: number[] = [];
  readonly watch: DisclosureWatch;

  constructor({ wasHeard = false, before = [] as { role: 'caller' | 'agent' }[] } = {}) {
    const { by } = disclosureOf({ opening: null, agent: AgentSettings.parse({}), version: null, clinicName: 'X' });
    const next = { save: ({ seq }: TurnRecord) => void this.saved.push(seq) };
    this.watch = new DisclosureWatch({ by, wasHeard }, before, next, ({ id }, turn) => this.told.push([id, turn]));
  }

  agent(seq: number, text: string, heard: string, interrupted = false): void {
    this.turn('agent', seq, text, heard, interrupted);
  }

  turn(role: TurnRecord['role'], seq: number, text: string, heard: string, interrupted = false): void {
    const rest = { startedAt: undefined as never, latencyMs: null, stages: null };
    this.watch.save({ seq, role, text, heard, interrupted, ...rest });
  }
}

it('is told once, with the last word of the sentence, and passes every turn on', () => {
  const call = new Call();
  call.agent(1, GREETING, '');
  call.agent(1, GREETING, "Hello. I'm the clinic's AI");
  expect(call.told).toEqual([]);
  call.agent(1, GREETING, `Hello. ${OURS}`);
  call.agent(1, GREETING, GREETING);
  call.agent(3, OURS, OURS);
  expect(call.told).toEqual([['ai_disclosure', 1]]);
  expect(call.saved).toEqual([1, 1, 1, 1, 3]);
});

it('is owed once the first words were cut before it, until it is on its way again', () => {
  const call = new Call();
  expect(call.watch.isOwed).toBe(false);
  call.agent(1, GREETING, '');
  expect(call.watch.isOwed).toBe(false);
  call.agent(1, GREETING, 'Hello.', true);
  expect(call.watch.isOwed).toBe(true);
  call.agent(3, OURS, '');
  expect(call.watch.isOwed).toBe(false);
  call.agent(3, OURS, OURS);
  expect(call.watch.isOwed).toBe(false);
  expect(call.told).toEqual([['ai_disclosure', 3]]);
});

it('is owed when the agent began without it, as one that puts an opening in words of its own', () => {
  const call = new Call();
  call.agent(1, 'Hi there, how are you?', 'Hi there, how are you?');
  expect(call.watch.isOwed).toBe(true);
});

it('is owed on another stream unless it was heard on an earlier one', () => {
  expect(new Call({ before: [{ role: 'caller' }] }).watch.isOwed).toBe(false);
  expect(new Call({ before: [{ role: 'agent' }] }).watch.isOwed).toBe(true);
  expect(new Call({ before: [{ role: 'agent' }], wasHeard: true }).watch.isOwed).toBe(false);
});

it("is not made by the caller's words", () => {
  const call = new Call();
  call.turn('caller', 1, OURS, OURS);
  expect(call.told).toEqual([]);
});

it.each([
  [{ greetings: { en: "Hello, I'm an AI." } }, null, 'profile_greeting'],
  [{ greetings: { en: 'Hello.' } }, null, 'ai_disclosure'],
  [{}, null, 'ai_disclosure'],
  [{}, 'Hello, this is an AI of your dentist.', 'outbound_opening'],
  [{}, `Hello, your dentist here. ${OURS}`, 'ai_disclosure'],
  // A test call begins with the greeting of its version.
  [{ greetings: { en: "Hello, I'm an AI." } }, "Hello, I'm an AI.", 'profile_greeting'],
])('%j with the opening %j is known by %s', (settings, opening, id) => {
  const agent = AgentSettings.parse(settings);
  const { by } = disclosureOf({ opening, agent, version: 3, clinicName: 'X' });
  expect(by[0]?.wording).toMatchObject({ id, language: 'en' });
});
