import { newPersona, reducePersona, type PersonaEffect, type PersonaState } from './persona.reducer.js';
import { parseScenario } from './scenarios.service.js';
import { personaOf, type Persona } from './scenario.types.js';

const FRAME_MS = 20;

const scenario = (rules: string): Persona =>
  personaOf(
    parseScenario(
      'test.yaml',
      `
name: test
summary: a test
group: booking
caller: { name: Maria Lopez, number: '+15125550143', voice: rms }
patienceMs: 60000
rules:
${rules}
expect: { outcome: booked, appointment: none }
`,
    ),
  );

/** A line to one persona: what the agent says goes in word by word, what the caller does comes out with its time. */
class Line {
  readonly done: { atMs: number; effect: PersonaEffect }[] = [];
  private state: PersonaState;
  nowMs = 0;

  constructor(private readonly persona: Persona) {
    this.state = newPersona(persona);
  }

  /** A word takes 300 ms. */
  agentSays(text: string): void {
    for (const word of text.split(' ')) {
      for (let frame = 0; frame < 14; frame++) this.frame(true, []);
      this.frame(true, [word]);
    }
  }

  agentSpeaksUnintelligibly(ms: number): void {
    for (let passedMs = 0; passedMs < ms; passedMs += FRAME_MS) this.frame(true, []);
  }

  quiet(ms: number): void {
    for (let passedMs = 0; passedMs < ms; passedMs += FRAME_MS) this.frame(false, []);
  }

  callerHasSpoken(): void {
    this.take(reducePersona(this.persona, this.state, { type: 'spoken' }));
  }

  rivalEnds(): void {
    this.take(reducePersona(this.persona, this.state, { type: 'rival_ended' }));
  }

  get spoken(): string[] {
    return this.done.flatMap(({ effect }) => (effect.type === 'speak' ? [effect.text] : []));
  }

  get lastEffect(): PersonaEffect | undefined {
    return this.done.at(-1)?.effect;
  }

  private frame(voice: boolean, words: string[]): void {
    this.nowMs += FRAME_MS;
    this.take(reducePersona(this.persona, this.state, { type: 'frame', atMs: this.nowMs, voice, words }));
  }

  private take({ state, effects }: { state: PersonaState; effects: PersonaEffect[] }): void {
    this.state = state;
    for (const effect of effects) this.done.push({ atMs: this.nowMs, effect });
  }
}

describe('a caller who waits for a cue', () => {
  const cleaning = scenario(`
  - hear: how can i help
    say: A cleaning, please.
  - hear: your name
    say: My name is {name}.`);

  it('answers when the agent has finished', () => {
    const line = new Line(cleaning);
    line.agentSays('Hello! How can I help you today?');
    expect(line.spoken).toEqual([]);
    line.quiet(800);
    expect(line.spoken).toEqual(['A cleaning, please.']);
  });

  it('says nothing to what is no cue', () => {
    const line = new Line(cleaning);
    line.agentSays('One moment, please.');
    line.quiet(5000);
    expect(line.done).toEqual([]);
  });

  it('waits through the pauses of a turn until the cue comes', () => {
    const line = new Line(cleaning);
    line.agentSays('Welcome.');
    line.quiet(2000);
    line.agentSays('How can I help?');
    line.quiet(800);
    expect(line.spoken).toEqual(['A cleaning, please.']);
  });

  it('uses a rule once, unless it says otherwise', () => {
    const line = new Line(cleaning);
    for (let time = 0; time < 2; time++) {
      line.agentSays('How can I help?');
      line.quiet(800);
      line.callerHasSpoken();
    }
    expect(line.spoken).toEqual(['A cleaning, please.']);
  });

  it('answers what was asked last when two cues were heard', () => {
    const line = new Line(cleaning);
    line.agentSays('What is your name? Or rather: how can I help?');
    line.quiet(800);
    expect(line.spoken).toEqual(['A cleaning, please.']);
  });

  it('gives their own name', () => {
    const line = new Line(cleaning);
    line.agentSays('May I have your name?');
    line.quiet(800);
    expect(line.spoken).toEqual(['My name is Maria Lopez.']);
  });

  it('does not take for a cue what was said before they last spoke', () => {
    const line = new Line(
      scenario(`
  - hear: welcome
    times: 2
    say: Hello.`),
    );
    line.agentSays('Welcome.');
    line.quiet(800);
    line.callerHasSpoken();
    line.agentSays('Good.');
    line.quiet(800);
    expect(line.spoken).toEqual(['Hello.']);
  });

  it('does not hear a cue in words that could not be made out', () => {
    const line = new Line(cleaning);
    line.agentSays('How can … help?');
    line.quiet(2000);
    expect(line.spoken).toEqual([]);
  });
});

