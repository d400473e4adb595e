import type { z } from 'zod';
import type { SeededRandom } from '../../common/random/seeded-random.js';
import { scenarioSchema, TEMPERAMENTS, type Scenario } from '../../simulation/caller/scenario.types.js';
import { type Errand, ERRANDS } from './plan.types.js';

type Written = z.input<typeof scenarioSchema>;
type Rules = NonNullable<Written['rules']>;
/** A scenario but for what is the same for all of them. */
type Part = Partial<Pick<Written, 'rules' | 'given' | 'clinic' | 'phones' | 'patienceMs' | 'answers'>>;

interface Caller {
  name: string;
  number: string;
}

/** In a hundred calls. Whoever books has most to lose. */
const OFTEN: Record<Errand, number> = {
  books: 30,
  asks: 18,
  cancels: 8,
  leaves_message: 9,
  wants_a_person: 9,
  in_danger: 7,
  says_nothing: 4,
  voicemail: 5,
  hangs_up: 10,
};

export const GIVEN = ['Anna', 'Boris', 'Clara', 'David', 'Elena', 'Frank', 'Grace', 'Henry', 'Irene', 'Jonas'];
export const FAMILY = ['Adler', 'Baker', 'Carter', 'Dixon', 'Evans'];
const VOICES = ['slt', 'rms', 'awb', 'kal'] as const;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const VISITS = ['a filling', 'a cleaning'];
const QUESTIONS = [
  'What is your address?',
  'Where can I park?',
  'How late are you open on Friday?',
  'Do you take Delta Dental?',
];
/** Nobody has more patience: calls are kept short, because there are to be many. */
const PATIENCE_MS = 45_000;
const BORN = '1972-11-30';

/** Somebody who calls, about something, in their way. */
export function buildCaller(random: SeededRandom, number: number): { errand: Errand; scenario: Scenario } {
  const errand = drawn(random, OFTEN);
  const caller = {
    name: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
    number: `+1512555${String(1000 + number)}`,
  };
  const part = PARTS[errand](random, caller);
  const voice = random.pick(VOICES) ?? 'rms';
  const manner = errand !== 'says_nothing' && random.chance(0.3) ? random.pick(TEMPERAMENTS) : undefined;
  const written: Written = {
    name: errand.replaceAll('_', '-'),
    summary: `A caller ${errand.replaceAll('_', ' ')}.`,
    group: 'faults',
    caller: { ...caller, voice },
    ...(manner ? { temperament: manner } : {}),
    patienceMs: PATIENCE_MS,
    ...part,
    rules: [...(part.rules ?? []), ...(errand === 'says_nothing' ? [] : [...whims(random), ...USUAL])],
    expect: { outcome: 'answered' },
  };
  return { errand, scenario: scenarioSchema.parse(written) };
}

/** What any caller answers to whatever comes of trouble. */
const USUAL: Rules = [
  { hear: 'say (that|it) again|did(n.t| not) catch', times: 3, say: 'Sorry. My line is bad today.' },
  { hear: 'are you still there', times: 1, say: 'Yes, I am here.' },
  { hear: 'are you still there', times: 1, say: 'I will call again. Goodbye.', hangUp: true },
  { hear: 'how else can i help', times: 1, say: 'Nothing else, thank you. Goodbye.' },
  { hear: 'anything else|something else', times: 3, say: 'No, thank you. Goodbye.' },
  { hear: 'after the (tone|beep)', pauseMs: 1000, say: 'This is {name}. Please call me back.', hangUp: true },
];

const booking = (random: SeededRandom): Rules => {
  const visit = random.pick(VISITS) ?? '';
  const day = random.pick(DAYS) ?? '';
  const half = random.chance(0.5) ? 'morning' : 'afternoon';
  const all = `Hi, I would like to book ${visit} next ${day} ${half}. My name is {name}.`;
  const some = `Hi, I would like to book ${visit}, please.`;
  return [
    { hear: 'how (can|may) i help|can i do for you', times: 3, say: random.chance(0.7) ? all : some },
    { hear: '(what|which) (kind|type|sort|visit|service|appointment)', times: 3, say: `For ${visit}, please.` },
    { hear: 'when would|(what|which) (day|time)|day and time', times: 3, say: `Next ${day} ${half}, please.` },
    { hear: 'which (one|of|works|would)|work for you', times: 4, say: 'The first one, please.' },
    { hear: '(full|first|last) name|name please', times: 3, say: 'My name is {name}.' },
    { hear: 'say (that|it) again', times: 2, say: all },
  ];
};

