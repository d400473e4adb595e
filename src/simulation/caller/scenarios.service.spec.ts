import { needsStage } from './scenario.types.js';
import { parseScenario, ScenarioError, ScenariosService } from './scenarios.service.js';

const HEADER = `
name: test
summary: a test
group: booking
caller: { name: Maria Lopez, number: '+15125550143', voice: rms }
expect: { outcome: booked, appointment: none }
`;

const errorOf = (yaml: string): string => {
  try {
    parseScenario('test.yaml', yaml);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('the scenarios of the project', () => {
  const scenarios = new ScenariosService();

  it.each(scenarios.names())('%s can be read', (name) => {
    expect(scenarios.load(name).name).toBe(name);
  });

  it('have a caller each of their own, so that two of them never meet in one patient', () => {
    const callers = scenarios.names().map((name) => scenarios.load(name).caller);
    expect(new Set(callers.map(({ number }) => number)).size).toBe(callers.length);
    expect(new Set(callers.map(({ name }) => name)).size).toBe(callers.length);
  });

  it('are listed when one is asked for that does not exist', () => {
    expect(() => scenarios.load('book-a-flight')).toThrow(/no scenario "book-a-flight".*book-cleaning, /);
  });

  it('can not be reached outside their folder', () => {
    expect(() => scenarios.load('../package')).toThrow(ScenarioError);
  });
});

describe('parseScenario', () => {
  it('names every bad place of a file at once', () => {
    const message = errorOf(`${HEADER}
rules:
  - { hear: '(', say: Hello. }
  - { hear: hello, say: 3 }
`);
    expect(message).toContain('test.yaml is not a scenario');
    expect(message).toContain('rules.0.hear: Invalid regular expression');
    expect(message).toContain('rules.1.say: ');
  });

  it.each([
    ['a rule without a cue', '{ say: Hello. }', 'needs one cue'],
    ['a rule with two cues', '{ hear: hello, after: greeting, say: Hello. }', 'needs one cue'],
    ['a stall in the middle of nothing', '{ hear: hello, line: { stallMs: 100, afterWords: 2 } }', 'needs say'],
    [
      'an interrupted answer',
      '{ answered: true, interrupt: { afterMs: 100 }, say: Hello. }',
      'interrupt goes with hear',
    ],
    ['a rule that does nothing', '{ hear: hello }', 'does nothing'],
    ['a hang-up in the middle of nothing', '{ hear: hello, hangUp: { afterWords: 2 } }', 'needs say'],
    ['a cough together with words', '{ hear: hello, noise: 300, say: Hello. }', 'noise goes without say'],
    [
      'a breath in the middle of nothing',
      '{ hear: hello, noise: 300, breath: { afterWords: 2, ms: 9 } }',
      'breath needs say',
    ],
    ['a misspelt field', '{ hear: hello, sai: Hello. }', 'Unrecognized key'],
    [
      'an interrupted silence',
      '{ silenceMs: 100, interrupt: { afterMs: 100 }, say: Hello. }',
      'interrupt goes with hear',
    ],
  ])('refuses %s', (_what, rule, reason) => {
    expect(errorOf(`${HEADER}\nrules: [${rule}]`)).toContain(reason);
  });

  it.each([
    [
      'a machine that follows rules',
      'placedByClinic: { purpose: reminder, opening: Hello., picksUp: { machine: Beep. } }\nrules: [{ hear: hello, say: Hello. }]',
      'a machine follows no rules',
    ],
    ['what was heard at a phone that is not there', 'rules: []', 'needs phones'],
    ['what was heard at another phone', "given: { onCall: '+15550100109' }\nphones: { onCall: busy }", 'needs phones'],
    ['a phone without a number', 'phones: { onCall: busy }', 'phones.onCall needs given.onCall'],
  ])('refuses %s', (_what, rest, reason) => {
    const expectation = 'expect: { outcome: answered, phones: { desk: { heard: [hello] } } }';
    expect(errorOf(`${HEADER.replace(/expect:.*/, expectation)}\n${rest}`)).toContain(reason);
  });

  it('says where a file stops being YAML', () => {
    expect(errorOf('name: [')).toContain('test.yaml: ');
  });
});

describe('what a scenario gives and scripts', () => {
  const GIVEN = `
given:
  at: saturday 09:30
  patients:
    - { name: Maria Lopez, phone: '+15125550143', birthDate: 1985-03-04 }
    - { name: Leo Lopez, phone: '+15125550143', birthDate: 2017-06-01, guardian: Maria Lopez, known: false }
  visits: [{ patient: Leo Lopez, type: Cleaning, at: +3 10:00 }, { patient: Leo Lopez, type: Filling, at: friday 09:00 }]
  fullUntil: +5
model:
  - calls: [{ tool: list_appointments }, { tool: book_appointment, arguments: 'no JSON' }]
`;

  it('is read with its days, and with what is usual where nothing is said', () => {
    const { given, model } = parseScenario('test.yaml', HEADER + GIVEN);
    expect(given).toMatchObject({
      at: { day: { weekday: 6 }, time: '09:30' },
      patients: [{ known: true }, { known: false, guardian: 'Maria Lopez' }],
      visits: [
        { at: { day: { inDays: 3 }, time: '10:00' }, status: 'scheduled' },
        { at: { day: { weekday: 5 }, time: '09:00' } },
      ],
      fullUntil: { inDays: 5 },
      faqs: [],
    });
    expect(model).toEqual([
      {
        calls: [
          { tool: 'list_appointments', arguments: {} },
          { tool: 'book_appointment', arguments: 'no JSON' },
        ],
        times: 1,
        repeat: 1,
      },
    ]);
  });

  it.each([
    [
      'a visit of nobody',
      "visits: [{ patient: Tom, type: Cleaning, at: '+3 10:00' }]",
      '"Tom" is none of given.patients',
    ],
    ['a time that is none', "visits: [{ patient: Tom, type: Cleaning, at: '+3 25:00' }]", "a moment is 'friday 10:00'"],
    ['a day that is none', 'fullUntil: someday', 'a day is a weekday'],
    ['a call in so many days', "at: '+3 10:00'", "a call begins at 'tuesday 10:00'"],
  ])('is refused with %s', (_what, row, reason) => {
    expect(errorOf(`${HEADER}\ngiven: { ${row} }`)).toContain(reason);
  });

  it('can only be played on a stage, as can what looks into the database', () => {
    const needs = (yaml: string) => needsStage(parseScenario('test.yaml', yaml));
    expect(needs(HEADER)).toBe(false);
    expect(needs(HEADER + GIVEN)).toBe(true);
    expect(needs(`${HEADER}model: [{ say: Hello. }]`)).toBe(true);
    expect(needs(HEADER.replace('appointment: none', 'database: { holds: 0 }'))).toBe(true);
    expect(needs(HEADER.replace('appointment: none', 'tools: { atMost: 3 }'))).toBe(true);
  });
});