describe('a caller who interrupts', () => {
  it('speaks over the agent after so many words', () => {
    const line = new Line(scenario('  - { interrupt: { afterWords: 3 }, say: Sorry. }'));
    line.agentSays('Thank you');
    expect(line.spoken).toEqual([]);
    line.agentSays('for');
    expect(line.spoken).toEqual(['Sorry.']);
  });

  it('counts the words from the cue on, when there is one', () => {
    const line = new Line(scenario('  - { hear: i have, interrupt: { afterWords: 2 }, say: That one. }'));
    line.agentSays('Let me see. I have Tuesday');
    expect(line.spoken).toEqual([]);
    line.agentSays('at');
    expect(line.spoken).toEqual(['That one.']);
  });

  it('speaks over the agent after so long', () => {
    const line = new Line(scenario('  - { interrupt: { afterMs: 500 }, say: Sorry. }'));
    line.agentSpeaksUnintelligibly(400);
    expect(line.spoken).toEqual([]);
    line.agentSpeaksUnintelligibly(140);
    expect(line.spoken).toEqual(['Sorry.']);
  });
});

describe('a caller who does not speak all the time', () => {
  it('coughs over the agent, and goes on listening', () => {
    const line = new Line(
      scenario(
        '  - { hear: i have, interrupt: { afterWords: 1 }, noise: 400 }\n  - { hear: which one, say: The first. }',
      ),
    );
    line.agentSays('I have Monday');
    expect(line.lastEffect).toEqual({ type: 'make_noise', ms: 400 });
    line.callerHasSpoken();
    line.agentSays('Which one?');
    line.quiet(800);
    expect(line.spoken).toEqual(['The first.']);
  });

  it('draws breath in the middle of a sentence', () => {
    const line = new Line(
      scenario('  - { hear: hello, say: I need a cleaning., breath: { afterWords: 2, ms: 1500 } }'),
    );
    line.agentSays('Hello.');
    line.quiet(800);
    expect(line.lastEffect).toEqual({
      type: 'speak',
      text: 'I need a cleaning.',
      words: null,
      breath: { afterWords: 2, ms: 1500 },
    });
  });
});

describe('a caller who hangs up', () => {
  it('does so when their sentence is said', () => {
    const line = new Line(scenario('  - { hear: hello, say: Wrong number., hangUp: true }'));
    line.agentSays('Hello.');
    line.quiet(800);
    expect(line.lastEffect).toEqual({ type: 'speak', text: 'Wrong number.', words: null });
    line.callerHasSpoken();
    expect(line.lastEffect).toEqual({ type: 'hang_up' });
  });

  it('does so in the middle of it', () => {
    const line = new Line(scenario('  - { hear: hello, say: I was just wondering., hangUp: { afterWords: 2 } }'));
    line.agentSays('Hello.');
    line.quiet(800);
    expect(line.lastEffect).toEqual({ type: 'speak', text: 'I was just wondering.', words: 2 });
  });

  it('does so without a word', () => {
    const line = new Line(scenario('  - { hear: hello, hangUp: true }'));
    line.agentSays('Hello.');
    line.quiet(800);
    expect(line.done.map(({ effect }) => effect)).toEqual([{ type: 'hang_up' }]);
  });

  it('does so when their patience ends, and does nothing afterwards', () => {
    const line = new Line(scenario('  - { hear: hello, say: Hello. }'));
    line.quiet(60_000);
    line.agentSays('Hello.');
    line.quiet(2000);
    expect(line.done).toEqual([{ atMs: 60_000, effect: { type: 'hang_up' } }]);
  });
});