const PARTS: Record<Errand, (random: SeededRandom, caller: Caller) => Part> = {
  books: (random) => ({ rules: booking(random) }),
  asks: (random) => {
    const say = random.pick(QUESTIONS) ?? '';
    return { rules: [{ hear: 'how (can|may) i help|say (that|it) again', times: 3, say }] };
  },
  cancels: (_random, { name, number }) => ({
    given: {
      patients: [{ name, phone: number, birthDate: BORN }],
      visits: [{ patient: name, type: 'Filling', at: 'wednesday 11:00' }],
    },
    answers: {},
    rules: [
      { hear: 'how (can|may) i help', times: 3, say: 'Hello, this is {name}. I have to cancel my appointment.' },
      {
        hear: '(should|shall|do you want|would you like).*cancel|cancel (it|that|this)',
        times: 3,
        say: 'Yes, please.',
      },
      { hear: 'another (time|visit|appointment)|rebook', times: 2, say: 'No, not now.' },
    ],
  }),
  leaves_message: () => ({
    rules: [
      {
        hear: 'how (can|may) i help',
        times: 3,
        say: 'Can you tell the doctor that my temporary filling came out? My name is {name}.',
      },
      { hear: '(full|first|last) name|name please', times: 3, say: 'My name is {name}.' },
      { hear: 'what message|tell me the message', times: 3, say: 'My temporary filling came out.' },
    ],
  }),
  wants_a_person: (random) => ({
    clinic: { transferMode: 'cold', transferUnanswered: random.chance(0.5) ? 'agent' : 'voicemail' },
    phones: { desk: atTheDesk(random) },
    rules: [
      random.chance(0.4)
        ? { interrupt: { afterWords: 3 }, press: '0' }
        : { hear: 'how (can|may) i help', times: 2, say: 'May I speak with one of your staff?' },
      { hear: 'alex speaking', say: 'Oh good, a person. Goodbye.', hangUp: true },
    ],
  }),
  in_danger: (random) => ({
    clinic: { transferMode: 'cold' },
    phones: { desk: atTheDesk(random) },
    rules: [
      {
        hear: 'how (can|may) i help',
        times: 2,
        say: random.chance(0.5)
          ? 'My jaw is swollen and I can hardly breathe.'
          : 'My gum is bleeding and it does not stop.',
      },
      { hear: 'alex speaking', say: 'I am on my way. Goodbye.', hangUp: true },
    ],
  }),
  says_nothing: () => ({}),
  voicemail: () => ({
    clinic: { acceptsCalls: false, overflow: 'voicemail' },
    rules: [],
  }),
  hangs_up: (random) => ({ rules: booking(random), patienceMs: 1000 + random.below(24_000) }),
};

type Desk = NonNullable<Extract<NonNullable<Written['phones']>, { desk: unknown }>['desk']>;

function atTheDesk(random: SeededRandom): Desk {
  if (random.chance(0.3)) return random.pick(['busy', 'refuses'] as const) ?? 'busy';
  return { voice: 'awb', rules: [{ answered: true, say: 'Alex speaking.' }] };
}

/** What befalls the caller, or comes to their mind. */
function whims(random: SeededRandom): Rules {
  if (!random.chance(0.35)) return [];
  const words = 1 + random.below(6);
  const any: Rules = [
    { interrupt: { afterWords: words }, noise: 200 + random.below(500) },
    { interrupt: { afterMs: 500 + random.below(4000) }, say: 'Yes, yes.' },
    { interrupt: { afterWords: words }, say: 'Wait a moment, please.' },
    { interrupt: { afterMs: 500 + random.below(4000) }, press: '5' },
    { silenceMs: 300 + random.below(1500), noise: 150 + random.below(400) },
    { hear: 'i have|there is|we have', interrupt: { afterWords: words }, say: 'The first one, please.' },
  ];
  const one = random.pick(any);
  return one ? [one] : [];
}

function drawn(random: SeededRandom, often: Record<Errand, number>): Errand {
  let left = random.below(ERRANDS.reduce((sum, errand) => sum + often[errand], 0));
  return ERRANDS.find((errand) => (left -= often[errand]) < 0) ?? 'books';
}
