import fc from 'fast-check';
import { Talk } from '../../../test/support/brain-talk.js';
import { RECEPTION, Reception } from '../../../test/support/reception.js';

const NAMES = ['Ivo Brandt', 'Nina Sorel', 'Priya Natarajan', 'Tom Okafor'];
const DAYS = ['Monday', 'next Tuesday', 'Thursday'];
const VISITS = [
  { appointmentId: 'a1', label: 'Cleaning on Wednesday, March 3 at 10:00 AM with Marisol Vega' },
  { appointmentId: 'a2', label: 'Filling on Friday, March 5 at 3:00 PM with Dr. Osei' },
];

const facts = fc.record({
  name: fc.constantFrom(...NAMES),
  year: fc.integer({ min: 1940, max: 2005 }),
  month: fc.constantFrom('January', 'June', 'December'),
  day: fc.integer({ min: 1, max: 28 }),
  phone: fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }).map(String),
  when: fc.constantFrom(...DAYS),
  visit: fc.constantFrom(0, 1),
});
const MONTHS = { January: '01', June: '06', December: '12' } as const;
const two = (value: number) => String(value).padStart(2, '0');

type Facts = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;

/** Answers each question by what was asked for, with what was not said at once; `first` is what is said unasked. */
function movesVisit(given: Facts, first: readonly string[]): string[] {
  const born = `${given.year}-${MONTHS[given.month]}-${two(given.day)}`;
  const person = { patientId: 'p1', name: given.name, birthDate: born, phone: given.phone, visits: VISITS };
  const talk = new Talk(RECEPTION, new Reception([person]).run);
  const spoken = given.phone.replace(/(...)(...)(....)/, '$1 $2 $3');
  const sentences: Record<string, string> = {
    wish: `I would like to move my ${given.visit === 0 ? 'Wednesday' : 'Friday'} visit.`,
    when: `${given.when} would be good.`,
    name: `My name is ${given.name}.`,
    born: `I was born on ${given.month} ${given.day}, ${given.year}.`,
    phone: `My number is ${spoken}.`,
  };
  let said = talk.hears(['wish', ...first].map((fact) => sentences[fact]).join(' '));
  for (let turn = 0; turn < 9 && !said.includes('anything else'); turn++) said = talk.hears(answerTo(said, sentences));
  return talk.calls.filter((call) => !/^(verify_identity\([^,]*, [^,]*\)|list_appointments)/.test(call));
}

function answerTo(said: string, sentences: Record<string, string>): string {
  const asks = said.split(/(?<=[.?!])\s+/).at(-1) ?? '';
  if (/name/.test(asks)) return sentences['name'] ?? '';
  if (/birth/.test(asks)) return sentences['born'] ?? '';
  if (/phone/.test(asks)) return sentences['phone'] ?? '';
  if (/day and time/.test(asks)) return sentences['when'] ?? '';
  if (/right/.test(asks)) return 'Yes, that is right.';
  return 'The second one, please.';
}

it('makes the same calls in whatever order the facts come, at once or when they are asked for', () => {
  const said = fc.shuffledSubarray(['when', 'name', 'born', 'phone']);
  fc.assert(
    fc.property(facts, said, (given, first) => {
      const born = `${given.year}-${MONTHS[given.month]}-${two(given.day)}`;
      const type = given.visit === 0 ? 'Cleaning' : 'Filling';
      const visit = VISITS[given.visit]?.appointmentId;
      expect(movesVisit(given, first)).toEqual([
        `verify_identity(${given.name}, ${born}, ${given.phone})`,
        `find_slots(${type}, ${given.when}, ${visit})`,
        `move_appointment(${visit}, s11)`,
      ]);
    }),
    { numRuns: 25 },
  );
});