describe('a caller with other cues', () => {
  it('speaks after the greeting, whatever it was, and only then', () => {
    const line = new Line(scenario('  - { after: greeting, say: Hello., times: 2 }'));
    line.agentSays('Good morning to you.');
    line.quiet(800);
    line.callerHasSpoken();
    line.agentSays('What?');
    line.quiet(800);
    expect(line.spoken).toEqual(['Hello.']);
  });

  it('speaks when nobody has spoken for a while', () => {
    const line = new Line(scenario('  - { silenceMs: 3000, say: Hello? }'));
    line.agentSays('One moment.');
    line.quiet(2900);
    expect(line.spoken).toEqual([]);
    line.quiet(200);
    expect(line.spoken).toEqual(['Hello?']);
  });

  it('thinks before acting when told to', () => {
    const line = new Line(scenario("  - { hear: press, pauseMs: 1000, press: '12' }"));
    line.agentSays('Please press a key.');
    line.quiet(800);
    expect(line.done).toEqual([]);
    line.quiet(1000);
    expect(line.done.map(({ effect }) => effect)).toEqual([{ type: 'press', digits: '12' }]);
  });

  it('lets the agent finish when the agent speaks up while they are thinking', () => {
    const line = new Line(scenario('  - { hear: which one, pauseMs: 1000, say: The first. }'));
    line.agentSays('Which one?');
    line.quiet(1200);
    line.agentSays('Are you still there?');
    expect(line.spoken).toEqual([]);
    line.quiet(800);
    expect(line.spoken).toEqual(['The first.']);
  });
});

describe('somebody who does not wait', () => {
  it('presses a key as soon as the line is up, whoever is speaking', () => {
    const line = new Line(scenario("  - { answered: true, pauseMs: 400, press: '0' }"));
    line.agentSays('Thank you for calling.');
    expect(line.done).toEqual([{ atMs: 420, effect: { type: 'press', digits: '0' } }]);
  });

  it('says who they are before anybody has spoken', () => {
    const line = new Line(scenario('  - { answered: true, say: Front desk. }'));
    line.quiet(20);
    expect(line.spoken).toEqual(['Front desk.']);
  });
});

describe('a line that breaks', () => {
  it('does so before the words that are said into it', () => {
    const line = new Line(
      scenario('  - { hear: help, line: { stallMs: 2000, afterWords: 2 }, say: A cleaning please. }'),
    );
    line.agentSays('How can I help?');
    line.quiet(800);
    expect(line.done.map(({ effect }) => effect)).toEqual([
      { type: 'break_line', fault: { stallMs: 2000, afterWords: 2, then: 'burst' } },
      { type: 'speak', text: 'A cleaning please.', words: null },
    ]);
  });
});

describe('a caller with a rival', () => {
  const rules = `
  - hear: help
    meanwhile: rival
    say: A cleaning.
  - hear: which one
    awaitMeanwhile: true
    say: The first one.`;

  it('starts the rival and goes on', () => {
    const line = new Line(scenario(rules));
    line.agentSays('How can I help?');
    line.quiet(800);
    expect(line.done.map(({ effect }) => effect)).toEqual([
      { type: 'start_rival', scenario: 'rival' },
      { type: 'speak', text: 'A cleaning.', words: null },
    ]);
  });

  it('holds the answer back until the rival has finished', () => {
    const line = new Line(scenario(rules));
    line.agentSays('How can I help?');
    line.quiet(800);
    line.callerHasSpoken();
    line.agentSays('Which one?');
    line.quiet(5000);
    expect(line.spoken).toEqual(['A cleaning.']);
    line.rivalEnds();
    line.quiet(20);
    expect(line.spoken).toEqual(['A cleaning.', 'The first one.']);
  });
});

describe('a caller who hears a voice without captions', () => {
  const blind = scenario(`
  - hear: how can i help
    say: A cleaning.
  - hear: your name
    say: Maria.`);

  it('says the next line whenever that voice has spoken and fallen silent', () => {
    const line = new Line(blind);
    line.agentSpeaksUnintelligibly(2000);
    line.quiet(1600);
    line.callerHasSpoken();
    line.agentSpeaksUnintelligibly(1000);
    line.quiet(1600);
    expect(line.spoken).toEqual(['A cleaning.', 'Maria.']);
  });

  it('takes a short sound or a short pause for nothing', () => {
    const line = new Line(blind);
    line.agentSpeaksUnintelligibly(300);
    line.quiet(3000);
    line.agentSpeaksUnintelligibly(1000);
    line.quiet(1000);
    expect(line.spoken).toEqual([]);
  });
});
