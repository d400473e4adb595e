import fc from 'fast-check';
import { newPersona, reducePersona, type PersonaEffect, type PersonaEvent } from './persona.reducer.js';
import { personaOf, scenarioSchema, type Persona } from './scenario.types.js';

const PATIENCE_MS = 20_000;
const FRAME_MS = 20;
const TURN_END_MS = 700;

const cue = fc.oneof(
  fc.record({ hear: fc.constantFrom('hello', 'name', 'which one', 'hello|name') }),
  fc.record({ after: fc.constant('greeting') }),
  fc.record({ silenceMs: fc.integer({ min: 20, max: 5000 }) }),
);
const action = fc.oneof(
  fc.record({ say: fc.constantFrom('Yes.', 'My name is {name}.') }),
  fc.record({ press: fc.constant('1') }),
  fc.record({ meanwhile: fc.constant('rival'), say: fc.constant('Yes.') }),
  fc.record({ awaitMeanwhile: fc.constant(true), say: fc.constant('Yes.') }),
  fc.record({ say: fc.constant('Yes.'), hangUp: fc.constant(true) }),
  fc.record({ say: fc.constant('Yes.'), pauseMs: fc.integer({ min: 20, max: 2000 }) }),
);
/** No rule interrupts: that is what the properties about politeness need. */
const scenario: fc.Arbitrary<Persona> = fc
  .array(fc.tuple(cue, action, fc.integer({ min: 1, max: 3 })), { maxLength: 6 })
  .map((rules) =>
    personaOf(
      scenarioSchema.parse({
        name: 'test',
        summary: 'test',
        group: 'booking',
        caller: { name: 'Maria Lopez', number: '+15125550143', voice: 'rms' },
        patienceMs: PATIENCE_MS,
        rules: rules.map(([when, what, times]) => ({ ...when, ...what, times })),
        expect: { outcome: 'booked', appointment: 'none' },
      }),
    ),
  );

/** Stretches of the call, as the caller hears it. */
const stretch = fc.record({
  frames: fc.integer({ min: 1, max: 120 }),
  voice: fc.boolean(),
  word: fc.constantFrom('hello', 'name', 'which', 'one', '…'),
  ends: fc.constantFrom<'spoken' | 'rival_ended' | null>('spoken', 'rival_ended', null),
});

function eventsOf(
  stretches: { frames: number; voice: boolean; word: string; ends: 'spoken' | 'rival_ended' | null }[],
) {
  const events: PersonaEvent[] = [];
  let atMs = 0;
  for (const { frames, voice, word, ends } of stretches) {
    for (let frame = 0; frame < frames; frame++) {
      atMs += FRAME_MS;
      events.push({ type: 'frame', atMs, voice, words: voice && frame % 15 === 14 ? [word] : [] });
    }
    if (ends) events.push({ type: ends });
  }
  return events;
}

interface Done {
  effect: PersonaEffect;
  event: PersonaEvent;
  lastVoiceMs: number | null;
  nowMs: number;
}

function play(given: Persona, events: PersonaEvent[]): { done: Done[]; speaking: boolean[] } {
  let state = newPersona(given);
  const done: Done[] = [];
  const speaking: boolean[] = [];
  let lastVoiceMs: number | null = null;
  let nowMs = 0;
  for (const event of events) {
    if (event.type === 'frame') nowMs = event.atMs;
    if (event.type === 'frame' && event.voice) lastVoiceMs = event.atMs;
    const wasSpeaking = state.doing.phase === 'speaking';
    const step = reducePersona(given, state, event);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'speak') speaking.push(wasSpeaking && event.type !== 'spoken');
      done.push({ effect, event, lastVoiceMs, nowMs });
    }
  }
  return { done, speaking };
}

const runs = fc.tuple(scenario, fc.array(stretch, { maxLength: 40 }).map(eventsOf));

describe('a persona, whatever the rules and whatever it hears,', () => {
  it('never begins a sentence while it is still saying another', () => {
    fc.assert(
      fc.property(runs, ([given, events]) => {
        expect(play(given, events).speaking).not.toContain(true);
      }),
    );
  });

  it('never begins to speak over the agent unless a rule interrupts', () => {
    fc.assert(
      fc.property(runs, ([given, events]) => {
        for (const { effect, lastVoiceMs, nowMs } of play(given, events).done) {
          if (effect.type !== 'speak' || lastVoiceMs === null) continue;
          expect(nowMs - lastVoiceMs).toBeGreaterThanOrEqual(TURN_END_MS);
        }
      }),
    );
  });

  it('never acts more often than its rules allow', () => {
    fc.assert(
      fc.property(runs, ([given, events]) => {
        const allowed = given.rules.reduce((sum, rule) => sum + rule.times, 0);
        const acts = play(given, events).done.filter(
          ({ effect }) => effect.type === 'speak' || effect.type === 'press',
        );
        expect(acts.length).toBeLessThanOrEqual(allowed);
      }),
    );
  });

  it('hangs up at the end of its patience at the latest, once, and does nothing after that', () => {
    fc.assert(
      fc.property(runs, ([given, events]) => {
        const lastMs = events.reduce((ms, event) => (event.type === 'frame' ? event.atMs : ms), 0);
        const silence = eventsOf([{ frames: 1200, voice: false, word: '…', ends: null }]).map((event) =>
          event.type === 'frame' ? { ...event, atMs: event.atMs + lastMs } : event,
        );
        const { done } = play(given, [...events, ...silence]);
        const hangUps = done.filter(({ effect }) => effect.type === 'hang_up');
        expect(hangUps).toHaveLength(1);
        expect(done.at(-1)).toBe(hangUps[0]);
        expect(hangUps[0]?.nowMs).toBeLessThanOrEqual(PATIENCE_MS);
      }),
    );
  });
});
